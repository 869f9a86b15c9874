package lazuli.backend.cpu.vector;

import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import lazuli.backend.cpu.loop.Loop;

/** Vector loops that convert integers to floats as wide as they are. Each gives what the scalar loop does. */
public final class VectorConversions {
    private static final float UPPER_HALF = 0x1p16f;

    private VectorConversions() {}

    /** Signed ints, to the nearest float. */
    public static Loop intsToFloats(Loop rest) {
        return VectorUnaryLoop.of(IntVector.SPECIES_PREFERRED, x -> ((IntVector) x).convert(I2F, 0), rest);
    }

    /** Unsigned ints, to the nearest float: their halves are exact, so that only the sum is rounded. */
    public static Loop unsignedIntsToFloats(Loop rest) {
        return VectorUnaryLoop.of(IntVector.SPECIES_PREFERRED, x -> toFloats((IntVector) x), rest);
    }

    private static FloatVector toFloats(IntVector x) {
        FloatVector upper = (FloatVector) x.lanewise(LSHR, 16).convert(I2F, 0);
        FloatVector lower = (FloatVector) x.and(0xFFFF).convert(I2F, 0);
        return upper.mul(UPPER_HALF).add(lower);
    }
}
