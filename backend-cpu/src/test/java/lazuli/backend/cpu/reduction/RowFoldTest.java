package lazuli.backend.cpu.reduction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import lazuli.backend.cpu.kernel.VectorUse;
import lazuli.backend.cpu.loop.Lane;
import lazuli.backend.cpu.loop.WideRowFold;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;
import lazuli.core.primitive.reduction.Reduction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Folds in vectors against those by kernels, and how exact sums of rows are. */
class RowFoldTest {
    private static final int ROWS = 20;
    private static final List<DType> DTYPES =
            List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.UINT32, DType.INT64, DType.UINT64);
    private static final List<Integer> LENGTHS = List.of(
            1, 2, 3, 4, 5, 7, 8, 9, 10, 15, 16, 17, 24, 31, 32, 33, 40, 48, 63, 64, 65, 96, 100, 128, 129, 200, 256,
            1000, 1024);

    static Stream<Arguments> reductions() {
        return Stream.of(Reduction.SUM, Reduction.PRODUCT, Reduction.MAXIMUM, Reduction.MINIMUM)
                .flatMap(reduction -> DTYPES.stream().map(dtype -> Arguments.of(reduction, dtype)));
    }

    @ParameterizedTest
    @MethodSource("reductions")
    void vectorsGiveTheBitsOfLoops(Reduction reduction, DType dtype) {
        assumeTrue(VectorUse.CHOSEN != VectorUse.NEVER);
        TieredRowFold fold = new Accumulation(reduction, dtype, dtype).rowFold();
        WideRowFold vectors = fold.newVectors();
        int size = dtype.size();
        SplittableRandom random = new SplittableRandom(7);
        for (int length : LENGTHS) {
            Buffer memory = Allocator.host().allocate((long) (ROWS * length + 2 * ROWS + 8 * fold.places()) * size);
            long x = memory.address();
            for (long i = 0; i < (long) ROWS * length; i++) {
                store(dtype, x + i * size, random);
            }
            long rowBytes = (long) length * size;
            long expected = x + ROWS * rowBytes;
            long got = expected + (long) ROWS * size;
            long places = got + (long) ROWS * size;
            fold.loops().rows(x, rowBytes, ROWS, length, expected, places);
            String what = reduction + " of " + length + " " + dtype;
            vectors.rows(x, rowBytes, ROWS, length, got, places);
            assertSame(dtype, expected, got, ROWS, what);
            NativeMemory.clear(got, (long) ROWS * size);
            long readable = vectors.readableRows(rowBytes, ROWS, length);
            assertTrue(readable <= ROWS);
            vectors.readableRows(x, rowBytes, readable, length, got, places);
            assertSame(dtype, expected, got, readable, what + " with elements behind");
            memory.release();
        }
    }

    private static void assertSame(DType dtype, long expected, long got, long count, String what) {
        for (long i = 0; i < count * dtype.size(); i += dtype.size()) {
            assertEquals(bits(dtype, expected + i), bits(dtype, got + i), what + ", row " + i / dtype.size());
        }
    }

    /** All NaNs are one: processors keep the bits of either operand. */
    private static long bits(DType dtype, long address) {
        return switch (dtype) {
            case FLOAT32 -> Float.floatToIntBits(NativeMemory.getFloat(address));
            case FLOAT64 -> Double.doubleToLongBits(NativeMemory.getDouble(address));
            default -> dtype.size() == Integer.BYTES ? NativeMemory.getInt(address) : NativeMemory.getLong(address);
        };
    }

    private static void store(DType dtype, long address, SplittableRandom random) {
        int special = random.nextInt(200);
        double real = switch (special) {
            case 0 -> Double.NaN;
            case 1 -> Double.NEGATIVE_INFINITY;
            case 2, 3, 4 -> -0.0;
            default -> random.nextDouble(-1, 1);
        };
        switch (Lane.of(dtype)) {
            case FLOAT -> NativeMemory.setFloat(address, (float) real);
            case DOUBLE -> NativeMemory.setDouble(address, real);
            case INT, UNSIGNED_INT -> NativeMemory.setInt(address, random.nextInt());
            default -> NativeMemory.setLong(address, random.nextLong());
        }
    }

    /** Many small numbers of one sign: what is lost is lost in one direction. */
    @Test
    void longSumsAreExactToAFewRoundings() {
        for (int length : new int[] {1000, 65_536, 1_000_003}) {
            Shape shape = Shape.of(length);
            Buffer memory = Allocator.host().allocate(4L * length + 4);
            double exact = 0;
            SplittableRandom random = new SplittableRandom(length);
            for (long i = 0; i < length; i++) {
                float value = (float) random.nextDouble(0.5, 1);
                exact += value;
                NativeMemory.setFloat(memory.address() + 4 * i, value);
            }
            Tensor to = Tensor.rowMajor(Allocator.host().allocate(4), DType.FLOAT32, Shape.of(1));
            Reduce.reduce(Reduction.SUM, Tensor.rowMajor(memory, DType.FLOAT32, shape), to, new int[] {0});
            assertEquals(exact, NativeMemory.getFloat(to.address()), exact * 4 * 0x1p-24, "sum of " + length);
            to.buffer().release();
            memory.release();
        }
    }

    /** Rows that lie next to each other in groups are one row to the fold: the order is that of the elements. */
    @Test
    void sumsOfInnerAndOuterAxesMatchLoops() {
        int[] lengths = {37, 5, 11};
        Shape shape = Shape.of(lengths);
        Buffer memory = Allocator.host().allocate(4 * shape.size());
        for (int i = 0; i < shape.size(); i++) {
            NativeMemory.setFloat(memory.address() + 4L * i, i % 17);
        }
        Tensor to = Tensor.rowMajor(Allocator.host().allocate(4 * 5), DType.FLOAT32, Shape.of(1, 5, 1));
        Reduce.reduce(Reduction.SUM, Tensor.rowMajor(memory, DType.FLOAT32, shape), to, new int[] {0, 2});
        for (int j = 0; j < 5; j++) {
            int sum = 0;
            for (int i = 0; i < 37; i++) {
                for (int k = 0; k < 11; k++) {
                    sum += ((i * 5 + j) * 11 + k) % 17;
                }
            }
            assertEquals(sum, NativeMemory.getFloat(to.address() + 4L * j));
        }
        to.buffer().release();
        memory.release();
    }
}
