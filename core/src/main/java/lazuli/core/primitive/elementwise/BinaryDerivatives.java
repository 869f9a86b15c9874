package lazuli.core.primitive.elementwise;

import static lazuli.core.operation.Functions.*;

import lazuli.core.Array;
import lazuli.core.graph.Nodes;
import org.jspecify.annotations.Nullable;

/**
 * The derivatives of elementwise functions of two arrays: a row for each row of {@link BinaryFunction}. A derivative that needs the result
 * rather than an operand lets the operand's memory go: relu keeps one array, not two.
 */
final class BinaryDerivatives {
    private BinaryDerivatives() {}

    /** A partial derivative as a linear map: {@code d} is the operand's tangent or a cotangent of {@code y}. */
    interface Derivative {
        Array times(Array d, Array a, Array b, Array y);
    }

    private record Rule(Derivative first, Derivative second) {}

    /** The derivative of a function by operand 0 or 1, or null where it is zero. */
    static @Nullable Derivative of(BinaryFunction function, int operand) {
        Rule rule = of(function);
        return rule == null ? null : operand == 0 ? rule.first() : rule.second();
    }

    private static @Nullable Rule of(BinaryFunction function) {
        return switch (function) {
            // spotless:off
            //                               d times the derivative by a, from a, b and y = f(a, b); that by b
            case ADD         -> new Rule((d, a, b, y) -> d,                                            (d, a, b, y) -> d);
            case SUBTRACT    -> new Rule((d, a, b, y) -> d,                                            (d, a, b, y) -> negative(d));
            case MULTIPLY    -> new Rule((d, a, b, y) -> multiply(d, b),                               (d, a, b, y) -> multiply(d, a));
            case DIVIDE      -> new Rule((d, a, b, y) -> divide(d, b),                                 (d, a, b, y) -> negative(divide(multiply(d, y), b)));
            case REMAINDER   -> new Rule((d, a, b, y) -> d,                                            (d, a, b, y) -> negative(multiply(d, floorDivide(a, b))));
            case POWER       -> new Rule((d, a, b, y) -> multiply(d, PowerDerivatives.byBase(a, b)),   (d, a, b, y) -> multiply(d, PowerDerivatives.byExponent(a, y)));
            case MAXIMUM     -> new Rule((d, a, b, y) -> where(greater(y, b), d, 0),                   (d, a, b, y) -> where(greater(y, b), 0, d));
            case MINIMUM     -> new Rule((d, a, b, y) -> where(less(y, b), d, 0),                      (d, a, b, y) -> where(less(y, b), 0, d));
            case LOG_ADD_EXP -> new Rule((d, a, b, y) -> multiply(d, sigmoid(difference(a, b))),       (d, a, b, y) -> multiply(d, sigmoid(difference(b, a))));
            case ARCTAN2     -> new Rule((d, a, b, y) -> multiply(d, FarDerivatives.arctan2(b, a, b)), (d, a, b, y) -> negative(multiply(d, FarDerivatives.arctan2(a, a, b))));
            case FLOOR_DIVIDE, EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL,
                    LOGICAL_AND, LOGICAL_OR, BITWISE_AND, BITWISE_OR, BITWISE_XOR, LEFT_SHIFT, RIGHT_SHIFT -> null;
            // spotless:on
        };
    }

    /** Whether an operand is known to be, like the zero of a softplus. */
    private static boolean isFinite(Array x) {
        return x.dtype().isFloating()
                && Nodes.of(x).primitive() instanceof Full constant
                && Double.isFinite(constant.number().doubleValue());
    }

    /** {@code a - b}, and 0 for equal infinities, which then count as much as each other. */
    private static Array difference(Array a, Array b) {
        Array difference = subtract(a, b);
        return isFinite(a) || isFinite(b)
                ? difference
                : where(logicalAnd(equal(a, b), isnan(difference)), 0, difference);
    }
}
