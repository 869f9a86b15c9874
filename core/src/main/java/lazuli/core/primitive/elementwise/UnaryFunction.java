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
    // row          result           inputs for tests
    ABS            (REAL_OF_COMPLEX, between(-3, 3)),
    REAL           (REAL_OF_COMPLEX, between(-3, 3)),
    IMAG           (REAL_OF_COMPLEX, between(-3, 3)),
    CONJUGATE      (SAME,            between(-3, 3)),
    NEGATIVE       (SIGNED,          between(-3, 3)),
    SIGN           (SAME,            between(-2, 2)),
    SQUARE         (SAME,            between(-3, 3)),
    SQRT           (FLOATING,        between(0.1, 9)),
    RSQRT          (FLOATING,        between(0.1, 9)),
    RECIPROCAL     (FLOATING,        between(0.3, 4)),
    EXP            (FLOATING,        between(-5, 5)),
    EXPM1          (FLOATING,        between(-3, 3)),
    LOG            (FLOATING,        between(0.1, 10)),
    LOG2           (FLOATING,        between(0.1, 10)),
    LOG10          (FLOATING,        between(0.1, 10)),
    LOG1P          (FLOATING,        between(-0.8, 5)),
    SIN            (FLOATING,        between(-6, 6)),
    COS            (FLOATING,        between(-6, 6)),
    TAN            (FLOATING,        between(-1.2, 1.2)),
    ARCSIN         (FLOATING,        between(-0.9, 0.9)),
    ARCCOS         (FLOATING,        between(-0.9, 0.9)),
    ARCTAN         (FLOATING,        between(-4, 4)),
    SINH           (FLOATING,        between(-3, 3)),
    COSH           (FLOATING,        between(-3, 3)),
    TANH           (FLOATING,        between(-3, 3)),
    ARCSINH        (FLOATING,        between(-4, 4)),
    ARCCOSH        (FLOATING,        between(1.2, 5)),
    ARCTANH        (FLOATING,        between(-0.9, 0.9)),
    SIGMOID        (FLOATING,        between(-5, 5)),
    ERF            (REAL_FLOATING,   between(-2, 2)),
    ERFINV         (REAL_FLOATING,   between(-0.9, 0.9)),
    FLOOR          (ORDERED,         between(-4, 4)),
    CEIL           (ORDERED,         between(-4, 4)),
    ROUND          (SAME,            between(-4, 4)),
    LOGICAL_NOT    (BOOL,            between(-2, 2)),
    BITWISE_INVERT (BITS,            between(-9, 9));
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
