package lazuli.core;

/**
 * A complex number as a scalar: of weak dtype like every {@link Number} here, it makes the array it meets complex64. As a plain number
 * it can be read only if it is real.
 */
public final class Complex extends Number {
    private static final long serialVersionUID = 1L;

    /** The square root of -1. */
    public static final Complex I = new Complex(0, 1);

    private final double real;
    private final double imaginary;

    private Complex(double real, double imaginary) {
        this.real = real;
        this.imaginary = imaginary;
    }

    /** {@code real + imaginary * i}. */
    public static Complex of(double real, double imaginary) {
        return new Complex(real, imaginary);
    }

    /** The real part. */
    public double real() {
        return real;
    }

    /** The imaginary part. */
    public double imaginary() {
        return imaginary;
    }

    /**
     * The real part of a number that has no other.
     *
     * @throws ArithmeticException if the imaginary part is not zero
     */
    @Override
    public double doubleValue() {
        if (imaginary != 0) {
            throw new ArithmeticException("[complex] %s is not real".formatted(this));
        }
        return real;
    }

    @Override
    public float floatValue() {
        return (float) doubleValue();
    }

    @Override
    public long longValue() {
        return (long) doubleValue();
    }

    @Override
    public int intValue() {
        return (int) doubleValue();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Complex complex
                && Double.compare(real, complex.real) == 0
                && Double.compare(imaginary, complex.imaginary) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(real) + Double.hashCode(imaginary);
    }

    /** As Python writes it: {@code (1.0+2.0j)}. */
    @Override
    public String toString() {
        return "(" + real + (Math.copySign(1, imaginary) < 0 ? "-" : "+") + Math.abs(imaginary) + "j)";
    }
}
