package lazuli.core.primitive.elementwise;

import static lazuli.core.primitive.elementwise.Domain.between;
import static lazuli.core.primitive.elementwise.ResultType.*;

import java.util.Locale;
import lazuli.core.DType;

/**
 * Elementwise functions of one array: a row is what backends know about the function. Its derivative stands in
 * {@link UnaryDerivatives}; what it computes on a target (scalar, vector, GPU) stands in that target's switch over these rows.
 */
public enum UnaryFunction {
    // spotless:off
    // what it computes                                    row          result           inputs for tests
    /** Absolute value; of complex numbers the modulus. */ ABS            (REAL_OF_COMPLEX, between(-3, 3)),
    /** Real part. */                                      REAL           (REAL_OF_COMPLEX, between(-3, 3)),
    /** Imaginary part. */                                 IMAG           (REAL_OF_COMPLEX, between(-3, 3)),
    /** Complex conjugate. */                              CONJUGATE      (SAME,            between(-3, 3)),
    /** {@code -x}. */                                     NEGATIVE       (SIGNED,          between(-3, 3)),
    /** -1, 0 or 1; of complex numbers the direction. */   SIGN           (SAME,            between(-2, 2)),
    /** {@code x * x}. */                                  SQUARE         (SAME,            between(-3, 3)),
    /** Square root. */                                    SQRT           (FLOATING,        between(0.1, 9)),
    /** {@code 1 / sqrt(x)}. */                            RSQRT          (FLOATING,        between(0.1, 9)),
    /** {@code 1 / x}. */                                  RECIPROCAL     (FLOATING,        between(0.3, 4)),
    /** e to the power of x. */                            EXP            (FLOATING,        between(-5, 5)),
    /** {@code exp(x) - 1}. */                             EXPM1          (FLOATING,        between(-3, 3)),
    /** Natural logarithm. */                              LOG            (FLOATING,        between(0.1, 10)),
    /** Logarithm to base 2. */                            LOG2           (FLOATING,        between(0.1, 10)),
    /** Logarithm to base 10. */                           LOG10          (FLOATING,        between(0.1, 10)),
    /** {@code log(1 + x)}. */                             LOG1P          (FLOATING,        between(-0.8, 5)),
    /** Sine. */                                           SIN            (FLOATING,        between(-6, 6)),
    /** Cosine. */                                         COS            (FLOATING,        between(-6, 6)),
    /** Tangent. */                                        TAN            (FLOATING,        between(-1.2, 1.2)),
    /** Inverse sine. */                                   ARCSIN         (FLOATING,        between(-0.9, 0.9)),
    /** Inverse cosine. */                                 ARCCOS         (FLOATING,        between(-0.9, 0.9)),
    /** Inverse tangent. */                                ARCTAN         (FLOATING,        between(-4, 4)),
    /** Hyperbolic sine. */                                SINH           (FLOATING,        between(-3, 3)),
    /** Hyperbolic cosine. */                              COSH           (FLOATING,        between(-3, 3)),
    /** Hyperbolic tangent. */                             TANH           (FLOATING,        between(-3, 3)),
    /** Inverse hyperbolic sine. */                        ARCSINH        (FLOATING,        between(-4, 4)),
    /** Inverse hyperbolic cosine. */                      ARCCOSH        (FLOATING,        between(1.2, 5)),
    /** Inverse hyperbolic tangent. */                     ARCTANH        (FLOATING,        between(-0.9, 0.9)),
    /** {@code 1 / (1 + exp(-x))}. */                      SIGMOID        (FLOATING,        between(-5, 5)),
    /** Error function. */                                 ERF            (REAL_FLOATING,   between(-2, 2)),
    /** Inverse of the error function. */                  ERFINV         (REAL_FLOATING,   between(-0.9, 0.9)),
    /** Rounded down. */                                   FLOOR          (ORDERED,         between(-4, 4)),
    /** Rounded up. */                                     CEIL           (ORDERED,         between(-4, 4)),
    /** Rounded to the nearest integer, halves to even. */ ROUND          (SAME,            between(-4, 4)),
    /** Whether x is zero. */                              LOGICAL_NOT    (BOOL,            between(-2, 2)),
    /** All bits inverted. */                              BITWISE_INVERT (BITS,            between(-9, 9));
    // spotless:on

    private final ResultType result;
    private final Domain domain;

    UnaryFunction(ResultType result, Domain domain) {
        this.result = result;
        this.domain = domain;
    }

    /** The dtype of the result for operands of a dtype. */
    public DType resultType(DType operand) {
        return result.of(operand);
    }

    /** Whether the function takes operands of a dtype. */
    public boolean takes(DType given) {
        return result.takes(given);
    }

    /**
     * What operands of the given dtype are converted to first.
     *
     * @throws lazuli.core.DTypeException if the function is not defined for it
     */
    public DType operandType(DType given) {
        return result.operand(text(), given);
    }

    /** Where generated tests draw operands from. */
    public Domain domain() {
        return domain;
    }

    /** The operation's name as in MLX, for example {@code logical_not}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
