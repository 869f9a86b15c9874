package lazuli.conformance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Complex numbers of 60 digits and their functions by the textbook's formulas, in which as many digits may cancel as a float can cause. */
record PreciseComplex(BigDecimal re, BigDecimal im) {
    private static final MathContext DIGITS = new MathContext(60);
    private static final BigDecimal TWO = BigDecimal.TWO;
    private static final BigDecimal TINY = new BigDecimal("1e-64");
    private static final BigDecimal PI = machin();
    private static final PreciseComplex I = of(0, 1);
    private static final PreciseComplex ONE = of(1, 0);

    static PreciseComplex of(double re, double im) {
        return new PreciseComplex(new BigDecimal(re), new BigDecimal(im));
    }

    /** pi = 16 arctan(1/5) - 4 arctan(1/239). */
    private static BigDecimal machin() {
        return arctanOfReciprocal(5)
                .multiply(BigDecimal.valueOf(16))
                .subtract(arctanOfReciprocal(239).multiply(BigDecimal.valueOf(4)), DIGITS);
    }

    private static BigDecimal arctanOfReciprocal(int n) {
        BigDecimal square = BigDecimal.valueOf((long) n * n);
        BigDecimal power = BigDecimal.ONE.divide(BigDecimal.valueOf(n), DIGITS);
        BigDecimal sum = power;
        for (int k = 1; power.compareTo(TINY) > 0; k++) {
            power = power.divide(square, DIGITS);
            BigDecimal term = power.divide(BigDecimal.valueOf(2L * k + 1), DIGITS);
            sum = k % 2 == 0 ? sum.add(term) : sum.subtract(term);
        }
        return sum;
    }

    PreciseComplex plus(PreciseComplex other) {
        return new PreciseComplex(re.add(other.re, DIGITS), im.add(other.im, DIGITS));
    }

    PreciseComplex minus(PreciseComplex other) {
        return new PreciseComplex(re.subtract(other.re, DIGITS), im.subtract(other.im, DIGITS));
    }

    PreciseComplex times(PreciseComplex other) {
        return new PreciseComplex(
                re.multiply(other.re).subtract(im.multiply(other.im), DIGITS),
                re.multiply(other.im).add(im.multiply(other.re), DIGITS));
    }

    PreciseComplex over(PreciseComplex other) {
        BigDecimal norm = other.norm();
        PreciseComplex product = times(new PreciseComplex(other.re, other.im.negate()));
        return new PreciseComplex(product.re.divide(norm, DIGITS), product.im.divide(norm, DIGITS));
    }

    private PreciseComplex over(int divisor) {
        BigDecimal number = BigDecimal.valueOf(divisor);
        return new PreciseComplex(re.divide(number, DIGITS), im.divide(number, DIGITS));
    }

    private BigDecimal norm() {
        return re.multiply(re).add(im.multiply(im), DIGITS);
    }

    BigDecimal size() {
        return norm().sqrt(DIGITS);
    }

    PreciseComplex sqrt() {
        BigDecimal part = size().add(re.abs()).divide(TWO, DIGITS).sqrt(DIGITS);
        if (part.signum() == 0) {
            return this;
        }
        BigDecimal other = im.divide(part.multiply(TWO), DIGITS);
        return re.signum() >= 0
                ? new PreciseComplex(part, other)
                : new PreciseComplex(other.abs(), im.signum() < 0 ? part.negate() : part);
    }

    PreciseComplex exp() {
        BigDecimal turns = im.divide(PI.multiply(TWO), DIGITS).setScale(0, RoundingMode.HALF_EVEN);
        PreciseComplex reduced =
                new PreciseComplex(re, im.subtract(turns.multiply(PI).multiply(TWO), DIGITS));
        int halvings = 12;
        PreciseComplex scaled =
                reduced.times(new PreciseComplex(BigDecimal.ONE.divide(TWO.pow(halvings)), BigDecimal.ZERO));
        PreciseComplex sum = ONE;
        PreciseComplex term = ONE;
        for (int k = 1; term.re.abs().max(term.im.abs()).compareTo(TINY) > 0; k++) {
            term = term.times(scaled).over(k);
            sum = sum.plus(term);
        }
        for (int i = 0; i < halvings; i++) {
            sum = sum.times(sum);
        }
        return sum;
    }

    /** From the double's logarithm by two steps with cubic convergence (Halley), for exp(w) = z. */
    PreciseComplex log() {
        double size = Math.log(norm().doubleValue()) / 2;
        PreciseComplex w = of(size, Math.atan2(im.doubleValue(), re.doubleValue()));
        for (int i = 0; i < 2; i++) {
            PreciseComplex power = w.exp();
            w = w.plus(minus(power).over(plus(power)).times(of(2, 0)));
        }
        return w;
    }

    PreciseComplex expm1() {
        return exp().minus(ONE);
    }

    PreciseComplex log1p() {
        return plus(ONE).log();
    }

    PreciseComplex power(PreciseComplex exponent) {
        return log().times(exponent).exp();
    }

    PreciseComplex reciprocal() {
        return ONE.over(this);
    }

    PreciseComplex negative() {
        return times(of(-1, 0));
    }

    PreciseComplex sigmoid() {
        return ONE.over(ONE.plus(negative().exp()));
    }

    PreciseComplex sinh() {
        return exp().minus(negative().exp()).over(2);
    }

    PreciseComplex cosh() {
        return exp().plus(negative().exp()).over(2);
    }

    PreciseComplex tanh() {
        return sinh().over(cosh());
    }

    PreciseComplex sin() {
        return times(I).sinh().over(I);
    }

    PreciseComplex cos() {
        return times(I).cosh();
    }

    PreciseComplex tan() {
        return times(I).tanh().over(I);
    }

    PreciseComplex arcsinh() {
        return plus(times(this).plus(ONE).sqrt()).log();
    }

    PreciseComplex arccosh() {
        return plus(plus(ONE).sqrt().times(minus(ONE).sqrt())).log();
    }

    PreciseComplex arctanh() {
        return ONE.plus(this).log().minus(ONE.minus(this).log()).over(2);
    }

    PreciseComplex arcsin() {
        return times(I).arcsinh().over(I);
    }

    PreciseComplex arccos() {
        return new PreciseComplex(PI.divide(TWO, DIGITS), BigDecimal.ZERO).minus(arcsin());
    }

    PreciseComplex arctan() {
        return times(I).arctanh().over(I);
    }
}
