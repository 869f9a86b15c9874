package lazuli.backend.cpu.vector;

import static jdk.incubator.vector.VectorOperators.*;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import lazuli.backend.cpu.loop.Loop;
import lazuli.core.primitive.BinaryFunction;
import lazuli.core.primitive.UnaryFunction;
import org.jspecify.annotations.Nullable;

/** The vector loops of double lanes: what takes an instruction or two. Null for the rest. */
final class VectorDoubles {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    private VectorDoubles() {}

    static @Nullable Loop unary(UnaryFunction function, Loop scalar) {
        return switch (function) {
            case ABS -> VectorUnaryLoop.of(SPECIES, x -> Vectors.apply(VectorOperators.ABS, x), scalar);
            case NEGATIVE -> VectorUnaryLoop.of(SPECIES, x -> Vectors.apply(NEG, x), scalar);
            case SIGN -> VectorUnaryLoop.of(SPECIES, x -> Vectors.sign(x), scalar);
            case SQUARE -> VectorUnaryLoop.of(SPECIES, x -> Vectors.square(x), scalar);
            case SQRT -> VectorUnaryLoop.of(SPECIES, x -> Vectors.apply(VectorOperators.SQRT, x), scalar);
            case RSQRT ->
                VectorUnaryLoop.of(SPECIES, x -> Vectors.reciprocal(Vectors.apply(VectorOperators.SQRT, x)), scalar);
            case RECIPROCAL -> VectorUnaryLoop.of(SPECIES, x -> Vectors.reciprocal(x), scalar);
            case LOGICAL_NOT ->
                VectorComparisonLoop.of(SPECIES, (x, same) -> Vectors.compare(EQ, x, x.broadcast(0)), scalar);
            case EXP, EXPM1, LOG, LOG2, LOG10, LOG1P, SIN, COS, TAN, ARCSIN, ARCCOS, ARCTAN -> null;
            case SINH, COSH, TANH, ARCSINH, ARCCOSH, ARCTANH, SIGMOID, ERF, ERFINV -> null;
            case REAL, IMAG, CONJUGATE, FLOOR, CEIL, ROUND, BITWISE_INVERT -> null;
        };
    }

    static @Nullable Loop binary(BinaryFunction function, Loop scalar) {
        return switch (function) {
            case ADD -> arithmetic(VectorOperators.ADD, scalar);
            case SUBTRACT -> arithmetic(SUB, scalar);
            case MULTIPLY -> arithmetic(MUL, scalar);
            case DIVIDE -> arithmetic(DIV, scalar);
            case MAXIMUM -> arithmetic(MAX, scalar);
            case MINIMUM -> arithmetic(MIN, scalar);
            case EQUAL -> comparison(EQ, scalar);
            case NOT_EQUAL -> comparison(NE, scalar);
            case LESS -> comparison(LT, scalar);
            case LESS_EQUAL -> comparison(LE, scalar);
            case GREATER -> comparison(GT, scalar);
            case GREATER_EQUAL -> comparison(GE, scalar);
            case LOGICAL_AND -> VectorComparisonLoop.of(SPECIES, (x, y) -> Vectors.bothNonzero(x, y), scalar);
            case LOGICAL_OR -> VectorComparisonLoop.of(SPECIES, (x, y) -> Vectors.oneNonzero(x, y), scalar);
            case REMAINDER, FLOOR_DIVIDE, POWER, LOG_ADD_EXP, ARCTAN2 -> null;
            case BITWISE_AND, BITWISE_OR, BITWISE_XOR, LEFT_SHIFT, RIGHT_SHIFT -> null;
        };
    }

    private static Loop arithmetic(VectorOperators.Binary operator, Loop scalar) {
        return VectorBinaryLoop.of(SPECIES, (x, y) -> Vectors.apply(operator, x, y), scalar);
    }

    private static Loop comparison(VectorOperators.Comparison relation, Loop scalar) {
        return VectorComparisonLoop.of(SPECIES, (x, y) -> Vectors.compare(relation, x, y), scalar);
    }
}
