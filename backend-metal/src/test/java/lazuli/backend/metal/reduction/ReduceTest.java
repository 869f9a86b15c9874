package lazuli.backend.metal.reduction;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import lazuli.backend.metal.BothDevices;
import lazuli.backend.metal.Samples;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reductions of every dtype over all sets of axes, in shapes that take every tree, of every layout. */
class ReduceTest {
    private static final int[][] SHAPES = {
        {},
        {1},
        {16},
        {17},
        {1025},
        {40_000},
        {0, 3},
        {3, 0},
        {3, 33},
        {33, 3},
        {5, 31, 4},
        {2, 1100, 3},
        {1, 700, 40},
        {3, 2, 5, 7}
    };

    static Stream<DType> dtypes() {
        return Samples.dtypes().stream();
    }

    private static List<int[]> axes(int rank) {
        List<int[]> all = new ArrayList<>();
        for (int bits = 1; bits < 1 << rank; bits++) {
            List<Integer> chosen = new ArrayList<>();
            for (int axis = 0; axis < rank; axis++) {
                if ((bits >> axis & 1) != 0) {
                    chosen.add(axis);
                }
            }
            all.add(chosen.stream().mapToInt(Integer::intValue).toArray());
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("dtypes")
    void agrees(DType dtype) {
        Random random = new Random(1);
        for (int[] lengths : SHAPES) {
            Shape shape = Shape.of(lengths);
            Array numbers = Samples.of(dtype, random, shape, dtype != DType.COMPLEX64);
            List<Array> layouts = shape.size() > 2000 ? List.of(numbers) : Samples.layouts(numbers);
            int next = 0;
            for (int[] axes : axes(shape.rank())) {
                Array x = layouts.get(next++ % layouts.size());
                String what = dtype + " " + shape + " over " + java.util.Arrays.toString(axes);
                sums(x, axes, what);
                BothDevices.same(() -> Mx.all(x, axes, false), () -> "all of " + what);
                BothDevices.same(() -> Mx.any(x, axes, true), () -> "any of " + what);
                if (shape.size() > 0) {
                    BothDevices.same(() -> Mx.max(x, axes, false), () -> "max of " + what);
                    BothDevices.same(() -> Mx.min(x, axes, true), () -> "min of " + what);
                }
            }
        }
    }

    private static void sums(Array x, int[] axes, String what) {
        if (x.dtype().isDifferentiable()) {
            double tolerance = x.dtype() == DType.BFLOAT16 ? 1e-2 : x.dtype() == DType.FLOAT16 ? 1e-3 : 1e-5;
            BothDevices.close(() -> Mx.sum(x, axes, false), tolerance, 1e-3, () -> "sum of " + what);
            // Near 1: where products leave the range depends on the order of their factors.
            Array factors = Samples.onCpu(
                    () -> Mx.add(Mx.divide(x, 1000), 1).astype(x.dtype()).eval());
            BothDevices.close(() -> Mx.prod(factors, axes, true), tolerance, 1e-3, () -> "product of " + what);
        } else {
            BothDevices.same(() -> Mx.sum(x, axes, false), () -> "sum of " + what);
            BothDevices.same(() -> Mx.prod(x, axes, true), () -> "product of " + what);
        }
    }

    @ParameterizedTest
    @MethodSource("dtypes")
    void findsTheFirstOfEquals(DType dtype) {
        Random random = new Random(2);
        for (int[] lengths : new int[][] {{1}, {16}, {33}, {2000}, {3, 33}, {33, 3}, {5, 31, 4}, {18, 300, 15}}) {
            Shape shape = Shape.of(lengths);
            Array numbers = Samples.of(dtype, random, shape, dtype != DType.COMPLEX64);
            List<Array> layouts = shape.size() > 2000 ? List.of(numbers) : Samples.layouts(numbers);
            for (Array x : layouts) {
                for (int axis = 0; axis < shape.rank(); axis++) {
                    int along = axis;
                    BothDevices.same(() -> Mx.argmax(x, along), () -> "argmax of " + dtype + " " + shape);
                    BothDevices.same(() -> Mx.argmin(x, along), () -> "argmin of " + dtype + " " + shape);
                }
            }
        }
    }
}
