package lazuli.backend.cpu.indexing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import lazuli.backend.cpu.Elements;
import lazuli.backend.cpu.Expect;
import lazuli.backend.cpu.Indices;
import lazuli.backend.cpu.Layout;
import lazuli.backend.cpu.Threads;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TakeTest {
    private static final int[] SHAPE = {3, 5, 4};

    static Stream<Arguments> cases() {
        return Stream.of(DType.values())
                .flatMap(dtype -> Stream.of(Layout.values())
                        .flatMap(layout -> Stream.of(0, 1, 2).map(axis -> Arguments.of(dtype, layout, axis))));
    }

    private static Tensor indices(Layout layout, DType dtype, int length, int... shape) {
        Random random = new Random(length);
        Tensor indices = layout.allocate(dtype, shape);
        int low = dtype.kind() == DType.Kind.SIGNED ? -length : 0;
        Indices.forEach(indices.shape(), at -> Elements.set(indices, random.nextInt(low, length), at));
        return indices;
    }

    private static int position(Tensor indices, int length, int... at) {
        int index = (int) Elements.get(indices, at);
        return index < 0 ? index + length : index;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void slicesAreTaken(DType dtype, Layout layout, int axis) {
        Tensor from = layout.random(new Random(axis), dtype, SHAPE);
        Tensor indices = indices(layout, axis == 1 ? DType.UINT32 : DType.INT32, SHAPE[axis], 2, 3);
        int[] shape = {0, 0, 0, 0};
        for (int i = 0, next = 0; i < 3; i++) {
            if (i == axis) {
                shape[next++] = 2;
                shape[next++] = 3;
            } else {
                shape[next++] = SHAPE[i];
            }
        }
        Tensor to = Layout.ROW_MAJOR.allocate(dtype, shape);
        Take.slices(from, indices, axis, to);
        Expect.near(
                at -> {
                    int[] source = new int[3];
                    for (int i = 0; i < 3; i++) {
                        source[i] = i < axis ? at[i] : at[i + 1];
                    }
                    source[axis] = position(indices, SHAPE[axis], at[axis], at[axis + 1]);
                    return Elements.get(from, source);
                },
                to,
                0);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void elementsAreTakenAlongAnAxis(DType dtype, Layout layout, int axis) {
        Tensor from = layout.random(new Random(axis), dtype, SHAPE);
        int[] shape = SHAPE.clone();
        shape[axis] = 7;
        Tensor indices = indices(layout, DType.INT32, SHAPE[axis], shape);
        Tensor to = Layout.ROW_MAJOR.allocate(dtype, shape);
        Take.alongAxis(from, indices, axis, to);
        Expect.near(
                at -> {
                    int[] source = at.clone();
                    source[axis] = position(indices, SHAPE[axis], at);
                    return Elements.get(from, source);
                },
                to,
                0);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void elementsAreAddedAlongAnAxis(DType dtype, Layout layout, int axis) {
        if (dtype == DType.FLOAT16 || dtype == DType.BFLOAT16 || dtype == DType.BOOL) {
            return;
        }
        int[] shape = SHAPE.clone();
        shape[axis] = 9;
        Tensor values = Layout.ROW_MAJOR.random(new Random(axis), dtype, shape);
        Tensor indices = indices(layout, DType.INT32, SHAPE[axis], shape);
        double[] expected = new double[60];
        Indices.forEach(values.shape(), at -> {
            int[] target = at.clone();
            target[axis] = position(indices, SHAPE[axis], at);
            expected[flat(target)] += Elements.get(values, at);
        });
        Tensor to = Layout.ROW_MAJOR.random(new Random(1), dtype, SHAPE);
        ScatterAdd.alongAxis(values, indices, axis, to);
        Expect.near(at -> wrapped(dtype, expected[flat(at)]), to, 1e-6);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void slicesAreAdded(DType dtype, Layout layout, int axis) {
        if (dtype == DType.FLOAT16 || dtype == DType.BFLOAT16) {
            return;
        }
        int[] shape = SHAPE.clone();
        shape[axis] = 8;
        Tensor values = Layout.ROW_MAJOR.random(new Random(axis), dtype, shape);
        Tensor indices = indices(layout, DType.INT32, SHAPE[axis], 8);
        double[] expected = new double[60];
        Indices.forEach(values.shape(), at -> {
            int[] target = at.clone();
            target[axis] = position(indices, SHAPE[axis], at[axis]);
            expected[flat(target)] += Elements.get(values, at);
        });
        Tensor to = Layout.ROW_MAJOR.random(new Random(1), dtype, SHAPE);
        ScatterAdd.slices(values, indices, axis, to);
        Expect.near(
                at -> dtype == DType.BOOL ? Math.min(1, expected[flat(at)]) : wrapped(dtype, expected[flat(at)]),
                to,
                1e-6);
    }

    @Test
    void sumsDoNotDependOnThreads() {
        Tensor values = Layout.ROW_MAJOR.random(new Random(2), DType.FLOAT32, 5000, 70);
        Tensor indices = indices(Layout.ROW_MAJOR, DType.INT32, 30, 5000);
        Tensor shared = Layout.ROW_MAJOR.allocate(DType.FLOAT32, 30, 70);
        Tensor alone = Layout.ROW_MAJOR.allocate(DType.FLOAT32, 30, 70);
        ScatterAdd.slices(values, indices, 0, shared);
        Threads.alone(() -> ScatterAdd.slices(values, indices, 0, alone));
        Expect.sameBits(shared, alone);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, -6, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void anIndexOutOfRangeIsAnError(int index) {
        Tensor from = Layout.ROW_MAJOR.random(new Random(1), DType.FLOAT32, SHAPE);
        Tensor indices = Layout.ROW_MAJOR.allocate(DType.INT32, 3, 2, 4);
        Indices.forEach(indices.shape(), at -> Elements.set(indices, at[1] == 1 ? index : 0, at));
        Tensor to = Layout.ROW_MAJOR.allocate(DType.FLOAT32, 3, 2, 4);
        IndexOutOfBoundsException failure =
                assertThrows(IndexOutOfBoundsException.class, () -> Take.alongAxis(from, indices, 1, to));
        assertTrue(
                failure.getMessage().contains(index + " is out of range for an axis of length 5"),
                failure.getMessage());
        assertThrows(IndexOutOfBoundsException.class, () -> ScatterAdd.alongAxis(to, indices, 1, from));
        Tensor flat = new Tensor(indices.buffer(), DType.INT32, lazuli.core.Shape.of(24), new long[] {1}, 0);
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> Take.slices(from, flat, 1, Layout.ROW_MAJOR.allocate(DType.FLOAT32, 3, 24, 4)));
    }

    @Test
    void emptyArraysAreTakenFromAndAddedTo() {
        Tensor from = Layout.ROW_MAJOR.allocate(DType.FLOAT32, 0, 4);
        Tensor none = Layout.ROW_MAJOR.allocate(DType.INT32, 0);
        Tensor to = Layout.ROW_MAJOR.allocate(DType.FLOAT32, 0, 4);
        Take.slices(from, none, 0, to);
        Tensor sums = Layout.ROW_MAJOR.random(new Random(1), DType.FLOAT32, 2, 4);
        ScatterAdd.slices(to, none, 0, sums);
        Expect.near(at -> 0, sums, 0);
        assertEquals(0, to.shape().size());
    }

    private static int flat(int[] index) {
        return (index[0] * SHAPE[1] + index[1]) * SHAPE[2] + index[2];
    }

    private static double wrapped(DType dtype, double value) {
        return switch (dtype) {
            case INT8 -> (byte) (int) value;
            case UINT8 -> (int) value & 0xFF;
            default -> value;
        };
    }
}
