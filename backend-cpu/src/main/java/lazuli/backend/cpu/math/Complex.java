package lazuli.backend.cpu.math;

/**
 * A complex number of double precision, with which functions of complex64 are computed: squares of a float's parts neither overflow nor
 * underflow, and products are exact. Infinities, NaN and the signs of zeros follow C, annex G. A complex64 element is a long with the real
 * part's float in the low half.
 */
public record Complex(double real, double imaginary) {
    private static final Complex ONE = new Complex(1, 0);

    /** The number that an element's bits stand for. */
    public static Complex of(long element) {
        return new Complex(Float.intBitsToFloat((int) element), Float.intBitsToFloat((int) (element >>> 32)));
    }

    /** The element's bits, each part rounded to a float. */
    public long element() {
        return Integer.toUnsignedLong(Float.floatToRawIntBits((float) real))
                | (long) Float.floatToRawIntBits((float) imaginary) << 32;
    }

    public Complex plus(Complex other) {
        return new Complex(real + other.real, imaginary + other.imaginary);
    }

    public Complex minus(Complex other) {
        return new Complex(real - other.real, imaginary - other.imaginary);
    }

    /** The product; an infinity times what is neither zero nor NaN is an infinity (C, G.5.1). */
    public Complex times(Complex other) {
        double x = real * other.real - imaginary * other.imaginary;
        double y = real * other.imaginary + imaginary * other.real;
        return Double.isNaN(x) && Double.isNaN(y) && (isInfinite() || other.isInfinite())
                ? withoutNaN().scaledProduct(other.withoutNaN(), Double.POSITIVE_INFINITY)
                : new Complex(x, y);
    }

    public Complex times(double factor) {
        return new Complex(real * factor, imaginary * factor);
    }

    /** The quotient; what is not zero over zero is an infinity, and what is finite over an infinity is zero (C, G.5.1). */
    public Complex over(Complex other) {
        double norm = other.real * other.real + other.imaginary * other.imaginary;
        double x = (real * other.real + imaginary * other.imaginary) / norm;
        double y = (imaginary * other.real - real * other.imaginary) / norm;
        return Double.isNaN(x) && Double.isNaN(y) ? overZeroOrInfinity(other) : new Complex(x, y);
    }

    private Complex overZeroOrInfinity(Complex other) {
        if (other.isZero() && !(Double.isNaN(real) && Double.isNaN(imaginary))) {
            return times(Math.copySign(Double.POSITIVE_INFINITY, other.real));
        }
        if (isInfinite() && other.isFinite()) {
            return withoutNaN().scaledProduct(other.conjugate(), Double.POSITIVE_INFINITY);
        }
        if (isFinite() && other.isInfinite()) {
            return scaledProduct(other.withoutNaN().conjugate(), 0);
        }
        return new Complex(Double.NaN, Double.NaN);
    }

    private Complex scaledProduct(Complex other, double scale) {
        return new Complex(
                scale * (real * other.real - imaginary * other.imaginary),
                scale * (real * other.imaginary + imaginary * other.real));
    }

    /** For a part of an infinity its direction: 1 for infinite parts and 0 for others; of other numbers, 0 for NaN. Signs stay. */
    private Complex withoutNaN() {
        return isInfinite()
                ? new Complex(direction(real), direction(imaginary))
                : new Complex(number(real), number(imaginary));
    }

    private static double direction(double part) {
        return Math.copySign(Double.isInfinite(part) ? 1 : 0, part);
    }

    private static double number(double part) {
        return Double.isNaN(part) ? Math.copySign(0, part) : part;
    }

    public Complex negative() {
        return new Complex(-real, -imaginary);
    }

    public Complex conjugate() {
        return new Complex(real, -imaginary);
    }

    /** The parts exchanged: -i f(iz) is swapped(f(swapped(z))) for an odd f with f(conj(z)) = conj(f(z)). */
    Complex swapped() {
        return new Complex(imaginary, real);
    }

    public double abs() {
        return isInfinite() ? Double.POSITIVE_INFINITY : Math.sqrt(real * real + imaginary * imaginary);
    }

    public Complex square() {
        return times(this);
    }

    public Complex reciprocal() {
        return ONE.over(this);
    }

    /** The square root with a real part that is not negative; C, G.6.4.2. */
    public Complex sqrt() {
        if (real == 0 && imaginary == 0) {
            return new Complex(0, imaginary);
        }
        if (isInfinite()) {
            return sqrtOfInfinity();
        }
        double part = Math.sqrt((abs() + Math.abs(real)) / 2);
        return real >= 0
                ? new Complex(part, imaginary / (2 * part))
                : new Complex(Math.abs(imaginary) / (2 * part), Math.copySign(part, imaginary));
    }

    private Complex sqrtOfInfinity() {
        if (Double.isInfinite(imaginary)) {
            return new Complex(Double.POSITIVE_INFINITY, imaginary);
        }
        double small = imaginary * 0;
        return real > 0
                ? new Complex(real, small)
                : new Complex(Math.abs(small), Math.copySign(Double.POSITIVE_INFINITY, imaginary));
    }

    /** The number's direction: this / |this|, or zero; as in NumPy, that of an infinity is known along the axes only. */
    public Complex sign() {
        double magnitude = abs();
        if (magnitude == 0) {
            return this;
        }
        return magnitude == Double.POSITIVE_INFINITY && Double.isFinite(real) != Double.isFinite(imaginary)
                ? new Complex(direction(real), direction(imaginary))
                : new Complex(real / magnitude, imaginary / magnitude);
    }

    public Complex round() {
        return new Complex(Math.rint(real), Math.rint(imaginary));
    }

    /** Whether this comes before the other: by real parts, then by imaginary parts; as in NumPy, NaN in any part has no place. */
    public boolean isLess(Complex other) {
        return real == other.real
                ? imaginary < other.imaginary
                : real < other.real && !Double.isNaN(imaginary) && !Double.isNaN(other.imaginary);
    }

    /** Whether this comes before the other or is the same. */
    public boolean isLessOrSame(Complex other) {
        return isLess(other) || isSame(other);
    }

    /** Whether both parts are equal as numbers: zeros of either sign are, NaN is not. */
    public boolean isSame(Complex other) {
        return real == other.real && imaginary == other.imaginary;
    }

    public boolean isZero() {
        return real == 0 && imaginary == 0;
    }

    public boolean isNaN() {
        return Double.isNaN(real) || Double.isNaN(imaginary);
    }

    /** Whether a part is infinite, whatever the other. */
    boolean isInfinite() {
        return Double.isInfinite(real) || Double.isInfinite(imaginary);
    }

    boolean isFinite() {
        return Double.isFinite(real) && Double.isFinite(imaginary);
    }
}
