package lazuli.backend.cpu.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorOperators.Binary;
import jdk.incubator.vector.VectorOperators.Comparison;
import jdk.incubator.vector.VectorSpecies;
import lazuli.backend.cpu.loop.Lane;
import lazuli.backend.cpu.loop.Loop;

/**
 * Vector loops of what processors do in an instruction or a few, for lanes of any kind. Each takes the scalar loop of the same function
 * for what remains after whole vectors. Tables name these methods without linking the Vector API: no signature has a type of it.
 */
public final class VectorInstructions {
    private VectorInstructions() {}

    public static Loop absolute(Lane lane, Loop rest) {
        return unary(lane, x -> Vectors.apply(VectorOperators.ABS, x), rest);
    }

    public static Loop negative(Lane lane, Loop rest) {
        return unary(lane, x -> Vectors.apply(VectorOperators.NEG, x), rest);
    }

    public static Loop invert(Lane lane, Loop rest) {
        return unary(lane, x -> Vectors.apply(VectorOperators.NOT, x), rest);
    }

    public static Loop sqrt(Lane lane, Loop rest) {
        return unary(lane, x -> Vectors.apply(VectorOperators.SQRT, x), rest);
    }

    public static Loop rsqrt(Lane lane, Loop rest) {
        return unary(lane, x -> Vectors.reciprocal(Vectors.apply(VectorOperators.SQRT, x)), rest);
    }

    public static Loop reciprocal(Lane lane, Loop rest) {
        return unary(lane, x -> Vectors.reciprocal(x), rest);
    }

    public static Loop sign(Lane lane, Loop rest) {
        return unary(lane, x -> Vectors.sign(x), rest);
    }

    public static Loop square(Lane lane, Loop rest) {
        return unary(lane, x -> Vectors.square(x), rest);
    }

    public static Loop add(Lane lane, Loop rest) {
        return arithmetic(VectorOperators.ADD, lane, rest);
    }

    public static Loop subtract(Lane lane, Loop rest) {
        return arithmetic(VectorOperators.SUB, lane, rest);
    }

    public static Loop multiply(Lane lane, Loop rest) {
        return arithmetic(VectorOperators.MUL, lane, rest);
    }

    public static Loop divide(Lane lane, Loop rest) {
        return arithmetic(VectorOperators.DIV, lane, rest);
    }

    public static Loop maximum(Lane lane, Loop rest) {
        return arithmetic(isUnsigned(lane) ? VectorOperators.UMAX : VectorOperators.MAX, lane, rest);
    }

    public static Loop minimum(Lane lane, Loop rest) {
        return arithmetic(isUnsigned(lane) ? VectorOperators.UMIN : VectorOperators.MIN, lane, rest);
    }

    public static Loop and(Lane lane, Loop rest) {
        return arithmetic(VectorOperators.AND, lane, rest);
    }

    public static Loop or(Lane lane, Loop rest) {
        return arithmetic(VectorOperators.OR, lane, rest);
    }

    public static Loop exclusiveOr(Lane lane, Loop rest) {
        return arithmetic(VectorOperators.XOR, lane, rest);
    }

    /** 0 for shifts by the width or more. */
    public static Loop leftShift(Lane lane, Loop rest) {
        return binary(lane, (x, y) -> Vectors.shift(VectorOperators.LSHL, x, y, x.broadcast(0)), rest);
    }

    /** The sign, or 0 on unsigned lanes, for shifts by the width or more. */
    public static Loop rightShift(Lane lane, Loop rest) {
        return isUnsigned(lane)
                ? binary(lane, (x, y) -> Vectors.shift(VectorOperators.LSHR, x, y, x.broadcast(0)), rest)
                : binary(lane, (x, y) -> Vectors.shift(VectorOperators.ASHR, x, y, signOf(x)), rest);
    }

    public static Loop equal(Lane lane, Loop rest) {
        return comparison(VectorOperators.EQ, lane, rest);
    }

    public static Loop notEqual(Lane lane, Loop rest) {
        return comparison(VectorOperators.NE, lane, rest);
    }

    public static Loop less(Lane lane, Loop rest) {
        return comparison(isUnsigned(lane) ? VectorOperators.ULT : VectorOperators.LT, lane, rest);
    }

    public static Loop lessEqual(Lane lane, Loop rest) {
        return comparison(isUnsigned(lane) ? VectorOperators.ULE : VectorOperators.LE, lane, rest);
    }

    public static Loop greater(Lane lane, Loop rest) {
        return comparison(isUnsigned(lane) ? VectorOperators.UGT : VectorOperators.GT, lane, rest);
    }

    public static Loop greaterEqual(Lane lane, Loop rest) {
        return comparison(isUnsigned(lane) ? VectorOperators.UGE : VectorOperators.GE, lane, rest);
    }

    public static Loop equalZero(Lane lane, Loop rest) {
        return relation(lane, (x, same) -> Vectors.compare(VectorOperators.EQ, x, x.broadcast(0)), rest);
    }

    /** The same as {@link #equalZero}, in the form that integer lanes have. */
    public static Loop notNonzero(Lane lane, Loop rest) {
        return relation(lane, (x, same) -> Vectors.isNonzero(x).not(), rest);
    }

    public static Loop bothNonzero(Lane lane, Loop rest) {
        return relation(lane, (x, y) -> Vectors.bothNonzero(x, y), rest);
    }

    public static Loop oneNonzero(Lane lane, Loop rest) {
        return relation(lane, (x, y) -> Vectors.oneNonzero(x, y), rest);
    }

    /** Elements of the second operand where the first, a bool, is true, of the third elsewhere. */
    public static Loop select(Lane lane, Loop rest) {
        return VectorSelectLoop.of(species(lane), rest);
    }

    private static Loop unary(Lane lane, VectorUnaryLoop.Operation operation, Loop rest) {
        return VectorUnaryLoop.of(species(lane), operation, rest);
    }

    private static Loop binary(Lane lane, VectorBinaryLoop.Operation operation, Loop rest) {
        return VectorBinaryLoop.of(species(lane), operation, rest);
    }

    private static Loop arithmetic(Binary operator, Lane lane, Loop rest) {
        return binary(lane, (x, y) -> Vectors.apply(operator, x, y), rest);
    }

    private static Loop relation(Lane lane, VectorComparisonLoop.Operation operation, Loop rest) {
        return VectorComparisonLoop.of(species(lane), operation, rest);
    }

    private static Loop comparison(Comparison relation, Lane lane, Loop rest) {
        return relation(lane, (x, y) -> Vectors.compare(relation, x, y), rest);
    }

    private static <E> Vector<E> signOf(Vector<E> x) {
        return x.lanewise(VectorOperators.ASHR, x.elementSize() - 1);
    }

    private static boolean isUnsigned(Lane lane) {
        return lane == Lane.UNSIGNED_INT || lane == Lane.UNSIGNED_LONG;
    }

    /** The widest vectors of a lane's elements that are quick. */
    static VectorSpecies<?> species(Lane lane) {
        return switch (lane) {
            case BOOL -> ByteVector.SPECIES_PREFERRED;
            case INT, UNSIGNED_INT -> IntVector.SPECIES_PREFERRED;
            case LONG, UNSIGNED_LONG, COMPLEX -> LongVector.SPECIES_PREFERRED;
            case FLOAT -> FloatVector.SPECIES_PREFERRED;
            case DOUBLE -> DoubleVector.SPECIES_PREFERRED;
        };
    }
}
