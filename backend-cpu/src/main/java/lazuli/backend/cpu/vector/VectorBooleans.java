package lazuli.backend.cpu.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import lazuli.backend.cpu.loop.Loop;
import lazuli.core.primitive.BinaryFunction;
import lazuli.core.primitive.UnaryFunction;
import org.jspecify.annotations.Nullable;

/** The vector loops of bool; null where one would not be worth its compilation. */
final class VectorBooleans {
    private interface Operation {
        ByteVector apply(ByteVector x, ByteVector y);
    }

    private VectorBooleans() {}

    static @Nullable Loop unary(UnaryFunction function, Loop scalar) {
        return switch (function) {
            case LOGICAL_NOT, BITWISE_INVERT -> loop((x, same) -> not(x), scalar);
            case ABS, SIGN, SQUARE, FLOOR, CEIL, ROUND, NEGATIVE, SQRT, RSQRT, RECIPROCAL -> null;
            case REAL, IMAG, CONJUGATE, EXP, EXPM1, LOG, LOG2, LOG10, LOG1P, SIGMOID, ERF, ERFINV -> null;
            case SIN, COS, TAN, ARCSIN, ARCCOS, ARCTAN, SINH, COSH, TANH, ARCSINH, ARCCOSH, ARCTANH -> null;
        };
    }

    static @Nullable Loop binary(BinaryFunction function, Loop scalar) {
        return switch (function) {
            case ADD, MAXIMUM, LOGICAL_OR, BITWISE_OR -> loop((x, y) -> x.or(y), scalar);
            case MULTIPLY, MINIMUM, LOGICAL_AND, BITWISE_AND -> loop((x, y) -> x.and(y), scalar);
            case SUBTRACT, NOT_EQUAL, BITWISE_XOR -> loop((x, y) -> xor(x, y), scalar);
            case EQUAL -> loop((x, y) -> not(xor(x, y)), scalar);
            case LESS -> loop((x, y) -> not(x).and(y), scalar);
            case LESS_EQUAL -> loop((x, y) -> not(x).or(y), scalar);
            case GREATER -> loop((x, y) -> x.and(not(y)), scalar);
            case GREATER_EQUAL -> loop((x, y) -> x.or(not(y)), scalar);
            case DIVIDE, REMAINDER, FLOOR_DIVIDE, POWER, LOG_ADD_EXP, ARCTAN2, LEFT_SHIFT, RIGHT_SHIFT -> null;
        };
    }

    private static Loop loop(Operation operation, Loop scalar) {
        return VectorBinaryLoop.of(
                ByteVector.SPECIES_PREFERRED, (x, y) -> operation.apply((ByteVector) x, (ByteVector) y), scalar);
    }

    private static ByteVector not(ByteVector x) {
        return x.lanewise(VectorOperators.XOR, (byte) 1);
    }

    private static ByteVector xor(ByteVector x, ByteVector y) {
        return x.lanewise(VectorOperators.XOR, y);
    }
}
