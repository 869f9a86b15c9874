package lazuli.backend.cpu.math;

/**
 * A complex number of double precision, with which functions of complex64 are computed; principal values, with the branch cuts of
 * C. A complex64 element is a long with the real part's float in the low half.
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

    public Complex times(Complex other) {
        return new Complex(
                real * other.real - imaginary * other.imaginary, real * other.imaginary + imaginary * other.real);
    }

    public Complex times(double factor) {
        return new Complex(real * factor, imaginary * factor);
    }

    public Complex over(Complex other) {
        double norm = other.real * other.real + other.imaginary * other.imaginary;
        return new Complex(
                (real * other.real + imaginary * other.imaginary) / norm,
                (imaginary * other.real - real * other.imaginary) / norm);
    }

    public Complex negative() {
        return new Complex(-real, -imaginary);
    }

    public Complex conjugate() {
        return new Complex(real, -imaginary);
    }

    /** i times this. */
    private Complex turned() {
        return new Complex(-imaginary, real);
    }

    /** -i times this. */
    private Complex turnedBack() {
        return new Complex(imaginary, -real);
    }

    public double abs() {
        return Math.hypot(real, imaginary);
    }

    public Complex square() {
        return times(this);
    }

    public Complex reciprocal() {
        return ONE.over(this);
    }

    public Complex sqrt() {
        if (real == 0 && imaginary == 0) {
            return new Complex(0, imaginary);
        }
        double part = Math.sqrt((abs() + Math.abs(real)) / 2);
        return real >= 0
                ? new Complex(part, imaginary / (2 * part))
                : new Complex(Math.abs(imaginary) / (2 * part), Math.copySign(part, imaginary));
    }

    public Complex exp() {
        double magnitude = Math.exp(real);
        return imaginary == 0
                ? new Complex(magnitude, imaginary)
                : new Complex(magnitude * Math.cos(imaginary), magnitude * Math.sin(imaginary));
    }

    public Complex expm1() {
        double half = Math.sin(imaginary / 2);
        return new Complex(
                Math.expm1(real) * Math.cos(imaginary) - 2 * half * half, Math.exp(real) * Math.sin(imaginary));
    }

    public Complex log() {
        return new Complex(Math.log(abs()), Math.atan2(imaginary, real));
    }

    public Complex log1p() {
        double norm = real * (real + 2) + imaginary * imaginary;
        return new Complex(Math.log1p(norm) / 2, Math.atan2(imaginary, real + 1));
    }

    public Complex power(Complex exponent) {
        if (exponent.real == 0 && exponent.imaginary == 0) {
            return ONE;
        }
        return real == 0 && imaginary == 0 ? this : exponent.times(log()).exp();
    }

    public Complex sin() {
        return turned().sinh().turnedBack();
    }

    public Complex cos() {
        return turned().cosh();
    }

    public Complex tan() {
        return turned().tanh().turnedBack();
    }

    public Complex sinh() {
        return new Complex(Math.sinh(real) * Math.cos(imaginary), Math.cosh(real) * Math.sin(imaginary));
    }

    public Complex cosh() {
        return new Complex(Math.cosh(real) * Math.cos(imaginary), Math.sinh(real) * Math.sin(imaginary));
    }

    public Complex tanh() {
        if (Math.abs(real) > 100) {
            return new Complex(Math.signum(real), Math.copySign(0, Math.sin(2 * imaginary)));
        }
        double divisor = Math.cosh(2 * real) + Math.cos(2 * imaginary);
        return new Complex(Math.sinh(2 * real) / divisor, Math.sin(2 * imaginary) / divisor);
    }

    public Complex arcsin() {
        Complex left = ONE.minus(this).sqrt();
        Complex right = ONE.plus(this).sqrt();
        return new Complex(
                Math.atan2(real, left.times(right).real),
                DoubleMath.asinh(left.conjugate().times(right).imaginary));
    }

    public Complex arccos() {
        Complex left = ONE.minus(this).sqrt();
        Complex right = ONE.plus(this).sqrt();
        return new Complex(
                2 * Math.atan2(left.real, right.real),
                DoubleMath.asinh(right.conjugate().times(left).imaginary));
    }

    public Complex arctan() {
        return turned().arctanh().turnedBack();
    }

    public Complex arcsinh() {
        return turned().arcsin().turnedBack();
    }

    public Complex arccosh() {
        Complex left = minus(ONE).sqrt();
        Complex right = plus(ONE).sqrt();
        return new Complex(
                DoubleMath.asinh(left.conjugate().times(right).real), 2 * Math.atan2(left.imaginary, right.real));
    }

    public Complex arctanh() {
        double squared = imaginary * imaginary;
        double above = (1 + real) * (1 + real) + squared;
        double below = (1 - real) * (1 - real) + squared;
        return new Complex(
                Math.log(above / below) / 4, Math.atan2(2 * imaginary, (1 - real) * (1 + real) - squared) / 2);
    }

    public Complex sigmoid() {
        return ONE.plus(negative().exp()).reciprocal();
    }

    /** The number's direction: this / |this|, or zero. */
    public Complex sign() {
        double magnitude = abs();
        return magnitude == 0 ? this : new Complex(real / magnitude, imaginary / magnitude);
    }

    public Complex round() {
        return new Complex(Math.rint(real), Math.rint(imaginary));
    }

    /** log(exp(this) + exp(other)). */
    public Complex logAddExp(Complex other) {
        Complex larger = isLess(other) ? other : this;
        Complex smaller = isLess(other) ? this : other;
        boolean alone = larger.real == Double.POSITIVE_INFINITY || smaller.real == Double.NEGATIVE_INFINITY;
        return alone ? larger : larger.plus(smaller.minus(larger).exp().log1p());
    }

    /** Whether this comes before the other: by real parts, then by imaginary parts. */
    public boolean isLess(Complex other) {
        return real < other.real || (real == other.real && imaginary < other.imaginary);
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
}
