package lazuli.backend.cpu.math;

/**
 * Constants of the float32 power {@code 2^(y log2(x))}, computed in double and rounded once, shared by its scalar and its vector form. The
 * logarithm is off by less than 2^-39 of itself, the exponential by less than 2^-32; together 0.01 of a float's last place where the power is
 * neither zero nor infinite, so that the result is within 0.51.
 */
public final class PowerCoefficients {
    private PowerCoefficients() {}

    /** Bits of the root of one half, the lower end of the interval to which x is reduced, the upper end being the root of 2. */
    public static final long ROOT_HALF_BITS = 0x3FE6A09E667F3BCDL;

    /** Keeps the exponent positive while it is shifted down. */
    public static final long EXPONENT_BIAS = 1023;

    /** Added to a small integer, in bits, it makes a double of which {@link #ROUNDER} and the bias are subtracted. */
    public static final long ROUNDER_BITS = 0x4338000000000000L;

    /** Added and subtracted, it rounds a number to an integer, which stands in the sum's low bits. */
    public static final double ROUNDER = 0x1.8p52;

    /** log2(m) = s (c0 + c1 s^2 + ...) for s = (m - 1) / (m + 1): the series of the area tangent. */
    public static final double LOG_0 = 2.8853900817779268;

    public static final double LOG_1 = LOG_0 / 3;
    public static final double LOG_2 = LOG_0 / 5;
    public static final double LOG_3 = LOG_0 / 7;
    public static final double LOG_4 = LOG_0 / 9;
    public static final double LOG_5 = LOG_0 / 11;
    public static final double LOG_6 = LOG_0 / 13;

    /** Beyond, in either direction, the power of 2 is infinite or zero as a float. */
    public static final double LARGEST_EXPONENT = 200;

    private static final double LN2 = 0.6931471805599453;

    /** 2^f for |f| up to a half. */
    public static final double EXP_1 = LN2;

    public static final double EXP_2 = EXP_1 * LN2 / 2;
    public static final double EXP_3 = EXP_2 * LN2 / 3;
    public static final double EXP_4 = EXP_3 * LN2 / 4;
    public static final double EXP_5 = EXP_4 * LN2 / 5;
    public static final double EXP_6 = EXP_5 * LN2 / 6;
    public static final double EXP_7 = EXP_6 * LN2 / 7;
    public static final double EXP_8 = EXP_7 * LN2 / 8;

    /** From here on all floats are even integers. */
    public static final float ALL_EVEN = 0x1p24f;
}
