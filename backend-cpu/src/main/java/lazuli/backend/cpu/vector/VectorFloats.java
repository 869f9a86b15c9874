package lazuli.backend.cpu.vector;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;
import lazuli.backend.cpu.loop.Loop;

/**
 * Vector loops of functions on float lanes. Each takes the scalar loop of the same function for what remains after whole vectors. As of
 * {@link VectorInstructions}, no signature has a type of the Vector API but as an argument of a type.
 */
public final class VectorFloats {
    private VectorFloats() {}

    /** A function of one vector. */
    public static Loop floatVectors(UnaryOperator<FloatVector> operation, Loop rest) {
        return VectorUnaryLoop.of(FloatVectorMath.SPECIES, x -> operation.apply((FloatVector) x), rest);
    }

    /** A function of two vectors. */
    public static Loop floatPairs(BinaryOperator<FloatVector> operation, Loop rest) {
        return VectorBinaryLoop.of(
                FloatVectorMath.SPECIES, (x, y) -> operation.apply((FloatVector) x, (FloatVector) y), rest);
    }

    /** A function in stages, see {@link StagedLoop}: {@code last} takes what the stages make of x, and x. */
    public static Loop staged(List<UnaryOperator<FloatVector>> stages, BinaryOperator<FloatVector> last, Loop rest) {
        List<Loop> loops =
                stages.stream().map(stage -> floatVectors(stage, rest)).toList();
        return new StagedLoop(FloatVectorMath.SPECIES, loops, floatPairs(last, rest), rest);
    }

    /** A function of angles; the whole block is left to the scalar loop if there is a large one in it. */
    public static Loop smallAngles(UnaryOperator<FloatVector> operation, Loop rest) {
        return VectorGuardedLoop.of(
                FloatVectorMath.SPECIES,
                x -> FloatVectorMath.isLargeAngle((FloatVector) x),
                floatVectors(operation, rest),
                rest);
    }
}
