package lazuli.backend.cpu.vector;

import static jdk.incubator.vector.VectorOperators.*;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import lazuli.backend.cpu.loop.Loop;
import lazuli.core.primitive.BinaryFunction;
import lazuli.core.primitive.UnaryFunction;
import org.jspecify.annotations.Nullable;

/** The vector loops of float lanes; null for functions without a vector form. */
final class VectorFloats {
    private VectorFloats() {}

    static @Nullable Loop unary(UnaryFunction function, Loop scalar) {
        return switch (function) {
            case ABS -> loop(FloatVector::abs, scalar);
            case NEGATIVE -> loop(FloatVector::neg, scalar);
            case SIGN -> VectorUnaryLoop.of(FloatVectorMath.SPECIES, x -> Vectors.sign(x), scalar);
            case SQUARE -> loop(x -> x.mul(x), scalar);
            case SQRT -> loop(FloatVector::sqrt, scalar);
            case RSQRT -> loop(x -> FloatVectorMath.reciprocal(x.sqrt()), scalar);
            case RECIPROCAL -> loop(FloatVectorMath::reciprocal, scalar);
            case EXP -> loop(FloatVectorMath::exp, scalar);
            case EXPM1 -> loop(FloatVectorMath::expm1, scalar);
            case LOG -> loop(FloatVectorMath::log, scalar);
            case LOG2 -> loop(FloatVectorMath::log2, scalar);
            case LOG10 -> loop(FloatVectorMath::log10, scalar);
            case LOG1P -> staged(scalar, FloatVectorMath::log1p, List.of(FloatVectorMath::log1pOfSignificand));
            case SIN -> angles(FloatVectorMath::sin, scalar);
            case COS -> angles(FloatVectorMath::cos, scalar);
            case TANH -> loop(FloatVectorMath::tanh, scalar);
            case SIGMOID -> loop(FloatVectorMath::sigmoid, scalar);
            case ERF -> loop(FloatVectorMath::erf, scalar);
            case ERFINV ->
                staged(
                        scalar,
                        FloatVectorMath::erfinv,
                        List.of(
                                FloatVectorMath::oneMinusSquare,
                                FloatVectorMath::log,
                                FloatVectorMath::erfinvQuotient));
            case FLOOR -> loop(FloatVectorMath::floor, scalar);
            case CEIL -> loop(FloatVectorMath::ceil, scalar);
            case ROUND -> loop(FloatVectorMath::round, scalar);
            case LOGICAL_NOT ->
                VectorComparisonLoop.of(
                        FloatVectorMath.SPECIES, (x, same) -> Vectors.compare(EQ, x, x.broadcast(0)), scalar);
            case REAL,
                    IMAG,
                    CONJUGATE,
                    TAN,
                    ARCSIN,
                    ARCCOS,
                    ARCTAN,
                    SINH,
                    COSH,
                    ARCSINH,
                    ARCCOSH,
                    ARCTANH,
                    BITWISE_INVERT -> null;
        };
    }

    static @Nullable Loop binary(BinaryFunction function, Loop scalar) {
        return switch (function) {
            case ADD -> arithmetic(VectorOperators.ADD, scalar);
            case SUBTRACT -> arithmetic(SUB, scalar);
            case MULTIPLY -> arithmetic(MUL, scalar);
            case DIVIDE -> arithmetic(DIV, scalar);
            case FLOOR_DIVIDE -> loop((x, y) -> FloatVectorMath.floor(x.div(y)), scalar);
            case MAXIMUM -> arithmetic(MAX, scalar);
            case MINIMUM -> arithmetic(MIN, scalar);
            case EQUAL -> comparison(EQ, scalar);
            case NOT_EQUAL -> comparison(NE, scalar);
            case LESS -> comparison(LT, scalar);
            case LESS_EQUAL -> comparison(LE, scalar);
            case GREATER -> comparison(GT, scalar);
            case GREATER_EQUAL -> comparison(GE, scalar);
            case LOGICAL_AND ->
                VectorComparisonLoop.of(FloatVectorMath.SPECIES, (x, y) -> Vectors.bothNonzero(x, y), scalar);
            case LOGICAL_OR ->
                VectorComparisonLoop.of(FloatVectorMath.SPECIES, (x, y) -> Vectors.oneNonzero(x, y), scalar);
            case LOG_ADD_EXP,
                    REMAINDER,
                    POWER,
                    ARCTAN2,
                    BITWISE_AND,
                    BITWISE_OR,
                    BITWISE_XOR,
                    LEFT_SHIFT,
                    RIGHT_SHIFT -> null;
        };
    }

    private static Loop loop(UnaryOperator<FloatVector> operation, Loop scalar) {
        return VectorUnaryLoop.of(FloatVectorMath.SPECIES, x -> operation.apply((FloatVector) x), scalar);
    }

    /** See {@link StagedLoop}. */
    private static Loop staged(Loop scalar, BinaryOperator<FloatVector> last, List<UnaryOperator<FloatVector>> stages) {
        List<Loop> loops = stages.stream().map(stage -> loop(stage, scalar)).toList();
        return new StagedLoop(FloatVectorMath.SPECIES, loops, loop(last, scalar), scalar);
    }

    /** A loop that leaves the whole block to the scalar one if there is a large angle in it. */
    private static Loop angles(UnaryOperator<FloatVector> operation, Loop scalar) {
        return VectorGuardedLoop.of(
                FloatVectorMath.SPECIES,
                x -> FloatVectorMath.isLargeAngle((FloatVector) x),
                loop(operation, scalar),
                scalar);
    }

    private static Loop loop(BinaryOperator<FloatVector> operation, Loop scalar) {
        return VectorBinaryLoop.of(
                FloatVectorMath.SPECIES, (x, y) -> operation.apply((FloatVector) x, (FloatVector) y), scalar);
    }

    private static Loop arithmetic(VectorOperators.Binary operator, Loop scalar) {
        return VectorBinaryLoop.of(FloatVectorMath.SPECIES, (x, y) -> Vectors.apply(operator, x, y), scalar);
    }

    private static Loop comparison(VectorOperators.Comparison relation, Loop scalar) {
        return VectorComparisonLoop.of(FloatVectorMath.SPECIES, (x, y) -> Vectors.compare(relation, x, y), scalar);
    }
}
