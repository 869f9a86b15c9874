package lazuli.backend.cpu.vector;

import static jdk.incubator.vector.VectorOperators.*;

import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import lazuli.backend.cpu.loop.Loop;
import lazuli.core.primitive.BinaryFunction;
import lazuli.core.primitive.UnaryFunction;
import org.jspecify.annotations.Nullable;

/** The vector loops of integer lanes; null where processors have no such vector instruction. */
final class VectorIntegers {
    private VectorIntegers() {}

    static @Nullable Loop unary(UnaryFunction function, VectorSpecies<?> species, Loop scalar) {
        return switch (function) {
            case ABS -> VectorUnaryLoop.of(species, x -> Vectors.apply(VectorOperators.ABS, x), scalar);
            case SIGN -> VectorUnaryLoop.of(species, x -> Vectors.sign(x), scalar);
            case NEGATIVE, SQUARE, LOGICAL_NOT, BITWISE_INVERT -> unsignedUnary(function, species, scalar);
            case FLOOR, CEIL, ROUND, SQRT, RSQRT, RECIPROCAL, EXP, EXPM1, LOG, LOG2, LOG10, LOG1P -> null;
            case REAL, IMAG, CONJUGATE, SIGMOID, ERF, ERFINV, SIN, COS, TAN, ARCSIN, ARCCOS, ARCTAN -> null;
            case SINH, COSH, TANH, ARCSINH, ARCCOSH, ARCTANH -> null;
        };
    }

    static @Nullable Loop unsignedUnary(UnaryFunction function, VectorSpecies<?> species, Loop scalar) {
        return switch (function) {
            case NEGATIVE -> VectorUnaryLoop.of(species, x -> Vectors.apply(NEG, x), scalar);
            case SQUARE -> VectorUnaryLoop.of(species, x -> Vectors.square(x), scalar);
            case LOGICAL_NOT ->
                VectorComparisonLoop.of(
                        species, (x, same) -> Vectors.isNonzero(x).not(), scalar);
            case BITWISE_INVERT -> VectorUnaryLoop.of(species, x -> Vectors.apply(NOT, x), scalar);
            case ABS, SIGN, FLOOR, CEIL, ROUND, SQRT, RSQRT, RECIPROCAL, EXP, EXPM1, LOG, LOG2, LOG10, LOG1P -> null;
            case REAL, IMAG, CONJUGATE, SIGMOID, ERF, ERFINV, SIN, COS, TAN, ARCSIN, ARCCOS, ARCTAN -> null;
            case SINH, COSH, TANH, ARCSINH, ARCCOSH, ARCTANH -> null;
        };
    }

    static @Nullable Loop binary(BinaryFunction function, VectorSpecies<?> species, Loop scalar) {
        return switch (function) {
            case MAXIMUM -> arithmetic(MAX, species, scalar);
            case MINIMUM -> arithmetic(MIN, species, scalar);
            case LESS -> comparison(LT, species, scalar);
            case LESS_EQUAL -> comparison(LE, species, scalar);
            case GREATER -> comparison(GT, species, scalar);
            case GREATER_EQUAL -> comparison(GE, species, scalar);
            case RIGHT_SHIFT -> VectorBinaryLoop.of(species, (x, y) -> Vectors.shift(ASHR, x, y, signOf(x)), scalar);
            case ADD,
                    SUBTRACT,
                    MULTIPLY,
                    EQUAL,
                    NOT_EQUAL,
                    LOGICAL_AND,
                    LOGICAL_OR,
                    BITWISE_AND,
                    BITWISE_OR,
                    BITWISE_XOR,
                    LEFT_SHIFT -> unsignedBinary(function, species, scalar);
            case DIVIDE, REMAINDER, FLOOR_DIVIDE, POWER, LOG_ADD_EXP, ARCTAN2 -> null;
        };
    }

    static @Nullable Loop unsignedBinary(BinaryFunction function, VectorSpecies<?> species, Loop scalar) {
        return switch (function) {
            case ADD -> arithmetic(VectorOperators.ADD, species, scalar);
            case SUBTRACT -> arithmetic(SUB, species, scalar);
            case MULTIPLY -> arithmetic(MUL, species, scalar);
            case MAXIMUM -> arithmetic(UMAX, species, scalar);
            case MINIMUM -> arithmetic(UMIN, species, scalar);
            case EQUAL -> comparison(EQ, species, scalar);
            case NOT_EQUAL -> comparison(NE, species, scalar);
            case LESS -> comparison(ULT, species, scalar);
            case LESS_EQUAL -> comparison(ULE, species, scalar);
            case GREATER -> comparison(UGT, species, scalar);
            case GREATER_EQUAL -> comparison(UGE, species, scalar);
            case LOGICAL_AND -> VectorComparisonLoop.of(species, (x, y) -> Vectors.bothNonzero(x, y), scalar);
            case LOGICAL_OR -> VectorComparisonLoop.of(species, (x, y) -> Vectors.oneNonzero(x, y), scalar);
            case BITWISE_AND -> arithmetic(AND, species, scalar);
            case BITWISE_OR -> arithmetic(OR, species, scalar);
            case BITWISE_XOR -> arithmetic(XOR, species, scalar);
            case LEFT_SHIFT ->
                VectorBinaryLoop.of(species, (x, y) -> Vectors.shift(LSHL, x, y, x.broadcast(0)), scalar);
            case RIGHT_SHIFT ->
                VectorBinaryLoop.of(species, (x, y) -> Vectors.shift(LSHR, x, y, x.broadcast(0)), scalar);
            case DIVIDE, REMAINDER, FLOOR_DIVIDE, POWER, LOG_ADD_EXP, ARCTAN2 -> null;
        };
    }

    private static <E> Vector<E> signOf(Vector<E> x) {
        return x.lanewise(ASHR, x.elementSize() - 1);
    }

    private static Loop arithmetic(VectorOperators.Binary operator, VectorSpecies<?> species, Loop scalar) {
        return VectorBinaryLoop.of(species, (x, y) -> Vectors.apply(operator, x, y), scalar);
    }

    private static Loop comparison(VectorOperators.Comparison relation, VectorSpecies<?> species, Loop scalar) {
        return VectorComparisonLoop.of(species, (x, y) -> Vectors.compare(relation, x, y), scalar);
    }
}
