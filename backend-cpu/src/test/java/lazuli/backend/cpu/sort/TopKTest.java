package lazuli.backend.cpu.sort;

import java.util.Random;
import java.util.stream.Stream;
import lazuli.backend.cpu.Elements;
import lazuli.backend.cpu.Expect;
import lazuli.backend.cpu.Indices;
import lazuli.backend.cpu.Layout;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The largest elements are the last of all in order. */
class TopKTest {
    private static final int LENGTH = 300;

    static Stream<Arguments> cases() {
        return Stream.of(DType.values())
                .filter(dtype -> dtype != DType.COMPLEX64)
                .flatMap(dtype -> Stream.of(Layout.values())
                        .flatMap(layout -> Stream.of(0, 1).map(axis -> Arguments.of(dtype, layout, axis))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void areTheLastInOrder(DType dtype, Layout layout, int axis) {
        int[] lengths = axis == 0 ? new int[] {LENGTH, 3} : new int[] {3, LENGTH};
        Tensor from = layout.random(new Random(dtype.size()), dtype, lengths);
        if (dtype.isFloating()) {
            Elements.set(from, Double.NaN, axis == 0 ? 5 : 1, axis == 0 ? 1 : 5);
            Elements.set(from, Double.NEGATIVE_INFINITY, 0, 0);
        }
        check(from, axis);
    }

    /** Each element of an ascending line is better than all before; in one of equals none is. */
    @ParameterizedTest
    @EnumSource(names = {"INT32", "FLOAT32", "INT64", "FLOAT64"})
    void orderedLinesAreSelectedFromToo(DType dtype) {
        Tensor from = Layout.ROW_MAJOR.allocate(dtype, 4, LENGTH);
        Indices.forEach(from.shape(), at -> Elements.set(from, new int[] {at[1], -at[1], 7, at[1] / 50}[at[0]], at));
        check(from, 1);
    }

    private static void check(Tensor from, int axis) {
        int[] lengths = from.shape().toArray();
        Tensor sorted = Layout.ROW_MAJOR.allocate(from.dtype(), lengths);
        Sort.values(from, sorted, axis);
        for (int count : new int[] {1, 2, 17, 100, LENGTH}) {
            lengths[axis] = count;
            Tensor to = Layout.ROW_MAJOR.allocate(from.dtype(), lengths);
            TopK.values(from, to, axis);
            Expect.near(
                    at -> {
                        int[] place = at.clone();
                        place[axis] += LENGTH - count;
                        return Elements.get(sorted, place);
                    },
                    to,
                    0);
        }
    }
}
