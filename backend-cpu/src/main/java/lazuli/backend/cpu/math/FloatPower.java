package lazuli.backend.cpu.math;

import static lazuli.backend.cpu.math.PowerCoefficients.*;

/** C's powf in three steps, which vectors take as loops of their own. Within 0.51 units in the last place. */
public final class FloatPower {
    private FloatPower() {}

    /** C's powf: unlike {@link Math#pow}, 1 to any power and -1 to an infinite one are 1. */
    public static float power(float x, float y) {
        return withSpecialCases(powerOfTwo(logarithm(x), y), x, y);
    }

    /** log2 of the magnitude. */
    static double logarithm(float x) {
        double magnitude = Math.abs(x);
        long bits = Double.doubleToRawLongBits(magnitude);
        long exponent = (bits - ROOT_HALF_BITS + (EXPONENT_BIAS << 52)) >>> 52;
        double m = Double.longBitsToDouble(bits - ((exponent - EXPONENT_BIAS) << 52));
        double s = (m - 1) / (m + 1);
        double z = s * s;
        double p = Math.fma(LOG_6, z, LOG_5);
        p = Math.fma(p, z, LOG_4);
        p = Math.fma(p, z, LOG_3);
        p = Math.fma(p, z, LOG_2);
        p = Math.fma(p, z, LOG_1);
        p = Math.fma(p, z, LOG_0);
        double e = Double.longBitsToDouble(exponent + ROUNDER_BITS) - (ROUNDER + EXPONENT_BIAS);
        double logarithm = Math.fma(p, s, e);
        return magnitude == 0 ? Double.NEGATIVE_INFINITY : magnitude > Float.MAX_VALUE ? magnitude : logarithm;
    }

    /** 2 to the power of the product; 1 if one factor is 0. */
    static float powerOfTwo(double logarithm, float y) {
        double product = logarithm == 0 || y == 0 ? 0 : logarithm * y;
        double t = product > LARGEST_EXPONENT
                ? LARGEST_EXPONENT
                : product < -LARGEST_EXPONENT ? -LARGEST_EXPONENT : product;
        double rounded = t + ROUNDER;
        double f = t - (rounded - ROUNDER);
        double p = Math.fma(EXP_8, f, EXP_7);
        p = Math.fma(p, f, EXP_6);
        p = Math.fma(p, f, EXP_5);
        p = Math.fma(p, f, EXP_4);
        p = Math.fma(p, f, EXP_3);
        p = Math.fma(p, f, EXP_2);
        p = Math.fma(p, f, EXP_1);
        p = Math.fma(p, f, 1);
        long power = (Double.doubleToRawLongBits(rounded) + EXPONENT_BIAS) << 52;
        return (float) (p * Double.longBitsToDouble(power));
    }

    /** The power, given that of the magnitude. */
    static float withSpecialCases(float power, float x, float y) {
        if (y == 0 || x == 1) {
            return 1;
        }
        if (Float.isNaN(x) || Float.isNaN(y)) {
            return Float.NaN;
        }
        boolean even = Math.abs(y) >= ALL_EVEN;
        boolean whole = even || (int) y == y;
        if (!whole && x < 0 && x >= -Float.MAX_VALUE) {
            return Float.NaN;
        }
        boolean odd = whole && !even && ((int) y & 1) != 0;
        return odd ? Math.copySign(power, x) : power;
    }
}
