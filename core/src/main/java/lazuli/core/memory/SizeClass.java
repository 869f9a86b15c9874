package lazuli.core.memory;

/** The sizes that buffers come in: multiples of 64 bytes, eight steps between powers of two, so at most an eighth is wasted. */
final class SizeClass {
    private static final int SMALLEST_BITS = 6;
    private static final int STEP_BITS = 3;

    private SizeClass() {}

    /** The index of the smallest class that holds {@code bytes}. */
    static int of(long bytes) {
        long units = Math.max(1, (bytes + (1L << SMALLEST_BITS) - 1) >> SMALLEST_BITS);
        if (units <= 1L << STEP_BITS) {
            return (int) units - 1;
        }
        int exponent = 63 - Long.numberOfLeadingZeros(units - 1) - STEP_BITS;
        long mantissa = ((units - 1) >> exponent) + 1;
        return (exponent << STEP_BITS) + (int) mantissa - 1;
    }

    /** The bytes of a class. */
    static long bytes(int index) {
        if (index < 1 << STEP_BITS) {
            return (index + 1L) << SMALLEST_BITS;
        }
        int exponent = (index >> STEP_BITS) - 1;
        long mantissa = (index & ((1 << STEP_BITS) - 1)) + 1L + (1L << STEP_BITS);
        return mantissa << (exponent + SMALLEST_BITS);
    }
}
