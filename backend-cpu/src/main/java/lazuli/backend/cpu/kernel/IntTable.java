package lazuli.backend.cpu.kernel;

import lazuli.backend.cpu.loop.IntBinaryLoop;
import lazuli.backend.cpu.loop.IntComparisonLoop;
import lazuli.backend.cpu.loop.IntUnaryLoop;
import lazuli.backend.cpu.loop.Loop;
import lazuli.backend.cpu.math.IntMath;
import lazuli.core.primitive.BinaryFunction;
import lazuli.core.primitive.UnaryFunction;

/**
 * The scalar loops of integers in int lanes. Narrow dtypes are computed as signed ones, for their values fit; whoever runs the loop
 * wraps the results. {@code unsigned} means uint32.
 */
final class IntTable {
    private IntTable() {}

    static Loop unary(UnaryFunction function, boolean unsigned) {
        return switch (function) {
            case ABS -> unsigned ? IntUnaryLoop.of(x -> x) : IntUnaryLoop.of(Math::abs);
            case NEGATIVE -> IntUnaryLoop.of(x -> -x);
            case SIGN -> unsigned ? IntUnaryLoop.of(x -> x == 0 ? 0 : 1) : IntUnaryLoop.of(Integer::signum);
            case SQUARE -> IntUnaryLoop.of(x -> x * x);
            case FLOOR, CEIL, ROUND, REAL, CONJUGATE -> IntUnaryLoop.of(x -> x);
            case IMAG -> IntUnaryLoop.of(x -> 0);
            case LOGICAL_NOT -> IntComparisonLoop.of((x, same) -> x == 0);
            case BITWISE_INVERT -> IntUnaryLoop.of(x -> ~x);
            case SQRT, RSQRT, RECIPROCAL, EXP, EXPM1, LOG, LOG2, LOG10, LOG1P, SIGMOID, ERF, ERFINV ->
                throw Undefined.on(function, "integer");
            case SIN, COS, TAN, ARCSIN, ARCCOS, ARCTAN, SINH, COSH, TANH, ARCSINH, ARCCOSH, ARCTANH ->
                throw Undefined.on(function, "integer");
        };
    }

    static Loop binary(BinaryFunction function, boolean unsigned) {
        return switch (function) {
            case ADD -> IntBinaryLoop.of((x, y) -> x + y);
            case SUBTRACT -> IntBinaryLoop.of((x, y) -> x - y);
            case MULTIPLY -> IntBinaryLoop.of((x, y) -> x * y);
            case REMAINDER ->
                unsigned ? IntBinaryLoop.of(IntMath::unsignedRemainder) : IntBinaryLoop.of(IntMath::remainder);
            case FLOOR_DIVIDE ->
                unsigned ? IntBinaryLoop.of(IntMath::unsignedDivide) : IntBinaryLoop.of(IntMath::floorDivide);
            case POWER -> unsigned ? IntBinaryLoop.of(IntMath::unsignedPower) : IntBinaryLoop.of(IntMath::power);
            case MAXIMUM -> unsigned ? IntBinaryLoop.of(IntMath::unsignedMaximum) : IntBinaryLoop.of(Math::max);
            case MINIMUM -> unsigned ? IntBinaryLoop.of(IntMath::unsignedMinimum) : IntBinaryLoop.of(Math::min);
            case EQUAL -> IntComparisonLoop.of((x, y) -> x == y);
            case NOT_EQUAL -> IntComparisonLoop.of((x, y) -> x != y);
            case LESS ->
                unsigned
                        ? IntComparisonLoop.of((x, y) -> Integer.compareUnsigned(x, y) < 0)
                        : IntComparisonLoop.of((x, y) -> x < y);
            case LESS_EQUAL ->
                unsigned
                        ? IntComparisonLoop.of((x, y) -> Integer.compareUnsigned(x, y) <= 0)
                        : IntComparisonLoop.of((x, y) -> x <= y);
            case GREATER ->
                unsigned
                        ? IntComparisonLoop.of((x, y) -> Integer.compareUnsigned(x, y) > 0)
                        : IntComparisonLoop.of((x, y) -> x > y);
            case GREATER_EQUAL ->
                unsigned
                        ? IntComparisonLoop.of((x, y) -> Integer.compareUnsigned(x, y) >= 0)
                        : IntComparisonLoop.of((x, y) -> x >= y);
            case LOGICAL_AND -> IntComparisonLoop.of((x, y) -> x != 0 && y != 0);
            case LOGICAL_OR -> IntComparisonLoop.of((x, y) -> x != 0 || y != 0);
            case BITWISE_AND -> IntBinaryLoop.of((x, y) -> x & y);
            case BITWISE_OR -> IntBinaryLoop.of((x, y) -> x | y);
            case BITWISE_XOR -> IntBinaryLoop.of((x, y) -> x ^ y);
            case LEFT_SHIFT -> IntBinaryLoop.of(IntMath::leftShift);
            case RIGHT_SHIFT ->
                unsigned ? IntBinaryLoop.of(IntMath::unsignedRightShift) : IntBinaryLoop.of(IntMath::rightShift);
            case DIVIDE, LOG_ADD_EXP, ARCTAN2 -> throw Undefined.on(function, "integer");
        };
    }
}
