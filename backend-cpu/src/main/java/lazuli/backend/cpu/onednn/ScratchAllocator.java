package lazuli.backend.cpu.onednn;

/** Lends memory for the duration of one operation. */
@FunctionalInterface
public interface ScratchAllocator {
    /**
     * An operation asks once at most, on the calling thread, and not at all when it needs nothing.
     *
     * @param bytes more than 0
     * @return the address of that many bytes, aligned to 64, which stay valid until the operation returns; what they hold does
     *     not matter
     */
    long allocate(long bytes);
}
