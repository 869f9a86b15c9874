package lazuli.backend.cpu.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import lazuli.backend.cpu.kernel.Kernel;
import lazuli.backend.cpu.kernel.Kernels;
import lazuli.backend.cpu.kernel.VectorUse;
import lazuli.backend.cpu.loop.Lane;
import lazuli.backend.cpu.loop.LineScan;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.reduction.Accumulation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scans in vectors against loops, and how exact long sums are. */
class LineScanTest {
    private static final List<DType> DTYPES =
            List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.UINT32, DType.INT64, DType.UINT64);

    static Stream<Arguments> scans() {
        return Stream.of(Accumulation.SUM, Accumulation.PRODUCT, Accumulation.MAXIMUM, Accumulation.MINIMUM)
                .flatMap(accumulation -> DTYPES.stream()
                        .filter(dtype -> TieredLineScan.exists(accumulation, Lane.of(dtype)))
                        .map(dtype -> Arguments.of(accumulation, dtype)));
    }

    private static BinaryFunction function(Accumulation accumulation) {
        return switch (accumulation) {
            case SUM -> BinaryFunction.ADD;
            case PRODUCT -> BinaryFunction.MULTIPLY;
            case MAXIMUM -> BinaryFunction.MAXIMUM;
            case MINIMUM -> BinaryFunction.MINIMUM;
            case LOG_SUM_EXP -> BinaryFunction.LOG_ADD_EXP;
        };
    }

    @ParameterizedTest
    @MethodSource("scans")
    void vectorsGiveTheBitsOfLoops(Accumulation accumulation, DType dtype) {
        assumeTrue(VectorUse.CHOSEN != VectorUse.NEVER);
        Identity identity = new Identity(accumulation, dtype, dtype);
        Kernel combine = Kernels.of(function(accumulation), dtype);
        TieredLineScan scan = TieredLineScan.of(accumulation, Lane.of(dtype), combine, identity.neutral());
        LineScan vectors = scan.newVectors();
        SplittableRandom random = new SplittableRandom(5);
        int lines = 3;
        int size = dtype.size();
        for (int length : new int[] {1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 100, 1000}) {
            long bytes = (long) lines * length * size;
            Buffer memory = Allocator.host().allocate(3 * bytes + LineScan.SCRATCH_BYTES + LineScan.BLOCK_BYTES);
            long x = memory.address();
            for (long i = 0; i < (long) lines * length; i++) {
                double real = random.nextInt(50) == 0 ? -0.0 : random.nextDouble(-1, 1);
                switch (dtype) {
                    case FLOAT32 -> NativeMemory.setFloat(x + i * size, (float) real);
                    case FLOAT64 -> NativeMemory.setDouble(x + i * size, real);
                    case INT32, UINT32 -> NativeMemory.setInt(x + i * size, random.nextInt());
                    default -> NativeMemory.setLong(x + i * size, random.nextLong());
                }
            }
            long scratch = x + 3 * bytes;
            long start = scratch + LineScan.SCRATCH_BYTES;
            identity.storeNeutral(start, LineScan.BLOCK_BYTES / size);
            scan.loops().lines(x, x + bytes, lines, length, start, scratch);
            vectors.lines(x, x + 2 * bytes, lines, length, start, scratch);
            for (long i = 0; i < bytes; i++) {
                assertEquals(
                        NativeMemory.getByte(x + bytes + i),
                        NativeMemory.getByte(x + 2 * bytes + i),
                        accumulation + " of " + length + " " + dtype + ", element " + i / size);
            }
            memory.release();
        }
    }

    /** They have a lane in common, and the first one's neutral element was that of all. */
    @Test
    void dtypesOfOneLaneKeepTheirNeutralElements() {
        for (Accumulation accumulation : List.of(Accumulation.MAXIMUM, Accumulation.MINIMUM)) {
            Kernel combine = Kernels.of(function(accumulation), DType.INT32);
            Set<TieredLineScan> scans = new HashSet<>();
            for (DType dtype : List.of(DType.UINT8, DType.INT8, DType.INT16, DType.INT32)) {
                Identity identity = new Identity(accumulation, DType.INT32, dtype);
                scans.add(TieredLineScan.of(accumulation, Lane.of(DType.INT32), combine, identity.neutral()));
            }
            assertEquals(4, scans.size());
        }
    }

    /** One after the other, a million additions lose some hundred units in the last place. */
    @Test
    void longSumsAreMoreExactThanOneAfterTheOther() {
        int length = 1_000_003;
        Buffer memory = Allocator.host().allocate(8L * length);
        Tensor x = Tensor.rowMajor(memory, DType.FLOAT32, Shape.of(length));
        Tensor to = new Tensor(memory, DType.FLOAT32, Shape.of(length), new long[] {1}, length);
        SplittableRandom random = new SplittableRandom(3);
        double[] exact = new double[length];
        float[] plain = new float[length];
        double sum = 0;
        float one = 0;
        for (int i = 0; i < length; i++) {
            float value = (float) random.nextDouble(0.5, 1);
            NativeMemory.setFloat(x.address() + 4L * i, value);
            exact[i] = sum += value;
            plain[i] = one += value;
        }
        Scan.scan(Accumulation.SUM, x, to, DType.FLOAT32, 0, false, true);
        double worst = 0;
        double worstPlain = 0;
        for (int i = 0; i < length; i++) {
            worst = Math.max(worst, Math.abs(NativeMemory.getFloat(to.address() + 4L * i) - exact[i]) / exact[i]);
            worstPlain = Math.max(worstPlain, Math.abs(plain[i] - exact[i]) / exact[i]);
        }
        assertEquals(0, worst, worstPlain / 2);
        memory.release();
    }
}
