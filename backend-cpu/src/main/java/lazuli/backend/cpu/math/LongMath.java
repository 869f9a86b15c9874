package lazuli.backend.cpu.math;

/** Integer arithmetic in 64 bits as the library defines it: it wraps, and nothing throws. */
public final class LongMath {
    private LongMath() {}

    /** Rounded down, so that the remainder completes it; 0 for a zero divisor. */
    public static long floorDivide(long x, long y) {
        if (y == 0) {
            return 0;
        }
        long quotient = x / y;
        long rest = x % y;
        // Minus one where the rest, negated for a negative divisor, is negative; a branch would be mispredicted half
        // the time.
        long sign = y >> 63;
        return quotient + (((rest ^ sign) - sign) >> 63);
    }

    public static long unsignedDivide(long x, long y) {
        return y == 0 ? 0 : Long.divideUnsigned(x, y);
    }

    /** With the divisor's sign; 0 for a zero divisor. */
    public static long remainder(long x, long y) {
        return y == 0 ? 0 : Math.floorMod(x, y);
    }

    public static long unsignedRemainder(long x, long y) {
        return y == 0 ? 0 : Long.remainderUnsigned(x, y);
    }

    /** 0 for a negative exponent. */
    public static long power(long x, long y) {
        return y < 0 ? 0 : unsignedPower(x, y);
    }

    public static long unsignedPower(long x, long y) {
        long result = 1;
        long square = x;
        for (long left = y; left != 0; left >>>= 1) {
            if ((left & 1) != 0) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }

    public static long unsignedMaximum(long x, long y) {
        return Math.max(x ^ Long.MIN_VALUE, y ^ Long.MIN_VALUE) ^ Long.MIN_VALUE;
    }

    public static long unsignedMinimum(long x, long y) {
        return Math.min(x ^ Long.MIN_VALUE, y ^ Long.MIN_VALUE) ^ Long.MIN_VALUE;
    }

    /** 0 for shifts by the width or more, or by less than zero. */
    public static long leftShift(long x, long y) {
        return Long.compareUnsigned(y, Long.SIZE) < 0 ? x << y : 0;
    }

    /** The sign for shifts by the width or more, or by less than zero. */
    public static long rightShift(long x, long y) {
        return x >> (Long.compareUnsigned(y, Long.SIZE) < 0 ? y : Long.SIZE - 1);
    }

    /** 0 for shifts by the width or more. */
    public static long unsignedRightShift(long x, long y) {
        return Long.compareUnsigned(y, Long.SIZE) < 0 ? x >>> y : 0;
    }
}
