package lazuli.backend.cpu.kernel;

import lazuli.backend.cpu.loop.ByteBinaryLoop;
import lazuli.backend.cpu.loop.Loop;
import lazuli.core.primitive.BinaryFunction;
import lazuli.core.primitive.UnaryFunction;

/** The scalar loops of bool, whose elements are 0 and 1: arithmetic as of integers, then anything but zero is true. */
final class BooleanTable {
    private BooleanTable() {}

    static Loop unary(UnaryFunction function) {
        return switch (function) {
            case ABS, REAL, CONJUGATE, SIGN, SQUARE, FLOOR, CEIL, ROUND, NEGATIVE -> ByteBinaryLoop.of((x, same) -> x);
            case IMAG -> ByteBinaryLoop.of((x, same) -> 0);
            case LOGICAL_NOT, BITWISE_INVERT -> ByteBinaryLoop.of((x, same) -> x ^ 1);
            case SQRT, RSQRT, RECIPROCAL, EXP, EXPM1, LOG, LOG2, LOG10, LOG1P, SIGMOID, ERF, ERFINV ->
                throw Undefined.on(function, "bool");
            case SIN, COS, TAN, ARCSIN, ARCCOS, ARCTAN, SINH, COSH, TANH, ARCSINH, ARCCOSH, ARCTANH ->
                throw Undefined.on(function, "bool");
        };
    }

    static Loop binary(BinaryFunction function) {
        return switch (function) {
            case ADD, MAXIMUM, LOGICAL_OR, BITWISE_OR -> ByteBinaryLoop.of((x, y) -> x | y);
            case MULTIPLY, MINIMUM, LOGICAL_AND, BITWISE_AND, FLOOR_DIVIDE -> ByteBinaryLoop.of((x, y) -> x & y);
            case SUBTRACT, NOT_EQUAL, BITWISE_XOR -> ByteBinaryLoop.of((x, y) -> x ^ y);
            case EQUAL -> ByteBinaryLoop.of((x, y) -> x ^ y ^ 1);
            case LESS -> ByteBinaryLoop.of((x, y) -> (x ^ 1) & y);
            case LESS_EQUAL -> ByteBinaryLoop.of((x, y) -> (x ^ 1) | y);
            case GREATER, RIGHT_SHIFT -> ByteBinaryLoop.of((x, y) -> x & (y ^ 1));
            case GREATER_EQUAL, POWER -> ByteBinaryLoop.of((x, y) -> x | (y ^ 1));
            case LEFT_SHIFT -> ByteBinaryLoop.of((x, y) -> x);
            case REMAINDER -> ByteBinaryLoop.of((x, y) -> 0);
            case DIVIDE, LOG_ADD_EXP, ARCTAN2 -> throw Undefined.on(function, "bool");
        };
    }
}
