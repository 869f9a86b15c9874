package lazuli.backend.cpu.elementwise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.ElementwiseProgram.Binary;
import lazuli.core.backend.ElementwiseProgram.Instruction;
import lazuli.core.backend.Tensor;
import lazuli.core.primitive.elementwise.BinaryFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs of any strides give what contiguous ones give. */
class LayoutsTest {
    private static final List<DType> DTYPES = List.of(DType.values());

    private static final int[][] SHAPES = {
        {},
        {1},
        {7},
        {0},
        {3, 0, 2},
        {5, 1, 3},
        {2, 3, 4, 5},
        {1, 1, 1},
        {33, 65},
        {3, 5000},
        {5000, 3},
        {6000, 7},
        {17, 4096},
        {2, 3, 2, 3, 2, 3, 2},
        {100, 1, 100},
        {9001},
        {64, 64, 9}
    };

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void stridedInputsMatchContiguousOnes(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DType dtype = DTYPES.get(random.nextInt(DTYPES.size()));
        for (int[] lengths : SHAPES) {
            Tensor[] strided = new Tensor[3];
            Tensor[] contiguous = new Tensor[3];
            for (int i = 0; i < 3; i++) {
                strided[i] = view(dtype, lengths, random);
                contiguous[i] = copy(strided[i]);
            }
            Tensor expected = run(contiguous);
            Tensor got = run(strided);
            assertSame(expected, got, dtype + Arrays.toString(lengths) + " seed " + seed + " " + describe(strided));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100_000, 1_000_003})
    void oneThreadGivesTheBitsOfMany(int size) {
        SplittableRandom random = new SplittableRandom(size);
        Tensor[] inputs = new Tensor[3];
        Arrays.setAll(inputs, i -> Elements.allocate(DType.FLOAT32, size));
        for (Tensor input : inputs) {
            Elements.fill(input, random, -2, 2, false);
        }
        Tensor many = run(inputs);
        Tensor[] alone = new Tensor[1];
        ParallelLoop.run(2, 1, (from, to) -> {
            if (from == 0) {
                alone[0] = run(inputs);
            }
        });
        assertSame(alone[0], many, "size " + size);
    }

    /** {@code (a + b) * c + a}. */
    private static Tensor run(Tensor[] inputs) {
        DType dtype = inputs[0].dtype();
        List<Instruction> instructions = List.of(
                new Binary(BinaryFunction.ADD, 0, 1, dtype),
                new Binary(BinaryFunction.MULTIPLY, 3, 2, dtype),
                new Binary(BinaryFunction.ADD, 4, 0, dtype));
        Tensor to = Elements.allocate(dtype, inputs[0].shape().toArray());
        Elementwise.run(
                new ElementwiseProgram(List.of(dtype, dtype, dtype), instructions, List.of(5)), inputs, new Tensor[] {to
                });
        return to;
    }

    /** A view of new memory with axes in any order, steps, reversed axes, broadcast axes and an offset. */
    static Tensor view(DType dtype, int[] lengths, SplittableRandom random) {
        int rank = lengths.length;
        int[] order = IntStream.range(0, rank).toArray();
        for (int i = rank - 1; i > 0 && random.nextBoolean(); i--) {
            int other = random.nextInt(i + 1);
            int axis = order[i];
            order[i] = order[other];
            order[other] = axis;
        }
        long[] strides = new long[rank];
        long extent = 1;
        long offset = random.nextInt(3);
        for (int i = rank - 1; i >= 0; i--) {
            int axis = order[i];
            int kind = random.nextInt(5);
            if (kind == 0) {
                continue;
            }
            long step = extent * (kind == 1 ? 2 : 1);
            boolean reversed = kind == 2 && lengths[axis] > 0;
            strides[axis] = reversed ? -step : step;
            offset += reversed ? step * (lengths[axis] - 1) : 0;
            extent = step * Math.max(1, lengths[axis]);
        }
        Tensor memory = Elements.allocate(dtype, (int) (extent + offset + 3));
        Elements.fill(memory, random, -3, 3, false);
        return memory.view(Shape.of(lengths), strides, offset);
    }

    private static Tensor copy(Tensor from) {
        Tensor to = Elements.allocate(from.dtype(), from.shape().toArray());
        for (long i = 0; i < from.shape().size(); i++) {
            Elements.write(to, i, Elements.read(from, i));
        }
        return to;
    }

    private static String describe(Tensor[] tensors) {
        return Arrays.stream(tensors)
                .map(tensor -> Arrays.toString(tensor.strides()))
                .toList()
                .toString();
    }

    private static void assertSame(Tensor expected, Tensor got, String what) {
        for (long i = 0; i < expected.shape().size(); i++) {
            if (Elements.bits(expected, i) != Elements.bits(got, i)) {
                assertEquals(Elements.read(expected, i), Elements.read(got, i), what + " at " + i);
            }
        }
    }
}
