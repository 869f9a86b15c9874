package lazuli.backend.cpu.sort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lazuli.backend.cpu.Elements;
import lazuli.backend.cpu.Expect;
import lazuli.backend.cpu.Indices;
import lazuli.backend.cpu.Layout;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SortTest {
    /** NaN last, 0 and -0 equal. */
    private static final Comparator<Double> ORDER =
            (a, b) -> a.isNaN() || b.isNaN() ? Boolean.compare(a.isNaN(), b.isNaN()) : a < b ? -1 : a > b ? 1 : 0;

    static Stream<Arguments> cases() {
        return Stream.of(DType.values())
                .filter(dtype -> dtype != DType.COMPLEX64)
                .flatMap(dtype -> Stream.of(Layout.values())
                        .flatMap(layout -> Stream.of(0, 1, 2).map(axis -> Arguments.of(dtype, layout, axis))));
    }

    private static Tensor tensor(DType dtype, Layout layout) {
        Tensor tensor = layout.random(new Random(dtype.name().hashCode()), dtype, 4, 37, 3);
        double[] special = {0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e-40, -3};
        if (dtype.isFloating()) {
            Random random = new Random(4);
            Indices.forEach(tensor.shape(), at -> {
                if (random.nextInt(3) == 0) {
                    Elements.set(tensor, special[random.nextInt(special.length)], at);
                }
            });
        } else if (dtype.kind() == DType.Kind.SIGNED) {
            Indices.forEach(tensor.shape(), at -> Elements.set(tensor, Elements.get(tensor, at) - 50, at));
        }
        return tensor;
    }

    private static List<Double> line(Tensor tensor, int[] at, int axis) {
        List<Double> line = new ArrayList<>();
        int[] index = at.clone();
        for (int i = 0; i < tensor.shape().length(axis); i++) {
            index[axis] = i;
            line.add(Elements.get(tensor, index));
        }
        return line;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valuesAreInOrder(DType dtype, Layout layout, int axis) {
        Tensor from = tensor(dtype, layout);
        Tensor to = Layout.ROW_MAJOR.allocate(dtype, 4, 37, 3);
        Sort.values(from, to, axis);
        Expect.near(
                at -> {
                    List<Double> line = line(from, at, axis);
                    line.sort(ORDER);
                    return line.get(at[axis]);
                },
                to,
                0);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void indicesSortAndKeepEqualsInOrder(DType dtype, Layout layout, int axis) {
        Tensor from = tensor(dtype, layout);
        Tensor to = Layout.ROW_MAJOR.allocate(DType.UINT32, 4, 37, 3);
        Sort.indices(from, to, axis);
        Expect.near(
                at -> {
                    List<Double> line = line(from, at, axis);
                    List<Integer> order = new ArrayList<>(
                            IntStream.range(0, line.size()).boxed().toList());
                    order.sort(Comparator.comparing(line::get, ORDER));
                    return order.get(at[axis]);
                },
                to,
                0);
    }

    @Test
    void wholeRangeOfWideIntegersIsOrdered() {
        Tensor from = Layout.ROW_MAJOR.allocate(DType.UINT64, 3);
        long[] bits = {-1, 1, Long.MIN_VALUE};
        for (int i = 0; i < 3; i++) {
            NativeMemory.setLong(from.address() + 8L * i, bits[i]);
        }
        Tensor to = Layout.ROW_MAJOR.allocate(DType.UINT32, 3);
        Sort.indices(from, to, 0);
        assertEquals(1, Elements.get(to, 0));
        assertEquals(2, Elements.get(to, 1));
        assertEquals(0, Elements.get(to, 2));
    }

    @Test
    void complexNumbersAreOrderedByRealThenImaginaryParts() {
        Tensor from = Layout.ROW_MAJOR.allocate(DType.COMPLEX64, 6);
        float[][] numbers = {{0, 5}, {-0f, 7}, {Float.NaN, 1}, {-1, 3}, {0, -2}, {-1, -3}};
        for (int i = 0; i < 6; i++) {
            NativeMemory.setFloat(from.address() + 8L * i, numbers[i][0]);
            NativeMemory.setFloat(from.address() + 8L * i + 4, numbers[i][1]);
        }
        int[] order = {5, 3, 4, 0, 1, 2};
        Tensor indices = Layout.ROW_MAJOR.allocate(DType.UINT32, 6);
        Sort.indices(from, indices, 0);
        Expect.near(at -> order[at[0]], indices, 0);
        Tensor to = Layout.ROW_MAJOR.allocate(DType.COMPLEX64, 6);
        Sort.values(from, to, 0);
        Expect.near(at -> numbers[order[at[0]]][0], to, 0);
        for (int i = 0; i < 6; i++) {
            assertEquals(numbers[order[i]][1], (float) Elements.imaginary(to, i));
        }
    }

    @Test
    void longLinesAreSorted() {
        Tensor from = Layout.ROW_MAJOR.random(new Random(1), DType.FLOAT32, 100_000);
        Tensor to = Layout.ROW_MAJOR.allocate(DType.FLOAT32, 100_000);
        Sort.values(from, to, 0);
        for (int i = 1; i < 100_000; i++) {
            if (Elements.get(to, i - 1) > Elements.get(to, i)) {
                throw new AssertionError("not in order at " + i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INT64", "UINT64", "FLOAT64", "COMPLEX64"})
    void manyWideElementsAreOrdered(DType dtype) {
        int length = 5000;
        Tensor from = Layout.ROW_MAJOR.random(new Random(2), dtype, length);
        for (int i = 0; i < length; i += 7) {
            // Equal ones, whose order must stay.
            NativeMemory.setLong(from.address() + 8L * i, NativeMemory.getLong(from.address()));
        }
        Tensor to = Layout.ROW_MAJOR.allocate(DType.UINT32, length);
        Sort.indices(from, to, 0);
        for (int i = 1; i < length; i++) {
            long before =
                    Keys.withEqualZeros(dtype, Keys.get(dtype, from.address() + 8 * (long) Elements.get(to, i - 1)));
            long here = Keys.withEqualZeros(dtype, Keys.get(dtype, from.address() + 8 * (long) Elements.get(to, i)));
            assertTrue(before < here || (before == here && Elements.get(to, i - 1) < Elements.get(to, i)), "at " + i);
        }
    }

    @Test
    void emptyArraysStayEmpty() {
        Tensor from = Layout.ROW_MAJOR.allocate(DType.FLOAT32, 0, 3);
        Tensor to = Layout.ROW_MAJOR.allocate(DType.FLOAT32, 0, 3);
        Sort.values(from, to, 0);
        Sort.values(from, to, 1);
        assertEquals(0, to.shape().size());
    }
}
