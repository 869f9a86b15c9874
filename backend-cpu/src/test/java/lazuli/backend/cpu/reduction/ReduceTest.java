package lazuli.backend.cpu.reduction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import lazuli.backend.cpu.copy.StridedCopy;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;
import lazuli.core.primitive.reduction.Reduction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reductions, arg-reductions and copies of random shapes, strides and axes against loops over single elements. */
class ReduceTest {
    private static final int LARGEST_SIDE = 5;

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    /** A float32 tensor of small integers, permuted, stepped and shifted within a larger buffer. */
    private static Tensor tensor(SplittableRandom random) {
        int rank = random.nextInt(5);
        boolean large = random.nextInt(6) == 0;
        int[] lengths = new int[rank];
        for (int i = 0; i < rank; i++) {
            lengths[i] = large && i == rank - 1
                    ? 1 + random.nextInt(3000)
                    : random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(LARGEST_SIDE);
        }
        Shape shape = Shape.of(lengths);
        long[] strides = new long[rank];
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            order.add(random.nextInt(order.size() + 1), i);
        }
        long stride = 1L + random.nextInt(2);
        for (int axis : order) {
            boolean repeats = random.nextInt(8) == 0;
            strides[axis] = repeats ? 0 : stride;
            stride *= repeats ? 1 : Math.max(1, lengths[axis]);
        }
        Buffer buffer = Allocator.host().allocate(4 * (stride + 3));
        for (int i = 0; i < stride + 3; i++) {
            buffer.segment().setAtIndex(ValueLayout.JAVA_FLOAT, i, random.nextInt(-4, 5));
        }
        return new Tensor(buffer, DType.FLOAT32, shape, strides, 3);
    }

    private static float element(Tensor tensor, int[] index) {
        long at = tensor.offset();
        for (int i = 0; i < index.length; i++) {
            at += index[i] * tensor.strides()[i];
        }
        return tensor.buffer().segment().getAtIndex(ValueLayout.JAVA_FLOAT, at);
    }

    private static List<int[]> indices(Shape shape) {
        List<int[]> all = new ArrayList<>();
        for (long i = 0; i < shape.size(); i++) {
            int[] index = new int[shape.rank()];
            long left = i;
            for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                index[axis] = (int) (left % shape.length(axis));
                left /= shape.length(axis);
            }
            all.add(index);
        }
        return all;
    }

    private static Tensor rowMajor(DType dtype, Shape shape) {
        return Tensor.rowMajor(Allocator.host().allocate(Math.max(1, shape.size()) * dtype.size()), dtype, shape);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void reductionsMatchLoops(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor from = tensor(random);
        int[] axes = from.shape().rank() == 0
                ? new int[0]
                : random.ints(0, from.shape().rank())
                        .distinct()
                        .limit(1 + random.nextInt(from.shape().rank()))
                        .sorted()
                        .toArray();
        Shape shape = from.shape();
        for (int axis : axes) {
            shape = shape.with(axis, 1);
        }
        for (Reduction reduction : List.of(Reduction.SUM, Reduction.MAXIMUM, Reduction.MINIMUM)) {
            Tensor to = rowMajor(DType.FLOAT32, shape);
            Reduce.reduce(reduction, from, to, axes);
            float[] expected = new float[Math.toIntExact(shape.size())];
            Arrays.fill(
                    expected,
                    switch (reduction) {
                        case SUM -> 0;
                        case MAXIMUM -> Float.NEGATIVE_INFINITY;
                        default -> Float.POSITIVE_INFINITY;
                    });
            for (int[] index : indices(from.shape())) {
                int at = 0;
                for (int axis = 0; axis < index.length; axis++) {
                    at = at * shape.length(axis) + (shape.length(axis) == 1 ? 0 : index[axis]);
                }
                float value = element(from, index);
                expected[at] = switch (reduction) {
                    case SUM -> expected[at] + value;
                    case MAXIMUM -> Math.max(expected[at], value);
                    default -> Math.min(expected[at], value);
                };
            }
            for (int i = 0; i < expected.length; i++) {
                assertEquals(
                        expected[i],
                        to.buffer().segment().getAtIndex(ValueLayout.JAVA_FLOAT, i),
                        reduction + " of " + from.shape() + " along " + Arrays.toString(axes) + " at " + i);
            }
            to.buffer().release();
        }
        from.buffer().release();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void argumentsMatchLoops(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor from = tensor(random);
        if (from.shape().rank() == 0) {
            return;
        }
        int axis = random.nextInt(from.shape().rank());
        if (from.shape().length(axis) == 0) {
            return;
        }
        Shape shape = from.shape().with(axis, 1);
        Tensor to = rowMajor(DType.UINT32, shape);
        ArgReduce.argReduce(true, from, to, axis);
        List<int[]> places = indices(shape);
        for (int i = 0; i < places.size(); i++) {
            int[] index = places.get(i);
            int best = 0;
            float extreme = element(from, index);
            for (int k = 1; k < from.shape().length(axis); k++) {
                index[axis] = k;
                if (element(from, index) > extreme) {
                    extreme = element(from, index);
                    best = k;
                }
            }
            assertEquals(best, to.buffer().segment().getAtIndex(ValueLayout.JAVA_INT, i));
        }
        to.buffer().release();
        from.buffer().release();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void copiesMatchLoops(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor from = tensor(random);
        Tensor to = rowMajor(DType.FLOAT32, from.shape());
        StridedCopy.copy(from, to);
        List<int[]> places = indices(from.shape());
        for (int i = 0; i < places.size(); i++) {
            assertEquals(element(from, places.get(i)), to.buffer().segment().getAtIndex(ValueLayout.JAVA_FLOAT, i));
        }
        to.buffer().release();
        from.buffer().release();
    }
}
