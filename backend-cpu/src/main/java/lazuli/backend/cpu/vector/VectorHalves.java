package lazuli.backend.cpu.vector;

import static java.nio.ByteOrder.nativeOrder;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.I2S;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.S2I;
import static lazuli.backend.cpu.memory.NativeMemory.ALL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Vectors of floats from and to halves in memory, with integer arithmetic, since the Vector API has no conversion of halves. All but the
 * bits of NaNs is as {@link Float#float16ToFloat} and {@link Float#floatToFloat16} give it, subnormal numbers too.
 */
final class VectorHalves {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> SHORTS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 2));

    /** The exponent of a float, and where that of a float16 stands after it is shifted to the float's significand. */
    private static final int FLOAT_EXPONENT = 0x7F800000;

    private static final int HALF_EXPONENT = 0x0F800000;
    private static final int HALF_AS_FLOAT = 0x8FFFE000;

    /** Float16 has a bias of 15 where float has 127. */
    private static final float BIASES = 0x1p112f;

    private static final int BIASES_AND_ROUNDING = ((15 - 127) << 23) + 0xFFF;
    private static final int FLOAT16_INFINITY = 0x7C00;
    private static final int FLOAT16_QUIET = 0x0200;
    private static final int FLOAT16_SIGN = 0x8000;
    private static final int BFLOAT16_NAN = 0x7FC0;
    private static final int MAGNITUDE = 0x7FFFFFFF;
    private static final int MIN_NORMAL_BITS = (127 - 14) << 23;

    /** Added to a number below the normal ones of float16, it moves the significand to the sum's low bits, rounded. */
    private static final float SUBNORMAL_ROUNDER = 0.5f;

    private static final int SUBNORMAL_ROUNDER_BITS = 0x3F000000;

    private VectorHalves() {}

    static FloatVector getFloat16(long address) {
        IntVector bits = load(address).lanewise(LSHL, 13).and(HALF_AS_FLOAT);
        return bits.reinterpretAsFloats()
                .mul(BIASES)
                .reinterpretAsInts()
                .lanewise(OR, FLOAT_EXPONENT, bits.and(HALF_EXPONENT).compare(EQ, HALF_EXPONENT))
                .reinterpretAsFloats();
    }

    static FloatVector getBfloat16(long address) {
        return load(address).lanewise(LSHL, 16).reinterpretAsFloats();
    }

    private static IntVector load(long address) {
        return (IntVector) ShortVector.fromMemorySegment(SHORTS, ALL, address, nativeOrder())
                .convertShape(S2I, INTS, 0);
    }

    static void setFloat16(long address, FloatVector x) {
        IntVector bits = x.reinterpretAsInts();
        IntVector magnitude = bits.and(MAGNITUDE);
        IntVector normal = magnitude
                .add(magnitude.lanewise(LSHR, 13).and(1))
                .add(BIASES_AND_ROUNDING)
                .lanewise(LSHR, 13)
                .min(FLOAT16_INFINITY);
        IntVector subnormal = magnitude
                .reinterpretAsFloats()
                .add(SUBNORMAL_ROUNDER)
                .reinterpretAsInts()
                .sub(SUBNORMAL_ROUNDER_BITS);
        IntVector sign = bits.lanewise(LSHR, 16).and(FLOAT16_SIGN);
        store(
                normal.blend(subnormal, magnitude.compare(LT, MIN_NORMAL_BITS))
                        .lanewise(OR, FLOAT16_QUIET, x.compare(NE, x).cast(INTS))
                        .or(sign),
                address);
    }

    static void setBfloat16(long address, FloatVector x) {
        IntVector bits = x.reinterpretAsInts();
        IntVector rounded = bits.add(0x7FFF).add(bits.lanewise(LSHR, 16).and(1)).lanewise(LSHR, 16);
        store(rounded.blend(BFLOAT16_NAN, x.compare(NE, x).cast(INTS)), address);
    }

    private static void store(IntVector elements, long address) {
        elements.convertShape(I2S, SHORTS, 0).intoMemorySegment(ALL, address, nativeOrder());
    }
}
