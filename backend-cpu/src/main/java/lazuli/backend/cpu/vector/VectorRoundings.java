package lazuli.backend.cpu.vector;

import static jdk.incubator.vector.VectorOperators.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import lazuli.backend.cpu.loop.Loop;

/** Vector loops that bring widened elements back to numbers of a narrower dtype. */
public final class VectorRoundings {
    private VectorRoundings() {}

    /** Floats rounded to float16. */
    public static Loop toFloat16(Loop rest) {
        return VectorUnaryLoop.of(FloatVectorMath.SPECIES, x -> FloatVectorMath.toFloat16((FloatVector) x), rest);
    }

    /** Floats rounded to bfloat16. */
    public static Loop toBfloat16(Loop rest) {
        return VectorUnaryLoop.of(FloatVectorMath.SPECIES, x -> FloatVectorMath.toBfloat16((FloatVector) x), rest);
    }

    /** Ints wrapped to signed ones of fewer bits. */
    public static Loop toSigned(int bits, Loop rest) {
        int surplus = Integer.SIZE - bits;
        return VectorUnaryLoop.of(
                IntVector.SPECIES_PREFERRED,
                x -> ((IntVector) x).lanewise(LSHL, surplus).lanewise(ASHR, surplus),
                rest);
    }

    /** Ints wrapped to unsigned ones of 8 bits. */
    public static Loop toUnsignedByte(Loop rest) {
        return VectorUnaryLoop.of(IntVector.SPECIES_PREFERRED, x -> ((IntVector) x).and(0xFF), rest);
    }

    /** Ints wrapped to unsigned ones of 16 bits. */
    public static Loop toUnsignedShort(Loop rest) {
        return VectorUnaryLoop.of(IntVector.SPECIES_PREFERRED, x -> ((IntVector) x).and(0xFFFF), rest);
    }
}
