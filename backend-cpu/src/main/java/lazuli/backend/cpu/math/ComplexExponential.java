package lazuli.backend.cpu.math;

/**
 * Exponentials, logarithms and powers of complex numbers whose parts are floats: values on branch cuts, at infinities and NaN are those of C,
 * annex G, and each part is good to a float's rounding, also where a logarithm is near zero.
 */
public final class ComplexExponential {
    private static final double LOG2_E = 1 / Math.log(2);
    private static final double LOG10_E = 1 / Math.log(10);

    /** Integer exponents up to this are products, whose parts do not mix as those of exp(n log(z)) do. */
    private static final int LARGEST_PRODUCT = 64;

    private ComplexExponential() {}

    /** C, G.6.3.1. */
    public static Complex exp(Complex z) {
        double x = z.real();
        double y = z.imaginary();
        double size = Math.exp(x);
        if (y == 0) {
            return new Complex(size, y);
        }
        if (Double.isInfinite(x) && !Double.isFinite(y)) {
            return x < 0 ? new Complex(0, Math.copySign(0, y)) : new Complex(x, Double.NaN);
        }
        return new Complex(size * Math.cos(y), size * Math.sin(y));
    }

    /** exp(z) - 1 = expm1(x) cos(y) - 2 sin(y/2)^2 + i exp(x) sin(y). */
    public static Complex expm1(Complex z) {
        double x = z.real();
        double y = z.imaginary();
        if (y == 0) {
            return new Complex(Math.expm1(x), y);
        }
        if (Double.isInfinite(x)) {
            Complex power = exp(z);
            return new Complex(power.real() - 1, power.imaginary());
        }
        double half = Math.sin(y / 2);
        return new Complex(Math.expm1(x) * Math.cos(y) - 2 * half * half, Math.exp(x) * Math.sin(y));
    }

    /** C, G.6.3.2. */
    public static Complex log(Complex z) {
        return new Complex(logAbs(z.real(), z.imaginary()), Math.atan2(z.imaginary(), z.real()));
    }

    public static Complex log2(Complex z) {
        return log(z).times(LOG2_E);
    }

    public static Complex log10(Complex z) {
        return log(z).times(LOG10_E);
    }

    /** log|x + iy|; near the unit circle from |z|^2 - 1 = (x - 1)(x + 1) + y^2, of which only the sum rounds. */
    private static double logAbs(double x, double y) {
        double square = x * x + y * y;
        if (square > 0.5 && square < 3) {
            double larger = Math.max(Math.abs(x), Math.abs(y));
            double smaller = Math.min(Math.abs(x), Math.abs(y));
            return 0.5 * Math.log1p((larger - 1) * (larger + 1) + smaller * smaller);
        }
        return isInfinite(x, y) ? Double.POSITIVE_INFINITY : 0.5 * Math.log(square);
    }

    /** log(1 + z), accurate near 0 and near -1. */
    public static Complex log1p(Complex z) {
        double x = z.real();
        double y = z.imaginary();
        return new Complex(logAbs1p(x, y), Math.atan2(y, 1 + x));
    }

    private static double logAbs1p(double x, double y) {
        double square = (1 + x) * (1 + x) + y * y;
        if (square > 0.5 && square < 3) {
            return 0.5 * Math.log1p(sum(2 * x, y * y, x * x));
        }
        return isInfinite(x, y) ? Double.POSITIVE_INFINITY : 0.5 * Math.log(square);
    }

    /** a + b + c, the rounding errors of both sums being added at the end (Knuth's two-sum). */
    private static double sum(double a, double b, double c) {
        double ab = a + b;
        double abc = ab + c;
        return abc + (lost(a, b, ab) + lost(ab, c, abc));
    }

    private static double lost(double a, double b, double sum) {
        double other = sum - a;
        return (a - (sum - other)) + (b - other);
    }

    private static boolean isInfinite(double x, double y) {
        return Double.isInfinite(x) || Double.isInfinite(y);
    }

    /**
     * exp(exponent log(base)). To 0 anything is 1; 0 to an exponent with a positive real part is 0, and with a negative one an infinity that has no
     * direction, as 1 / 0 is.
     */
    public static Complex power(Complex base, Complex exponent) {
        if (exponent.isZero()) {
            return new Complex(1, 0);
        }
        if (base.isZero()) {
            return powerOfZero(exponent);
        }
        if (exponent.imaginary() != 0) {
            return exp(exponent.times(log(base)));
        }
        double real = exponent.real();
        return real == Math.rint(real) && Math.abs(real) <= LARGEST_PRODUCT
                ? product(real < 0 ? base.reciprocal() : base, (int) Math.abs(real))
                : exp(log(base).times(real));
    }

    private static Complex powerOfZero(Complex exponent) {
        if (exponent.isNaN() || exponent.real() == 0) {
            return new Complex(Double.NaN, Double.NaN);
        }
        return exponent.real() > 0 ? new Complex(0, 0) : new Complex(Double.POSITIVE_INFINITY, Double.NaN);
    }

    private static Complex product(Complex base, int count) {
        Complex result = base;
        int bit = Integer.highestOneBit(count) >> 1;
        for (int left = bit; left != 0; left >>= 1) {
            result = result.square();
            if ((count & left) != 0) {
                result = result.times(base);
            }
        }
        return result;
    }

    /**
     * 1 / (1 + exp(-z)) without cancellation near the poles: with t = exp(-|x|), m = 1 - t and c = cos(y/2), the square of |1 + t exp(iy)| is m^2 + 4 t c^2.
     */
    public static Complex sigmoid(Complex z) {
        double x = z.real();
        double y = z.imaginary();
        if (Double.isInfinite(x)) {
            return new Complex(x > 0 ? 1 : 0, Math.copySign(0, y));
        }
        double t = Math.exp(-Math.abs(x));
        double m = Math.abs(x) < 0.5 ? -Math.expm1(-Math.abs(x)) : 1 - t;
        double c = Math.cos(y / 2);
        double norm = m * m + 4 * t * c * c;
        double real = x >= 0 ? m + 2 * t * c * c : t * (2 * c * c - m);
        return new Complex(real / norm, 2 * t * c * Math.sin(y / 2) / norm);
    }

    /** log(exp(a) + exp(b)), the principal value. */
    public static Complex logAddExp(Complex a, Complex b) {
        if (a.isNaN() || b.isNaN()) {
            return new Complex(Double.NaN, Double.NaN);
        }
        boolean isFirstLarger = a.real() >= b.real();
        Complex larger = principal(isFirstLarger ? a : b);
        Complex smaller = principal(isFirstLarger ? b : a);
        if (larger.real() == Double.POSITIVE_INFINITY || smaller.real() == Double.NEGATIVE_INFINITY) {
            return larger;
        }
        return principal(larger.plus(log1p(exp(smaller.minus(larger)))));
    }

    /** With a multiple of 2 pi i added, so that the imaginary part lies between -pi and pi. */
    private static Complex principal(Complex z) {
        double y = z.imaginary();
        return Math.abs(y) <= Math.PI ? z : new Complex(z.real(), Math.atan2(Math.sin(y), Math.cos(y)));
    }
}
