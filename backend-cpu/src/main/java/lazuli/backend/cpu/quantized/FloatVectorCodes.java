package lazuli.backend.cpu.quantized;

import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static lazuli.backend.cpu.memory.NativeMemory.ALL;
import static lazuli.backend.cpu.memory.NativeMemory.getFloat;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Numbers of float32 in vectors; loaded only where the Vector API is. Four- and eight-bit floats are made as whole multiples of the
 * smallest, which the scale is multiplied by first: both products are exact.
 */
final class FloatVectorCodes implements FloatCodeKernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> CODES = SPECIES.withLanes(int.class);
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int LANES = SPECIES.length();

    /** Eight codes are whole bytes. */
    private static final int EVEN_ELEMENTS = 8;

    /** Magnitudes of four-bit floats in halves, four bits each. */
    private static final int HALVES = 0xC8643210;

    private static final float HALF = 0.5f;
    private static final float SMALLEST = 0x1p-9f;

    private final FloatLoopCodes rest = new FloatLoopCodes();
    private final Unpacking[] unpackings = new Unpacking[Byte.SIZE + 1];
    private final Spread[] spreads = new Spread[Integer.numberOfTrailingZeros(LANES) + 1];

    /** How the numbers of as many groups as a block has, a power of two, get to the lanes of their elements. */
    private record Spread(VectorMask<Float> groups, VectorShuffle<Float> places) {
        static Spread of(int groups) {
            return new Spread(
                    VectorMask.fromLong(SPECIES, (1L << groups) - 1),
                    VectorShuffle.fromOp(SPECIES, lane -> lane * groups / LANES));
        }
    }

    FloatVectorCodes() {
        for (int bits = 2; bits <= Byte.SIZE; bits++) {
            unpackings[bits] = Unpacking.of(CODES, bits);
        }
        for (int i = 0; i < spreads.length; i++) {
            spreads[i] = Spread.of(1 << i);
        }
    }

    @Override
    public void numbers(QuantizedMatrix matrix, long row, long first, int count, long to) {
        int whole = whole(matrix.format().bits(), matrix.format().groupSize(), first, count);
        if (whole > 0) {
            switch (matrix.format().mode()) {
                case AFFINE -> integers(matrix, row, first, whole, to);
                case MXFP4, NVFP4 -> fourBits(matrix, row, first, whole, to);
                case MXFP8 -> eightBits(matrix, row, first, whole, to);
            }
        }
        if (whole < count) {
            rest.numbers(matrix, row, first + whole, count - whole, to + 4L * whole);
        }
    }

    @Override
    public void numbers(QuantizedMatrix matrix, Interleaving order, long row, long first, int count, long to) {
        int shift = Integer.numberOfTrailingZeros(matrix.format().groupSize());
        int groups = Math.max(1, order.block() >>> shift);
        blocks(
                spreads[Integer.numberOfTrailingZeros(groups)],
                matrix.format().bits(),
                matrix.row(row) + first * matrix.format().bits() / Byte.SIZE,
                matrix.scale(row, 0),
                matrix.bias(row, 0),
                first,
                shift,
                order.block(),
                count,
                to);
    }

    private static void blocks(
            Spread spread,
            int bits,
            long from,
            long scales,
            long biases,
            long first,
            int shift,
            int block,
            int count,
            long to) {
        VectorMask<Float> groups = spread.groups();
        VectorShuffle<Float> places = spread.places();
        int mask = (1 << bits) - 1;
        long at = to;
        for (int i = 0; i < count; i += block) {
            long group = 4 * ((first + i) >>> shift);
            FloatVector scale = FloatVector.fromMemorySegment(SPECIES, ALL, scales + group, ORDER, groups)
                    .rearrange(places);
            FloatVector bias = FloatVector.fromMemorySegment(SPECIES, ALL, biases + group, ORDER, groups)
                    .rearrange(places);
            IntVector words = IntVector.fromMemorySegment(CODES, ALL, from + (long) i * bits / Byte.SIZE, ORDER);
            for (int right = 0; right < Integer.SIZE; right += bits) {
                IntVector codes = words.lanewise(LSHR, right).and(mask);
                ((FloatVector) codes.convert(I2F, 0)).mul(scale).add(bias).intoMemorySegment(ALL, at, ORDER);
                at += 4L * LANES;
            }
        }
    }

    /** How many numbers are whole vectors that begin with a byte, are in one group, and are read without a byte beyond them. */
    private static int whole(int bits, int groupSize, long first, int count) {
        if (LANES % EVEN_ELEMENTS != 0 || groupSize % LANES != 0 || first % LANES != 0) {
            return 0;
        }
        int vectors = count / LANES;
        boolean endsWithWord = LANES * bits % Integer.SIZE == 0;
        return LANES * (endsWithWord ? vectors : Math.max(0, vectors - 1));
    }

    private void integers(QuantizedMatrix matrix, long row, long first, int count, long to) {
        int bits = matrix.format().bits();
        int shift = Integer.numberOfTrailingZeros(matrix.format().groupSize());
        long from = matrix.row(row) + first * bits / Byte.SIZE;
        long scales = matrix.scale(row, 0);
        long biases = matrix.bias(row, 0);
        if (Integer.bitCount(bits) == 1) {
            evenIntegers(unpackings[bits], bits, from, scales, biases, first, shift, count, to);
        } else {
            unevenIntegers(unpackings[bits], bits, from, scales, biases, first, shift, count, to);
        }
    }

    private static void evenIntegers(
            Unpacking unpacking,
            int bits,
            long from,
            long scales,
            long biases,
            long first,
            int shift,
            int count,
            long to) {
        VectorMask<Integer> words = unpacking.words();
        VectorShuffle<Integer> low = unpacking.low();
        IntVector right = unpacking.right();
        int mask = (1 << bits) - 1;
        for (int i = 0; i < count; i += LANES) {
            long group = 4 * ((first + i) >>> shift);
            IntVector loaded =
                    IntVector.fromMemorySegment(CODES, ALL, from + (long) i * bits / Byte.SIZE, ORDER, words);
            IntVector codes = loaded.rearrange(low).lanewise(LSHR, right).and(mask);
            ((FloatVector) codes.convert(I2F, 0))
                    .mul(getFloat(scales + group))
                    .add(getFloat(biases + group))
                    .intoMemorySegment(ALL, to + 4L * i, ORDER);
        }
    }

    private static void unevenIntegers(
            Unpacking unpacking,
            int bits,
            long from,
            long scales,
            long biases,
            long first,
            int shift,
            int count,
            long to) {
        VectorMask<Integer> words = unpacking.words();
        VectorShuffle<Integer> low = unpacking.low();
        VectorShuffle<Integer> high = unpacking.high();
        IntVector right = unpacking.right();
        IntVector left = unpacking.left();
        IntVector highBits = unpacking.highBits();
        int mask = (1 << bits) - 1;
        for (int i = 0; i < count; i += LANES) {
            long group = 4 * ((first + i) >>> shift);
            IntVector loaded =
                    IntVector.fromMemorySegment(CODES, ALL, from + (long) i * bits / Byte.SIZE, ORDER, words);
            IntVector lowBits = loaded.rearrange(low).lanewise(LSHR, right).and(mask);
            IntVector codes =
                    loaded.rearrange(high).lanewise(LSHL, left).and(highBits).or(lowBits);
            ((FloatVector) codes.convert(I2F, 0))
                    .mul(getFloat(scales + group))
                    .add(getFloat(biases + group))
                    .intoMemorySegment(ALL, to + 4L * i, ORDER);
        }
    }

    private void fourBits(QuantizedMatrix matrix, long row, long first, int count, long to) {
        Unpacking unpacking = unpackings[4];
        VectorMask<Integer> words = unpacking.words();
        VectorShuffle<Integer> low = unpacking.low();
        IntVector right = unpacking.right();
        IntVector halves = IntVector.broadcast(CODES, HALVES);
        int shift = Integer.numberOfTrailingZeros(matrix.format().groupSize());
        long from = matrix.row(row) + first / 2;
        for (int i = 0; i < count; i += LANES) {
            float scale = matrix.smallScale(row, (first + i) >>> shift) * HALF;
            IntVector loaded = IntVector.fromMemorySegment(CODES, ALL, from + i / 2, ORDER, words);
            IntVector codes = loaded.rearrange(low).lanewise(LSHR, right);
            IntVector magnitudes =
                    halves.lanewise(LSHR, codes.and(7).lanewise(LSHL, 2)).and(15);
            IntVector signs = codes.and(8).lanewise(LSHL, 28);
            signed(magnitudes, signs).mul(scale).intoMemorySegment(ALL, to + 4L * i, ORDER);
        }
    }

    private void eightBits(QuantizedMatrix matrix, long row, long first, int count, long to) {
        Unpacking unpacking = unpackings[8];
        VectorMask<Integer> words = unpacking.words();
        VectorShuffle<Integer> low = unpacking.low();
        IntVector right = unpacking.right();
        int shift = Integer.numberOfTrailingZeros(matrix.format().groupSize());
        long from = matrix.row(row) + first;
        for (int i = 0; i < count; i += LANES) {
            float scale = matrix.smallScale(row, (first + i) >>> shift) * SMALLEST;
            IntVector loaded = IntVector.fromMemorySegment(CODES, ALL, from + i, ORDER, words);
            IntVector codes = loaded.rearrange(low).lanewise(LSHR, right);
            IntVector exponents = codes.lanewise(LSHR, 3).and(15);
            IntVector normal = exponents.min(1);
            IntVector magnitudes = codes.and(7).or(normal.lanewise(LSHL, 3)).lanewise(LSHL, exponents.sub(normal));
            IntVector signs = codes.and(0x80).lanewise(LSHL, 24);
            signed(magnitudes, signs).mul(scale).intoMemorySegment(ALL, to + 4L * i, ORDER);
        }
    }

    private static FloatVector signed(IntVector magnitudes, IntVector signs) {
        return ((FloatVector) magnitudes.convert(I2F, 0))
                .reinterpretAsInts()
                .or(signs)
                .reinterpretAsFloats();
    }
}
