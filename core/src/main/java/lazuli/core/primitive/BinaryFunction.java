package lazuli.core.primitive;

import static lazuli.core.operation.Functions.*;
import static lazuli.core.primitive.Domain.between;
import static lazuli.core.primitive.ResultType.*;

import java.util.Locale;
import lazuli.core.Array;
import lazuli.core.DType;
import org.jspecify.annotations.Nullable;

/**
 * Elementwise functions of two arrays of one dtype: a row is everything that core knows about the function. A null
 * derivative is zero. A derivative that needs the result rather than an operand lets the operand's memory go: relu keeps one
 * array, not two.
 */
public enum BinaryFunction {
    // spotless:off
    // row            result         d times the derivative by a, from a, b and y = f(a, b)                  d times the derivative by b                                                          inputs for tests
    ADD              (SAME,          (d, a, b, y) -> d,                                                        (d, a, b, y) -> d,                                                                    between(-3, 3)),
    SUBTRACT         (SAME,          (d, a, b, y) -> d,                                                        (d, a, b, y) -> negative(d),                                                          between(-3, 3)),
    MULTIPLY         (SAME,          (d, a, b, y) -> multiply(d, b),                                           (d, a, b, y) -> multiply(d, a),                                                       between(-3, 3)),
    DIVIDE           (FLOATING,      (d, a, b, y) -> divide(d, b),                                             (d, a, b, y) -> negative(divide(multiply(d, y), b)),                                  between(0.3, 3)),
    REMAINDER        (ORDERED,       (d, a, b, y) -> d,                                                        (d, a, b, y) -> negative(multiply(d, floorDivide(a, b))),                             between(0.3, 3)),
    FLOOR_DIVIDE     (ORDERED,       null,                                                                     null,                                                                                 between(0.3, 3)),
    POWER            (SAME,          (d, a, b, y) -> multiply(d, PowerDerivatives.byBase(a, b)),                  (d, a, b, y) -> multiply(d, PowerDerivatives.byExponent(a, y)),                          between(0.3, 3)),
    MAXIMUM          (SAME,          (d, a, b, y) -> where(greater(y, b), d, 0),                               (d, a, b, y) -> where(greater(y, b), 0, d),                                           between(-3, 3)),
    MINIMUM          (SAME,          (d, a, b, y) -> where(less(y, b), d, 0),                                  (d, a, b, y) -> where(less(y, b), 0, d),                                              between(-3, 3)),
    LOG_ADD_EXP      (FLOATING,      (d, a, b, y) -> multiply(d, sigmoid(difference(a, b))),                      (d, a, b, y) -> multiply(d, sigmoid(difference(b, a))),                                  between(-3, 3)),
    ARCTAN2          (REAL_FLOATING, (d, a, b, y) -> multiply(d, FarDerivatives.arctan2(b, a, b)),                (d, a, b, y) -> negative(multiply(d, FarDerivatives.arctan2(a, a, b))),                  between(0.3, 3)),
    EQUAL            (BOOL,          null,                                                                     null,                                                                                 between(-3, 3)),
    NOT_EQUAL        (BOOL,          null,                                                                     null,                                                                                 between(-3, 3)),
    LESS             (BOOL,          null,                                                                     null,                                                                                 between(-3, 3)),
    LESS_EQUAL       (BOOL,          null,                                                                     null,                                                                                 between(-3, 3)),
    GREATER          (BOOL,          null,                                                                     null,                                                                                 between(-3, 3)),
    GREATER_EQUAL    (BOOL,          null,                                                                     null,                                                                                 between(-3, 3)),
    LOGICAL_AND      (BOOL,          null,                                                                     null,                                                                                 between(-2, 2)),
    LOGICAL_OR       (BOOL,          null,                                                                     null,                                                                                 between(-2, 2)),
    BITWISE_AND      (BITS,          null,                                                                     null,                                                                                 between(0, 9)),
    BITWISE_OR       (BITS,          null,                                                                     null,                                                                                 between(0, 9)),
    BITWISE_XOR      (BITS,          null,                                                                     null,                                                                                 between(0, 9)),
    LEFT_SHIFT       (INTEGER,       null,                                                                     null,                                                                                 between(0, 5)),
    RIGHT_SHIFT      (INTEGER,       null,                                                                     null,                                                                                 between(0, 5));
    // spotless:on

    /** A partial derivative as a linear map: {@code d} is the operand's tangent or a cotangent of {@code y}. */
    interface Derivative {
        Array times(Array d, Array a, Array b, Array y);
    }

    private final ResultType result;
    private final @Nullable Derivative first;
    private final @Nullable Derivative second;
    private final Domain domain;

    BinaryFunction(ResultType result, @Nullable Derivative first, @Nullable Derivative second, Domain domain) {
        this.result = result;
        this.first = first;
        this.second = second;
        this.domain = domain;
    }

    /** Whether an operand is known to be, like the zero of a softplus. */
    private static boolean isFinite(Array x) {
        return x.dtype().isFloating()
                && x.node().primitive() instanceof Full constant
                && Double.isFinite(constant.number().doubleValue());
    }

    /** {@code a - b}, and 0 for equal infinities, which then count as much as each other. */
    private static Array difference(Array a, Array b) {
        Array difference = subtract(a, b);
        return isFinite(a) || isFinite(b)
                ? difference
                : where(logicalAnd(equal(a, b), isnan(difference)), 0, difference);
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

    /** The derivative for operand 0 or 1, or null where it is zero. */
    @Nullable
    Derivative derivative(int operand) {
        return operand == 0 ? first : second;
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
