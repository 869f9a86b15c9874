package lazuli.backend.metal;

/**
 * What core knows a block by: a buffer's address, which takes 47 bits, and above it where in the buffer the block begins, in units of 64 bytes, which
 * takes 14 bits in a slab of 1 MiB.
 */
final class Handle {
    private static final int ADDRESS_BITS = 48;
    private static final long ADDRESS = (1L << ADDRESS_BITS) - 1;
    private static final long UNIT = 64;

    private Handle() {}

    static long of(long buffer, long offset) {
        return buffer | ((offset / UNIT) << ADDRESS_BITS);
    }

    /** The buffer's address. */
    static long buffer(long handle) {
        return handle & ADDRESS;
    }

    /** Where the block begins in it, in bytes. */
    static long offset(long handle) {
        return (handle >>> ADDRESS_BITS) * UNIT;
    }
}
