package lazuli.backend.cpu.math;

import static lazuli.backend.cpu.math.FloatCoefficients.*;

/**
 * Functions of a float, accurate to about two units in the last place unless a method says otherwise. Operation for operation the
 * same as the vector forms, so that both give the same bits.
 */
public final class FloatMath {
    private FloatMath() {}

    public static float exp(float x) {
        if (x > EXP_OVERFLOW) {
            return Float.POSITIVE_INFINITY;
        }
        if (x < EXP_UNDERFLOW) {
            return 0;
        }
        float rounded = Math.fma(x, LOG2_E, ROUNDER);
        float k = rounded - ROUNDER;
        float r = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, x));
        float q = Math.fma(EXP_4, r, EXP_3);
        q = Math.fma(q, r, EXP_2);
        q = Math.fma(q, r, EXP_1);
        q = Math.fma(q, r, EXP_0);
        float p = Math.fma(q, r * r, r) + 1;
        return scale(p, Float.floatToRawIntBits(rounded) - ROUNDER_BITS);
    }

    /** p * 2^k, in two steps, so that neither factor leaves the range and denormal results round once. */
    private static float scale(float p, int k) {
        int half = k >> 1;
        return p * powerOfTwo(half) * powerOfTwo(k - half);
    }

    private static float powerOfTwo(int k) {
        return Float.intBitsToFloat((k + 127) << 23);
    }

    public static float expm1(float x) {
        if (x > EXP_OVERFLOW) {
            return Float.POSITIVE_INFINITY;
        }
        if (x < EXPM1_UNDERFLOW) {
            return -1;
        }
        float rounded = Math.fma(x, LOG2_E, ROUNDER);
        float k = rounded - ROUNDER;
        float r = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, x));
        float q = Math.fma(EXPM1_5, r, EXPM1_4);
        q = Math.fma(q, r, EXPM1_3);
        q = Math.fma(q, r, EXPM1_2);
        q = Math.fma(q, r, EXPM1_1);
        q = Math.fma(q, r, EXPM1_0);
        float p = Math.fma(q, r * r, r);
        float half = powerOfTwo(Float.floatToRawIntBits(rounded) - ROUNDER_BITS - 1);
        float y = 2 * Math.fma(p, half, half - 0.5f);
        return x == 0 ? x : y;
    }

    public static float log(float x) {
        boolean denormal = x < MIN_NORMAL;
        int bits = Float.floatToRawIntBits(denormal ? x * ALL_INTEGERS : x);
        int exponent = (bits - TWO_THIRDS_BITS) >> 23;
        float f = Float.intBitsToFloat(bits - (exponent << 23)) - 1;
        float e = (float) (denormal ? exponent - 23 : exponent);
        float y = Math.fma(e, LN2_HIGH, Math.fma(e, LN2_LOW, logOnePlus(f)));
        return logOfSpecial(x, y);
    }

    /** log(1 + f) for 1 + f between 2/3 and 4/3. */
    private static float logOnePlus(float f) {
        float p = Math.fma(LOG_8, f, LOG_7);
        p = Math.fma(p, f, LOG_6);
        p = Math.fma(p, f, LOG_5);
        p = Math.fma(p, f, LOG_4);
        p = Math.fma(p, f, LOG_3);
        p = Math.fma(p, f, LOG_2);
        p = Math.fma(p, f, LOG_1);
        p = Math.fma(p, f, LOG_0);
        return Math.fma(p, f * f, f);
    }

    /** The logarithm of x, which is y unless x is zero, negative, infinite or NaN. */
    private static float logOfSpecial(float x, float y) {
        if (x > 0) {
            return x == Float.POSITIVE_INFINITY ? x : y;
        }
        return x == 0 ? Float.NEGATIVE_INFINITY : Float.NaN;
    }

    public static float log2(float x) {
        boolean denormal = x < MIN_NORMAL;
        int bits = Float.floatToRawIntBits(denormal ? x * ALL_INTEGERS : x);
        int exponent = (bits - TWO_THIRDS_BITS) >> 23;
        float f = Float.intBitsToFloat(bits - (exponent << 23)) - 1;
        float e = (float) (denormal ? exponent - 23 : exponent);
        return logOfSpecial(x, Math.fma(logOnePlus(f), LOG2_E, e));
    }

    public static float log10(float x) {
        boolean denormal = x < MIN_NORMAL;
        int bits = Float.floatToRawIntBits(denormal ? x * ALL_INTEGERS : x);
        int exponent = (bits - TWO_THIRDS_BITS) >> 23;
        float f = Float.intBitsToFloat(bits - (exponent << 23)) - 1;
        float e = (float) (denormal ? exponent - 23 : exponent);
        float y = Math.fma(e, LOG10_2_HIGH, Math.fma(e, LOG10_2_LOW, logOnePlus(f) * LOG10_E));
        return logOfSpecial(x, y);
    }

    public static float log1p(float x) {
        float u = x + 1;
        int bits = Float.floatToRawIntBits(u);
        int exponent = (bits - TWO_THIRDS_BITS) >> 23;
        float f = Float.intBitsToFloat(bits - (exponent << 23)) - 1;
        float e = (float) exponent;
        float lost = x < 1 ? x - (u - 1) : 1 - (u - x);
        float y = Math.fma(e, LN2_HIGH, Math.fma(e, LN2_LOW, logOnePlus(f) + lost / u));
        return logOfSpecial(u, exponent == 0 ? logOnePlus(x) : y);
    }

    public static float sigmoid(float x) {
        return 1 / (1 + exp(-x));
    }

    public static float tanh(float x) {
        float magnitude = Math.abs(x);
        float u = halfExpm1OfTwice(magnitude > TANH_LARGE ? TANH_LARGE : magnitude);
        float r = 1 / (u + 1);
        return Math.copySign(magnitude < TANH_SMALL ? Math.fma(-u, u * r, u) : 1 - r, x);
    }

    /** expm1(2x) / 2 for x from 0 to 10. */
    private static float halfExpm1OfTwice(float x) {
        float rounded = Math.fma(x, TWO_LOG2_E, ROUNDER);
        float r = Math.fma(rounded - ROUNDER, -HALF_LN2, x);
        float q = Math.fma(TANH_4, r, TANH_3);
        q = Math.fma(q, r, TANH_2);
        q = Math.fma(q, r, TANH_1);
        q = Math.fma(q, r, TANH_0);
        float p = Math.fma(q, r * r, r);
        float power = powerOfTwo(Float.floatToRawIntBits(rounded) - ROUNDER_BITS);
        return Math.fma(p, power, Math.fma(power, 0.5f, -0.5f));
    }

    public static float sin(float x) {
        if (Math.abs(x) > SIN_LIMIT) {
            return (float) Math.sin(x);
        }
        float y = sinOfQuarters(x, 0);
        return x == 0 ? x : y;
    }

    public static float cos(float x) {
        return Math.abs(x) > SIN_LIMIT ? (float) Math.cos(x) : sinOfQuarters(x, 1);
    }

    /** sin(x + quarters * pi / 2). */
    private static float sinOfQuarters(float x, int quarters) {
        float rounded = Math.fma(x, TWO_OVER_PI, ROUNDER);
        float k = rounded - ROUNDER;
        float r = Math.fma(k, -HALF_PI_HIGH, x);
        r = Math.fma(k, -HALF_PI_MIDDLE, r);
        r = Math.fma(k, -HALF_PI_LOW, r);
        float z = r * r;
        int quadrant = Float.floatToRawIntBits(rounded) + quarters;
        float y;
        if ((quadrant & 1) == 0) {
            float p = Math.fma(SIN_3, z, SIN_2);
            p = Math.fma(p, z, SIN_1);
            p = Math.fma(p, z, SIN_0);
            y = Math.fma(p, z * r, r);
        } else {
            float p = Math.fma(COS_2, z, COS_1);
            p = Math.fma(p, z, COS_0);
            y = Math.fma(p, z * z, Math.fma(z, -0.5f, 1));
        }
        return Float.intBitsToFloat(Float.floatToRawIntBits(y) ^ (quadrant & 2) << 30);
    }

    public static float erf(float x) {
        float magnitude = Math.abs(x);
        if (magnitude >= ERF_SPLIT) {
            float large = erfOfLarge(magnitude > ERF_LARGE ? ERF_LARGE : magnitude);
            return x < 0 ? -large : large;
        }
        float z = x * x;
        float p = Math.fma(ERF_6, z, ERF_5);
        p = Math.fma(p, z, ERF_4);
        p = Math.fma(p, z, ERF_3);
        p = Math.fma(p, z, ERF_2);
        p = Math.fma(p, z, ERF_1);
        p = Math.fma(p, z, ERF_0);
        return Math.fma(p, x, x);
    }

    /** For x from 1 to 4. */
    private static float erfOfLarge(float x) {
        float q = Math.fma(ERFC_ROOT_8, x, ERFC_ROOT_7);
        q = Math.fma(q, x, ERFC_ROOT_6);
        q = Math.fma(q, x, ERFC_ROOT_5);
        q = Math.fma(q, x, ERFC_ROOT_4);
        q = Math.fma(q, x, ERFC_ROOT_3);
        q = Math.fma(q, x, ERFC_ROOT_2);
        q = Math.fma(q, x, ERFC_ROOT_1);
        q = Math.fma(q, x, ERFC_ROOT_0);
        float square = q * q;
        return 1 - square * square;
    }

    public static float erfinv(float x) {
        float w = -log(Math.fma(-x, x, 1));
        float p;
        if (w < ERFINV_SPLIT) {
            float t = w - 2.5f;
            p = Math.fma(ERFINV_9, t, ERFINV_8);
            p = Math.fma(p, t, ERFINV_7);
            p = Math.fma(p, t, ERFINV_6);
            p = Math.fma(p, t, ERFINV_5);
            p = Math.fma(p, t, ERFINV_4);
            p = Math.fma(p, t, ERFINV_3);
            p = Math.fma(p, t, ERFINV_2);
            p = Math.fma(p, t, ERFINV_1);
            p = Math.fma(p, t, ERFINV_0);
        } else {
            float t = (float) Math.sqrt(w) - 3;
            p = Math.fma(ERFINV_TAIL_9, t, ERFINV_TAIL_8);
            p = Math.fma(p, t, ERFINV_TAIL_7);
            p = Math.fma(p, t, ERFINV_TAIL_6);
            p = Math.fma(p, t, ERFINV_TAIL_5);
            p = Math.fma(p, t, ERFINV_TAIL_4);
            p = Math.fma(p, t, ERFINV_TAIL_3);
            p = Math.fma(p, t, ERFINV_TAIL_2);
            p = Math.fma(p, t, ERFINV_TAIL_1);
            p = Math.fma(p, t, ERFINV_TAIL_0);
        }
        return Math.abs(x) == 1 ? x * Float.POSITIVE_INFINITY : p * x;
    }

    /** log(exp(x) + exp(y)). */
    public static float logAddExp(float x, float y) {
        float larger = Math.max(x, y);
        float smaller = Math.min(x, y);
        boolean alone = larger == Float.POSITIVE_INFINITY || smaller == Float.NEGATIVE_INFINITY;
        return alone ? larger : larger + log1p(exp(smaller - larger));
    }

    /** To the nearest integer, ties to even; like {@link Math#rint}, but out of operations that vectors have. */
    public static float round(float x) {
        float rounder = Math.copySign(ALL_INTEGERS, x);
        float rounded = Math.copySign(x + rounder - rounder, x);
        return Math.abs(x) < ALL_INTEGERS ? rounded : x;
    }

    public static float floor(float x) {
        float rounded = round(x);
        return rounded > x ? rounded - 1 : rounded;
    }

    public static float ceil(float x) {
        float rounded = round(x);
        return Math.copySign(rounded < x ? rounded + 1 : rounded, x);
    }

    /** The remainder that has the divisor's sign; NaN for a zero divisor. */
    public static float remainder(float x, float y) {
        float r = x % y;
        return r != 0 && r < 0 != y < 0 ? r + y : r;
    }

    /** 1, 0 or -1; 0 for NaN. */
    public static float sign(float x) {
        return (x > 0 ? 1 : 0) - (x < 0 ? 1 : 0);
    }
}
