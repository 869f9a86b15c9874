package lazuli.core.primitive.elementwise;

import static lazuli.core.primitive.elementwise.Domain.between;
import static lazuli.core.primitive.elementwise.ResultType.*;

import java.util.Locale;
import lazuli.core.DType;

/**
 * Elementwise functions of two arrays of one dtype: a row is what backends know about the function. Its derivatives stand in
 * {@link BinaryDerivatives}.
 */
public enum BinaryFunction {
    // spotless:off
    // row            result         inputs for tests
    ADD           (SAME,          between(-3, 3)),
    SUBTRACT      (SAME,          between(-3, 3)),
    MULTIPLY      (SAME,          between(-3, 3)),
    DIVIDE        (FLOATING,      between(0.3, 3)),
    REMAINDER     (ORDERED,       between(0.3, 3)),
    FLOOR_DIVIDE  (ORDERED,       between(0.3, 3)),
    POWER         (SAME,          between(0.3, 3)),
    MAXIMUM       (SAME,          between(-3, 3)),
    MINIMUM       (SAME,          between(-3, 3)),
    LOG_ADD_EXP   (FLOATING,      between(-3, 3)),
    ARCTAN2       (REAL_FLOATING, between(0.3, 3)),
    EQUAL         (BOOL,          between(-3, 3)),
    NOT_EQUAL     (BOOL,          between(-3, 3)),
    LESS          (BOOL,          between(-3, 3)),
    LESS_EQUAL    (BOOL,          between(-3, 3)),
    GREATER       (BOOL,          between(-3, 3)),
    GREATER_EQUAL (BOOL,          between(-3, 3)),
    LOGICAL_AND   (BOOL,          between(-2, 2)),
    LOGICAL_OR    (BOOL,          between(-2, 2)),
    BITWISE_AND   (BITS,          between(0, 9)),
    BITWISE_OR    (BITS,          between(0, 9)),
    BITWISE_XOR   (BITS,          between(0, 9)),
    LEFT_SHIFT    (INTEGER,       between(0, 5)),
    RIGHT_SHIFT   (INTEGER,       between(0, 5));
    // spotless:on

    private final ResultType result;
    private final Domain domain;

    BinaryFunction(ResultType result, Domain domain) {
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
     * What operands of the given common dtype are converted to first.
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

    /** The operation's name as in MLX, for example {@code floor_divide}. */
    public String text() {
        return this == LOG_ADD_EXP ? "logaddexp" : name().toLowerCase(Locale.ROOT);
    }
}
