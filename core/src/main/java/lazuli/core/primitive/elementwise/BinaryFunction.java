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
    // what it computes                                   row            result         inputs for tests
    /** {@code a + b}. */                                 ADD           (SAME,          between(-3, 3)),
    /** {@code a - b}. */                                 SUBTRACT      (SAME,          between(-3, 3)),
    /** {@code a * b}. */                                 MULTIPLY      (SAME,          between(-3, 3)),
    /** {@code a / b}. */                                 DIVIDE        (FLOATING,      between(0.3, 3)),
    /** What {@code a / b} leaves, with the sign of b. */ REMAINDER     (ORDERED,       between(0.3, 3)),
    /** {@code a / b}, rounded down. */                   FLOOR_DIVIDE  (ORDERED,       between(0.3, 3)),
    /** a to the power of b. */                           POWER         (SAME,          between(0.3, 3)),
    /** The larger one; NaN if either is. */              MAXIMUM       (SAME,          between(-3, 3)),
    /** The smaller one; NaN if either is. */             MINIMUM       (SAME,          between(-3, 3)),
    /** {@code log(exp(a) + exp(b))}. */                  LOG_ADD_EXP   (FLOATING,      between(-3, 3)),
    /** The angle of the point (b, a). */                 ARCTAN2       (REAL_FLOATING, between(0.3, 3)),
    /** {@code a == b}. */                                EQUAL         (BOOL,          between(-3, 3)),
    /** {@code a != b}. */                                NOT_EQUAL     (BOOL,          between(-3, 3)),
    /** {@code a < b}. */                                 LESS          (BOOL,          between(-3, 3)),
    /** {@code a <= b}. */                                LESS_EQUAL    (BOOL,          between(-3, 3)),
    /** {@code a > b}. */                                 GREATER       (BOOL,          between(-3, 3)),
    /** {@code a >= b}. */                                GREATER_EQUAL (BOOL,          between(-3, 3)),
    /** Whether both are nonzero. */                      LOGICAL_AND   (BOOL,          between(-2, 2)),
    /** Whether one is nonzero. */                        LOGICAL_OR    (BOOL,          between(-2, 2)),
    /** Bits that both have. */                           BITWISE_AND   (BITS,          between(0, 9)),
    /** Bits that one has. */                             BITWISE_OR    (BITS,          between(0, 9)),
    /** Bits that exactly one has. */                     BITWISE_XOR   (BITS,          between(0, 9)),
    /** {@code a << b}. */                                LEFT_SHIFT    (INTEGER,       between(0, 5)),
    /** {@code a >> b}. */                                RIGHT_SHIFT   (INTEGER,       between(0, 5));
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
