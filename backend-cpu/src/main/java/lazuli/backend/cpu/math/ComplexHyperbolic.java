package lazuli.backend.cpu.math;

/**
 * Hyperbolic and trigonometric functions of complex numbers whose parts are floats; at infinities, NaN and signed zeros as C, annex G, has
 * them.
 */
public final class ComplexHyperbolic {
    /** From here on tanh(x) is 1 to a float's rounding and more, and sinh(x) exp(x) / 2. */
    private static final double LARGE = 22;

    private ComplexHyperbolic() {}

    /** C, G.6.2.5. */
    public static Complex sinh(Complex z) {
        double x = z.real();
        double y = z.imaginary();
        if (y == 0) {
            return new Complex(Math.sinh(x), y);
        }
        if (!Double.isFinite(y)) {
            return new Complex(x == 0 || Double.isInfinite(x) ? x : Double.NaN, Double.NaN);
        }
        return new Complex(Math.sinh(x) * Math.cos(y), Math.cosh(x) * Math.sin(y));
    }

    /** C, G.6.2.4. */
    public static Complex cosh(Complex z) {
        double x = z.real();
        double y = z.imaginary();
        if (y == 0) {
            return new Complex(Math.cosh(x), Math.copySign(1, x) * y);
        }
        if (!Double.isFinite(y)) {
            return new Complex(Double.isInfinite(x) ? Math.abs(x) : Double.NaN, x == 0 ? x : Double.NaN);
        }
        return new Complex(Math.cosh(x) * Math.cos(y), Math.sinh(x) * Math.sin(y));
    }

    /** (sinh(x) cosh(x) + i sin(y) cos(y)) / (sinh(x)^2 + cos(y)^2), in which nothing cancels; C, G.6.2.6, with C17's correction for zeros. */
    public static Complex tanh(Complex z) {
        double x = z.real();
        double y = z.imaginary();
        if (!Double.isFinite(y)) {
            return tanhBesideInfinity(x, y);
        }
        if (y == 0) {
            return new Complex(Math.tanh(x), y);
        }
        double sine = Math.sin(y);
        double cosine = Math.cos(y);
        if (Math.abs(x) > LARGE) {
            return new Complex(Math.copySign(1, x), 4 * sine * cosine * Math.exp(-2 * Math.abs(x)));
        }
        double sinh = Math.sinh(x);
        double norm = sinh * sinh + cosine * cosine;
        return new Complex(sinh * Math.cosh(x) / norm, sine * cosine / norm);
    }

    private static Complex tanhBesideInfinity(double x, double y) {
        if (Double.isInfinite(x)) {
            return new Complex(Math.copySign(1, x), Math.copySign(0, y));
        }
        return new Complex(x == 0 ? x : Double.NaN, Double.NaN);
    }

    /** -i sinh(iz). */
    public static Complex sin(Complex z) {
        return sinh(z.swapped()).swapped();
    }

    /** cosh(iz). */
    public static Complex cos(Complex z) {
        return cosh(new Complex(-z.imaginary(), z.real()));
    }

    /** -i tanh(iz). */
    public static Complex tan(Complex z) {
        return tanh(z.swapped()).swapped();
    }
}
