package lazuli.backend.cpu.math;

/**
 * Constants of the float32 approximations, shared by the scalar and the vector form of each so that both give the same bits. The
 * polynomials are minimax fits of our own; a number in a name is the power that it multiplies.
 */
public final class FloatCoefficients {
    private FloatCoefficients() {}

    /** Added and subtracted, it rounds a number below 2^22 to an integer, which stands in the sum's low bits. */
    public static final float ROUNDER = 0x1.8p23f;

    public static final int ROUNDER_BITS = 0x4B400000;

    /** The least magnitude from which all numbers are integers. */
    public static final float ALL_INTEGERS = 0x1p23f;

    public static final float FLOAT16_MAXIMUM = 65504f;
    public static final float FLOAT16_MIN_NORMAL = 0x1p-14f;

    public static final float LOG2_E = 1.442695f;
    public static final float LN2_HIGH = 0.6931472f;
    public static final float LN2_LOW = -1.9046542e-9f;

    /** Above, exp is infinite; below the other, it is zero. */
    public static final float EXP_OVERFLOW = 88.72284f;

    public static final float EXP_UNDERFLOW = -103.97208f;

    /** exp(r) = 1 + r + r^2 q(r) for |r| up to ln(2) / 2. */
    public static final float EXP_0 = 0.5f;

    public static final float EXP_1 = 0.16666512f;
    public static final float EXP_2 = 0.041666187f;
    public static final float EXP_3 = 0.0083695995f;
    public static final float EXP_4 = 0.0013951677f;

    /** The same with the error small beside r. */
    public static final float EXPM1_0 = 0.5f;

    public static final float EXPM1_1 = 0.16666667f;
    public static final float EXPM1_2 = 0.04166634f;
    public static final float EXPM1_3 = 0.008333275f;
    public static final float EXPM1_4 = 0.001394207f;
    public static final float EXPM1_5 = 0.00019913253f;

    /** Below, expm1 is -1. */
    public static final float EXPM1_UNDERFLOW = -18f;

    /** Bits of 2/3: the lower end of the interval to which log reduces, the upper end being 4/3. */
    public static final int TWO_THIRDS_BITS = 0x3F2AAAAB;

    public static final float MIN_NORMAL = Float.MIN_NORMAL;

    /** log(1 + f) = f + f^2 p(f). */
    public static final float LOG_0 = -0.5f;

    public static final float LOG_1 = 0.3333321f;
    public static final float LOG_2 = -0.2499951f;
    public static final float LOG_3 = 0.2001075f;
    public static final float LOG_4 = -0.16689444f;
    public static final float LOG_5 = 0.1400112f;
    public static final float LOG_6 = -0.12078786f;
    public static final float LOG_7 = 0.1400492f;
    public static final float LOG_8 = -0.13309403f;

    public static final float LOG10_E = 0.4342945f;
    public static final float LOG10_2_HIGH = 0.30103f;
    public static final float LOG10_2_LOW = -1.4320989e-8f;

    /** Below, tanh(x) = u - u u r, above, 1 - r, with u = expm1(2x) / 2 and r = 1 / (u + 1). */
    public static final float TANH_SMALL = 0.55f;

    /** From here on tanh is 1. */
    public static final float TANH_LARGE = 9.5f;

    public static final float TWO_LOG2_E = 2.88539f;
    public static final float HALF_LN2 = 0.3465736f;

    /** expm1(2r) / 2 = r + r^2 q(r) for |r| up to ln(2) / 4. */
    public static final float TANH_0 = 0.99999994f;

    public static final float TANH_1 = 0.66666186f;
    public static final float TANH_2 = 0.33333948f;
    public static final float TANH_3 = 0.13386029f;
    public static final float TANH_4 = 0.04438612f;

    public static final float TWO_OVER_PI = 0.63661975f;
    public static final float HALF_PI_HIGH = 1.5707964f;
    public static final float HALF_PI_MIDDLE = -4.371139e-8f;
    public static final float HALF_PI_LOW = -1.7151245e-15f;

    /** Up to here sin and cos are reduced with the three parts of pi / 2 above; beyond, in double. */
    public static final float SIN_LIMIT = 100_000f;

    /** sin(r) = r + r^3 p(r^2) for |r| up to pi / 4. */
    public static final float SIN_0 = -0.16666667f;

    public static final float SIN_1 = 0.008333329f;
    public static final float SIN_2 = -0.00019839256f;
    public static final float SIN_3 = 2.717564e-6f;

    /** cos(r) = 1 - r^2 / 2 + r^4 p(r^2). */
    public static final float COS_0 = 0.041666646f;

    public static final float COS_1 = -0.0013887306f;
    public static final float COS_2 = 2.4431252e-5f;

    /** Below, erf(x) = x + x p(x^2); from here on, 1 - q(|x|)^4. */
    public static final float ERF_SPLIT = 1f;

    /** From here on erf is 1. */
    public static final float ERF_LARGE = 4f;

    public static final float ERF_0 = 0.12837917f;
    public static final float ERF_1 = -0.37612626f;
    public static final float ERF_2 = 0.11283585f;
    public static final float ERF_3 = -0.026853811f;
    public static final float ERF_4 = 0.0051883273f;
    public static final float ERF_5 = -0.000801019f;
    public static final float ERF_6 = 7.8538505e-5f;

    /** The fourth root of 1 - erf. */
    public static final float ERFC_ROOT_0 = 1.0020972f;

    public static final float ERFC_ROOT_1 = -0.29319367f;
    public static final float ERFC_ROOT_2 = -0.09413309f;
    public static final float ERFC_ROOT_3 = -0.01656744f;
    public static final float ERFC_ROOT_4 = 0.043164935f;
    public static final float ERFC_ROOT_5 = -0.012463308f;
    public static final float ERFC_ROOT_6 = 6.981365e-4f;
    public static final float ERFC_ROOT_7 = 1.8974363e-4f;
    public static final float ERFC_ROOT_8 = -2.3034116e-5f;

    /** With w = -log(1 - x^2), erfinv(x) = x p(w - 2.5) for w below 5, x q(sqrt(w) - 3) above. */
    public static final float ERFINV_SPLIT = 5f;

    public static final float ERFINV_0 = 1.5014094f;
    public static final float ERFINV_1 = 0.2466403f;
    public static final float ERFINV_2 = -0.004177384f;
    public static final float ERFINV_3 = -0.0012527638f;
    public static final float ERFINV_4 = 0.00021834223f;
    public static final float ERFINV_5 = -4.9504793e-6f;
    public static final float ERFINV_6 = -3.4621187e-6f;
    public static final float ERFINV_7 = 4.6338434e-7f;
    public static final float ERFINV_8 = 2.318459e-8f;
    public static final float ERFINV_9 = -8.590656e-9f;

    public static final float ERFINV_TAIL_0 = 2.8329768f;
    public static final float ERFINV_TAIL_1 = 1.0016749f;
    public static final float ERFINV_TAIL_2 = 0.009444216f;
    public static final float ERFINV_TAIL_3 = -0.007636051f;
    public static final float ERFINV_TAIL_4 = 0.0056955996f;
    public static final float ERFINV_TAIL_5 = -0.0036045962f;
    public static final float ERFINV_TAIL_6 = 0.0014630491f;
    public static final float ERFINV_TAIL_7 = -3.945696e-5f;
    public static final float ERFINV_TAIL_8 = -0.00029191896f;
    public static final float ERFINV_TAIL_9 = 0.00010127077f;
}
