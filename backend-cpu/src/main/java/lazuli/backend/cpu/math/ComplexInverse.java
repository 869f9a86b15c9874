package lazuli.backend.cpu.math;

/**
 * Inverse hyperbolic and trigonometric functions of complex numbers whose parts are floats. On a branch cut the sign of the zero tells the
 * side; values there, at infinities and NaN are those of C, annex G. The formulas are Kahan's (Branch Cuts for Complex Elementary Functions,
 * 1987), in which no sum cancels.
 */
public final class ComplexInverse {
    private static final double HALF_PI = Math.PI / 2;

    private ComplexInverse() {}

    /** C, G.6.2.2 turned: arcsin(z) = -i arcsinh(iz). */
    public static Complex arcsin(Complex z) {
        return arcsinh(z.swapped()).swapped();
    }

    /** C, G.6.2.2. */
    public static Complex arcsinh(Complex z) {
        double x = z.real();
        double y = z.imaginary();
        if (!z.isFinite()) {
            return arcsinhBesideInfinity(x, y);
        }
        // The roots of 1 - w and 1 + w for w = y + ix, whose arcsine is the result with its parts exchanged.
        Complex below = new Complex(1 - y, -x).sqrt();
        Complex above = new Complex(1 + y, x).sqrt();
        return new Complex(
                DoubleMath.asinh(below.real() * above.imaginary() - below.imaginary() * above.real()),
                Math.atan2(y, below.real() * above.real() - below.imaginary() * above.imaginary()));
    }

    private static Complex arcsinhBesideInfinity(double x, double y) {
        if (Double.isInfinite(x)) {
            return new Complex(x, Double.isInfinite(y) ? quarter(y, 1) : y * 0);
        }
        if (Double.isInfinite(y)) {
            double size = Math.copySign(Double.POSITIVE_INFINITY, x);
            return Double.isNaN(x) ? new Complex(size, x) : new Complex(size, Math.copySign(HALF_PI, y));
        }
        return new Complex(Double.NaN, y == 0 ? y : Double.NaN);
    }

    /** Odd quarters of pi, with the sign of an infinity. */
    private static double quarter(double infinity, int count) {
        return Math.copySign(count * Math.PI / 4, infinity);
    }

    /** C, G.6.1.1. */
    public static Complex arccos(Complex z) {
        double x = z.real();
        double y = z.imaginary();
        if (!z.isFinite()) {
            return arccosBesideInfinity(x, y);
        }
        Complex below = new Complex(1 - x, -y).sqrt();
        Complex above = new Complex(1 + x, y).sqrt();
        return new Complex(
                2 * Math.atan2(below.real(), above.real()),
                DoubleMath.asinh(above.real() * below.imaginary() - above.imaginary() * below.real()));
    }

    private static Complex arccosBesideInfinity(double x, double y) {
        if (Double.isInfinite(x)) {
            double angle = x > 0 ? 0 : Math.PI;
            if (Double.isNaN(y)) {
                return new Complex(y, x);
            }
            return new Complex(
                    Double.isInfinite(y) ? quarter(1, x > 0 ? 1 : 3) : angle,
                    Math.copySign(Double.POSITIVE_INFINITY, -y));
        }
        if (Double.isInfinite(y)) {
            return new Complex(Double.isNaN(x) ? x : HALF_PI, -y);
        }
        return new Complex(x == 0 ? HALF_PI : Double.NaN, Double.NaN);
    }

    /** arccos(z) times i or -i, so that the real part is not negative; C, G.6.2.1. */
    public static Complex arccosh(Complex z) {
        double x = z.real();
        double y = z.imaginary();
        if (!z.isFinite()) {
            Complex turned = arccosBesideInfinity(x, y);
            return new Complex(Math.abs(turned.imaginary()), Math.copySign(turned.real(), y));
        }
        Complex below = new Complex(x - 1, y).sqrt();
        Complex above = new Complex(x + 1, y).sqrt();
        return new Complex(
                DoubleMath.asinh(below.real() * above.real() + below.imaginary() * above.imaginary()),
                2 * Math.atan2(below.imaginary(), above.real()));
    }

    /** C, G.6.2.3 turned: arctan(z) = -i arctanh(iz). */
    public static Complex arctan(Complex z) {
        return arctanh(z.swapped()).swapped();
    }

    /** With a = |x|: log1p(4 a / ((1 - a)^2 + y^2)) / 4 and half the angle of (1 - a)(1 + a) - y^2 + 2 i y; C, G.6.2.3. */
    public static Complex arctanh(Complex z) {
        double x = z.real();
        double y = z.imaginary();
        if (!z.isFinite()) {
            return arctanhBesideInfinity(x, y);
        }
        double a = Math.abs(x);
        double size = 0.25 * Math.log1p(4 * a / ((1 - a) * (1 - a) + y * y));
        return new Complex(x == 0 ? x : Math.copySign(size, x), 0.5 * Math.atan2(2 * y, (1 - a) * (1 + a) - y * y));
    }

    private static Complex arctanhBesideInfinity(double x, double y) {
        if (Double.isInfinite(x) || Double.isInfinite(y)) {
            return new Complex(Math.copySign(0, x), Double.isNaN(y) ? y : Math.copySign(HALF_PI, y));
        }
        return new Complex(x == 0 ? x : Double.NaN, Double.NaN);
    }
}
