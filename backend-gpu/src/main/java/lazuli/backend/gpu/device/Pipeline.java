package lazuli.backend.gpu.device;

/** A kernel that can be launched. Safe for use by several threads. */
public interface Pipeline {
    /** The kernel's name. */
    String name();

    /** How many threads a group of it may have: fewer than the device's limit where it needs many registers. */
    int mostThreads();
}
