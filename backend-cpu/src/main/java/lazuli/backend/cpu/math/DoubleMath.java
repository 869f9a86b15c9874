package lazuli.backend.cpu.math;

/** Functions of a double that {@link Math} lacks, good to a few units in the last place. */
public final class DoubleMath {
    private static final double LN2 = Math.log(2);
    private static final double SQRT_HALF = Math.sqrt(0.5);
    private static final double WINITZKI = 0.147;
    private static final double TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);

    /** erf(x) = x + x p(x^2) for |x| up to 1; a minimax fit, constant term first. */
    private static final double[] ERF = {
        0.1283791670955126,
        -0.37612638903183754,
        0.1128379167095512,
        -0.026866170645129868,
        0.005223977625423605,
        -0.0008548327021955665,
        0.00012055332903797392,
        -1.4925647594067146e-05,
        1.6462045972192863e-06,
        -1.6364649439745867e-07,
        1.4792468635634423e-08,
        -1.2164962731594848e-09,
        8.71044531577513e-11,
        -4.2330993644345265e-12,
    };

    /** exp(x^2) erfc(x) as a polynomial in (x - 3) / (x + 3) for x from 1 to 6; a minimax fit, constant term first. */
    private static final double[] SCALED_ERFC = {
        0.17900115118138996,
        -0.3262335600430372,
        0.2456038017123309,
        -0.1501159365007771,
        0.0716658371979737,
        -0.02439249931868403,
        0.0042691363331199515,
        0.000707746439588643,
        -0.0005970619571322653,
        4.5255277513440016e-05,
        6.405669585636969e-05,
        -1.2860113066420344e-05,
        -7.979331082608184e-06,
        2.1160105897289637e-06,
        1.2567692609401658e-06,
        -2.720660712769837e-07,
        -2.311378545525743e-07,
        -2.0102657574216262e-08,
    };

    private DoubleMath() {}

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = Math.fma(sum, x, coefficients[i]);
        }
        return sum;
    }

    public static double erf(double x) {
        double magnitude = Math.abs(x);
        if (magnitude <= 1) {
            return Math.fma(polynomial(ERF, x * x), x, x);
        }
        double y = magnitude > 6 ? 1 : 1 - erfc(magnitude);
        return Math.copySign(y, x);
    }

    /** 1 - erf(x) without cancellation, for x from 1 to 6. */
    private static double erfc(double x) {
        double square = x * x;
        double lost = Math.fma(x, x, -square);
        return polynomial(SCALED_ERFC, (x - 3) / (x + 3)) * Math.exp(-square) * (1 - lost);
    }

    /** The inverse of {@link #erf}: Halley's iteration from a rough start. */
    public static double erfinv(double x) {
        double magnitude = Math.abs(x);
        if (magnitude >= 1 || Double.isNaN(x)) {
            return magnitude == 1 ? x * Double.POSITIVE_INFINITY : Double.NaN;
        }
        double y = roughErfinv(magnitude);
        for (int i = 0; i < 3; i++) {
            double residual = y <= 1 ? erf(y) - magnitude : (1 - magnitude) - erfc(y);
            double step = residual / (TWO_OVER_SQRT_PI * Math.exp(-y * y));
            y -= step / (1 + y * step);
        }
        return Math.copySign(y, x);
    }

    /** Winitzki's approximation, good to 2 in a thousand; the iteration also starts from the 0 that it gives for tiny x. */
    private static double roughErfinv(double x) {
        double w = -Math.log1p(-x * x);
        double t = 2 / (Math.PI * WINITZKI) - w / 2;
        return Math.sqrt(Math.sqrt(t * t + w / WINITZKI) - t);
    }

    public static double asinh(double x) {
        double magnitude = Math.abs(x);
        double y = magnitude > 0x1p28
                ? Math.log(magnitude) + LN2
                : Math.log1p(magnitude + magnitude * magnitude / (1 + Math.sqrt(magnitude * magnitude + 1)));
        return Math.copySign(y, x);
    }

    public static double acosh(double x) {
        if (x < 1) {
            return Double.NaN; // of large negative numbers the sum below is -1
        }
        double above = x - 1;
        return x > 0x1p28 ? Math.log(x) + LN2 : Math.log1p(above + Math.sqrt(2 * above + above * above));
    }

    public static double atanh(double x) {
        double magnitude = Math.abs(x);
        return Math.copySign(0.5 * Math.log1p(2 * magnitude / (1 - magnitude)), x);
    }

    /** Exact for powers of two. */
    public static double log2(double x) {
        if (!(x >= Double.MIN_NORMAL) || x == Double.POSITIVE_INFINITY) {
            return Math.log(x) / LN2;
        }
        int exponent = Math.getExponent(x * SQRT_HALF) + 1;
        return exponent + Math.log(x / Math.scalb(1.0, exponent)) / LN2;
    }

    public static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** C's pow: unlike {@link Math#pow}, 1 to any power and -1 to an infinite one are 1. */
    public static double power(double x, double y) {
        return x == 1 || (x == -1 && Double.isInfinite(y)) ? 1 : Math.pow(x, y);
    }

    /** log(exp(x) + exp(y)). */
    public static double logAddExp(double x, double y) {
        double larger = Math.max(x, y);
        double smaller = Math.min(x, y);
        boolean alone = larger == Double.POSITIVE_INFINITY || smaller == Double.NEGATIVE_INFINITY;
        return alone ? larger : larger + Math.log1p(Math.exp(smaller - larger));
    }

    /** The remainder that has the divisor's sign; NaN for a zero divisor. */
    public static double remainder(double x, double y) {
        double r = x % y;
        return r != 0 && r < 0 != y < 0 ? r + y : r;
    }

    /** 1, 0 or -1; 0 for NaN. */
    public static double sign(double x) {
        return (x > 0 ? 1 : 0) - (x < 0 ? 1 : 0);
    }
}
