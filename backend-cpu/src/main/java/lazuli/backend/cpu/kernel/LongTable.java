package lazuli.backend.cpu.kernel;

import lazuli.backend.cpu.loop.LongBinaryLoop;
import lazuli.backend.cpu.loop.LongComparisonLoop;
import lazuli.backend.cpu.loop.LongUnaryLoop;
import lazuli.backend.cpu.loop.Loop;
import lazuli.backend.cpu.math.LongMath;
import lazuli.core.primitive.BinaryFunction;
import lazuli.core.primitive.UnaryFunction;

/** The scalar loops of int64 and uint64. */
final class LongTable {
    private LongTable() {}

    static Loop unary(UnaryFunction function, boolean unsigned) {
        return switch (function) {
            case ABS -> unsigned ? LongUnaryLoop.of(x -> x) : LongUnaryLoop.of(Math::abs);
            case NEGATIVE -> LongUnaryLoop.of(x -> -x);
            case SIGN -> unsigned ? LongUnaryLoop.of(x -> x == 0 ? 0 : 1) : LongUnaryLoop.of(Long::signum);
            case SQUARE -> LongUnaryLoop.of(x -> x * x);
            case FLOOR, CEIL, ROUND, REAL, CONJUGATE -> LongUnaryLoop.of(x -> x);
            case IMAG -> LongUnaryLoop.of(x -> 0);
            case LOGICAL_NOT -> LongComparisonLoop.of((x, same) -> x == 0);
            case BITWISE_INVERT -> LongUnaryLoop.of(x -> ~x);
            case SQRT, RSQRT, RECIPROCAL, EXP, EXPM1, LOG, LOG2, LOG10, LOG1P, SIGMOID, ERF, ERFINV ->
                throw Undefined.on(function, "integer");
            case SIN, COS, TAN, ARCSIN, ARCCOS, ARCTAN, SINH, COSH, TANH, ARCSINH, ARCCOSH, ARCTANH ->
                throw Undefined.on(function, "integer");
        };
    }

    static Loop binary(BinaryFunction function, boolean unsigned) {
        return switch (function) {
            case ADD -> LongBinaryLoop.of((x, y) -> x + y);
            case SUBTRACT -> LongBinaryLoop.of((x, y) -> x - y);
            case MULTIPLY -> LongBinaryLoop.of((x, y) -> x * y);
            case REMAINDER ->
                unsigned ? LongBinaryLoop.of(LongMath::unsignedRemainder) : LongBinaryLoop.of(LongMath::remainder);
            case FLOOR_DIVIDE ->
                unsigned ? LongBinaryLoop.of(LongMath::unsignedDivide) : LongBinaryLoop.of(LongMath::floorDivide);
            case POWER -> unsigned ? LongBinaryLoop.of(LongMath::unsignedPower) : LongBinaryLoop.of(LongMath::power);
            case MAXIMUM -> unsigned ? LongBinaryLoop.of(LongMath::unsignedMaximum) : LongBinaryLoop.of(Math::max);
            case MINIMUM -> unsigned ? LongBinaryLoop.of(LongMath::unsignedMinimum) : LongBinaryLoop.of(Math::min);
            case EQUAL -> LongComparisonLoop.of((x, y) -> x == y);
            case NOT_EQUAL -> LongComparisonLoop.of((x, y) -> x != y);
            case LESS ->
                unsigned
                        ? LongComparisonLoop.of((x, y) -> Long.compareUnsigned(x, y) < 0)
                        : LongComparisonLoop.of((x, y) -> x < y);
            case LESS_EQUAL ->
                unsigned
                        ? LongComparisonLoop.of((x, y) -> Long.compareUnsigned(x, y) <= 0)
                        : LongComparisonLoop.of((x, y) -> x <= y);
            case GREATER ->
                unsigned
                        ? LongComparisonLoop.of((x, y) -> Long.compareUnsigned(x, y) > 0)
                        : LongComparisonLoop.of((x, y) -> x > y);
            case GREATER_EQUAL ->
                unsigned
                        ? LongComparisonLoop.of((x, y) -> Long.compareUnsigned(x, y) >= 0)
                        : LongComparisonLoop.of((x, y) -> x >= y);
            case LOGICAL_AND -> LongComparisonLoop.of((x, y) -> x != 0 && y != 0);
            case LOGICAL_OR -> LongComparisonLoop.of((x, y) -> x != 0 || y != 0);
            case BITWISE_AND -> LongBinaryLoop.of((x, y) -> x & y);
            case BITWISE_OR -> LongBinaryLoop.of((x, y) -> x | y);
            case BITWISE_XOR -> LongBinaryLoop.of((x, y) -> x ^ y);
            case LEFT_SHIFT -> LongBinaryLoop.of(LongMath::leftShift);
            case RIGHT_SHIFT ->
                unsigned ? LongBinaryLoop.of(LongMath::unsignedRightShift) : LongBinaryLoop.of(LongMath::rightShift);
            case DIVIDE, LOG_ADD_EXP, ARCTAN2 -> throw Undefined.on(function, "integer");
        };
    }
}
