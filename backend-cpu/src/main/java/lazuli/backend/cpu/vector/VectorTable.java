package lazuli.backend.cpu.vector;

import static jdk.incubator.vector.VectorOperators.*;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;
import lazuli.backend.cpu.loop.Lane;
import lazuli.backend.cpu.loop.Loop;
import lazuli.core.DType;
import lazuli.core.primitive.BinaryFunction;
import lazuli.core.primitive.UnaryFunction;
import org.jspecify.annotations.Nullable;

/** The vector loops, by function and lane. Each takes the scalar loop of the same function for what is left after whole vectors. */
public final class VectorTable {
    private VectorTable() {}

    /** The vector loop of a function, or null if it has none. */
    public static @Nullable Loop unary(UnaryFunction function, Lane lane, Loop scalar) {
        return switch (lane) {
            case BOOL -> VectorBooleans.unary(function, scalar);
            case INT, LONG -> VectorIntegers.unary(function, species(lane), scalar);
            case UNSIGNED_INT, UNSIGNED_LONG -> VectorIntegers.unsignedUnary(function, species(lane), scalar);
            case FLOAT -> VectorFloats.unary(function, scalar);
            case DOUBLE -> VectorDoubles.unary(function, scalar);
            case COMPLEX -> null;
        };
    }

    /** The vector loop of a function, or null if it has none. */
    public static @Nullable Loop binary(BinaryFunction function, Lane lane, Loop scalar) {
        return switch (lane) {
            case BOOL -> VectorBooleans.binary(function, scalar);
            case INT, LONG -> VectorIntegers.binary(function, species(lane), scalar);
            case UNSIGNED_INT, UNSIGNED_LONG -> VectorIntegers.unsignedBinary(function, species(lane), scalar);
            case FLOAT -> VectorFloats.binary(function, scalar);
            case DOUBLE -> VectorDoubles.binary(function, scalar);
            case COMPLEX -> null;
        };
    }

    /** The vector loop that selects elements of a size. */
    public static @Nullable Loop select(int size, Loop scalar) {
        return switch (size) {
            case Integer.BYTES -> VectorSelectLoop.of(IntVector.SPECIES_PREFERRED, scalar);
            case Long.BYTES -> VectorSelectLoop.of(LongVector.SPECIES_PREFERRED, scalar);
            default -> null;
        };
    }

    /** The vector loop that rounds float lanes to a half dtype, or null for other dtypes. */
    public static @Nullable Loop round(DType dtype, Loop scalar) {
        return switch (dtype) {
            case FLOAT16 ->
                VectorUnaryLoop.of(FloatVectorMath.SPECIES, x -> FloatVectorMath.toFloat16((FloatVector) x), scalar);
            case BFLOAT16 ->
                VectorUnaryLoop.of(FloatVectorMath.SPECIES, x -> FloatVectorMath.toBfloat16((FloatVector) x), scalar);
            case INT8 -> wrapping(Integer.SIZE - Byte.SIZE, scalar);
            case INT16 -> wrapping(Integer.SIZE - Short.SIZE, scalar);
            case UINT8 -> VectorUnaryLoop.of(IntVector.SPECIES_PREFERRED, x -> ((IntVector) x).and(0xFF), scalar);
            case UINT16 -> VectorUnaryLoop.of(IntVector.SPECIES_PREFERRED, x -> ((IntVector) x).and(0xFFFF), scalar);
            case BOOL, INT32, INT64, UINT32, UINT64, FLOAT32, FLOAT64, COMPLEX64 -> null;
        };
    }

    private static Loop wrapping(int bits, Loop scalar) {
        return VectorUnaryLoop.of(
                IntVector.SPECIES_PREFERRED,
                x -> ((IntVector) x).lanewise(LSHL, bits).lanewise(ASHR, bits),
                scalar);
    }

    private static VectorSpecies<?> species(Lane lane) {
        return switch (lane) {
            case BOOL -> ByteVector.SPECIES_PREFERRED;
            case INT, UNSIGNED_INT -> IntVector.SPECIES_PREFERRED;
            case LONG, UNSIGNED_LONG, COMPLEX -> LongVector.SPECIES_PREFERRED;
            case FLOAT -> FloatVector.SPECIES_PREFERRED;
            case DOUBLE -> DoubleVector.SPECIES_PREFERRED;
        };
    }
}
