package lazuli.core.memory;

/** Who can read and write memory. */
public enum MemorySpace {
    /** The processor alone. */
    HOST,
    /** The processor and a GPU: the same bytes. */
    UNIFIED,
    /** A GPU alone; the processor reads a copy. */
    DEVICE;

    /** Whether memory has an address that the processor can use. */
    public boolean isHostReadable() {
        return switch (this) {
            case HOST, UNIFIED -> true;
            case DEVICE -> false;
        };
    }
}
