package lazuli.backend.metal.sort;

import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lazuli.backend.metal.BothDevices;
import lazuli.backend.metal.Samples;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.sorting.ArgSort;
import lazuli.core.primitive.sorting.Largest;
import lazuli.core.primitive.sorting.SearchSorted;
import lazuli.core.primitive.sorting.Sort;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sorting and searching give the processor's bits. */
class SortTest {
    private static final List<Integer> LENGTHS = List.of(1, 2, 3, 31, 33, 127, 129, 500, 1024, 1025, 2500);

    static Stream<DType> dtypes() {
        return Samples.dtypes().stream();
    }

    @ParameterizedTest
    @MethodSource("dtypes")
    void linesOfAllLengths(DType dtype) {
        Random random = new Random(7);
        for (int length : LENGTHS) {
            Array x = Samples.of(dtype, random, Shape.of(3, length), true);
            check(x, 1);
        }
    }

    @ParameterizedTest
    @MethodSource("dtypes")
    void everyAxisOfEveryLayout(DType dtype) {
        Random random = new Random(8);
        for (Shape shape :
                List.of(Shape.of(5), Shape.of(0, 3), Shape.of(3, 0, 2), Shape.of(4, 3, 7), Shape.of(2, 70, 3))) {
            for (Array x : Samples.layouts(Samples.of(dtype, random, shape, true))) {
                for (int axis = 0; axis < shape.rank(); axis++) {
                    check(x, axis);
                }
            }
        }
    }

    private static void check(Array x, int axis) {
        same("sort", x, axis, a -> Nodes.of(new Sort(axis), a));
        same("argsort", x, axis, a -> Nodes.of(new ArgSort(axis), a));
        int length = x.shape().length(axis);
        if (x.dtype() != DType.COMPLEX64) {
            for (int count : List.of(0, 1, length / 2, length)) {
                if (count <= length) {
                    same("largest " + count, x, axis, a -> Nodes.of(new Largest(axis, count), a));
                }
            }
        }
    }

    private static void same(String name, Array x, int axis, UnaryOperator<Array> function) {
        BothDevices.same(
                () -> function.apply(x),
                () -> "%s of %s %s along %d: %s".formatted(name, x.dtype(), x.shape(), axis, x));
    }

    @ParameterizedTest
    @MethodSource("dtypes")
    void searches(DType dtype) {
        Random random = new Random(9);
        for (int length : List.of(0, 1, 2, 33, 100)) {
            for (int values : List.of(0, 1, 70)) {
                Array sorted = Samples.onCpu(() -> Mx.sort(Samples.of(dtype, random, Shape.of(3, length), true), 1)
                        .eval());
                for (Array wanted : Samples.layouts(Samples.of(dtype, random, Shape.of(3, values), true))) {
                    for (boolean right : new boolean[] {false, true}) {
                        BothDevices.same(
                                () -> Nodes.of(new SearchSorted(right), sorted, wanted),
                                () -> "search %s in %s".formatted(wanted, sorted));
                    }
                }
            }
        }
    }
}
