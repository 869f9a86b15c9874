package lazuli.backend.cpu.math;

/** Integer arithmetic as the library defines it: it wraps, and nothing throws. */
public final class IntMath {
    private IntMath() {}

    /** Rounded down, so that the remainder completes it; 0 for a zero divisor. */
    public static int floorDivide(int x, int y) {
        if (y == 0) {
            return 0;
        }
        int quotient = x / y;
        int rest = x % y;
        // Minus one where the rest, negated for a negative divisor, is negative; a branch would be mispredicted half
        // the time.
        int sign = y >> 31;
        return quotient + (((rest ^ sign) - sign) >> 31);
    }

    public static int unsignedDivide(int x, int y) {
        return y == 0 ? 0 : Integer.divideUnsigned(x, y);
    }

    /** With the divisor's sign; 0 for a zero divisor. */
    public static int remainder(int x, int y) {
        return y == 0 ? 0 : Math.floorMod(x, y);
    }

    public static int unsignedRemainder(int x, int y) {
        return y == 0 ? 0 : Integer.remainderUnsigned(x, y);
    }

    /** 0 for a negative exponent. */
    public static int power(int x, int y) {
        return y < 0 ? 0 : unsignedPower(x, y);
    }

    public static int unsignedPower(int x, int y) {
        int result = 1;
        int square = x;
        for (int left = y; left != 0; left >>>= 1) {
            if ((left & 1) != 0) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }

    public static int unsignedMaximum(int x, int y) {
        return Math.max(x ^ Integer.MIN_VALUE, y ^ Integer.MIN_VALUE) ^ Integer.MIN_VALUE;
    }

    public static int unsignedMinimum(int x, int y) {
        return Math.min(x ^ Integer.MIN_VALUE, y ^ Integer.MIN_VALUE) ^ Integer.MIN_VALUE;
    }

    /** 0 for shifts by the width or more, or by less than zero. */
    public static int leftShift(int x, int y) {
        return Integer.compareUnsigned(y, Integer.SIZE) < 0 ? x << y : 0;
    }

    /** The sign for shifts by the width or more, or by less than zero. */
    public static int rightShift(int x, int y) {
        return x >> (Integer.compareUnsigned(y, Integer.SIZE) < 0 ? y : Integer.SIZE - 1);
    }

    /** 0 for shifts by the width or more. */
    public static int unsignedRightShift(int x, int y) {
        return Integer.compareUnsigned(y, Integer.SIZE) < 0 ? x >>> y : 0;
    }
}
