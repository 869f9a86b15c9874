package lazuli.backend.metal.copy;

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

/** Copies of every layout, and evenly spaced numbers. */
class CopyTest {
    static Stream<DType> dtypes() {
        return Samples.dtypes().stream();
    }

    @ParameterizedTest
    @MethodSource("dtypes")
    void copiesAnyLayout(DType dtype) {
        int[][] shapes = {{}, {0}, {1}, {7}, {3, 5}, {33, 65}, {64, 32}, {2, 40, 17}, {3, 2, 2, 5}, {2, 1, 3, 2, 2, 3}};
        Random random = new Random(1);
        for (int[] lengths : shapes) {
            Shape shape = Shape.of(lengths);
            for (Array x : Samples.layouts(Samples.of(dtype, random, shape, false))) {
                BothDevices.same(() -> Mx.contiguous(x), () -> dtype + " " + shape);
                int[] order = new int[shape.rank()];
                for (int i = 0; i < order.length; i++) {
                    order[i] = (i + 1) % order.length;
                }
                BothDevices.same(() -> Mx.contiguous(Mx.transpose(x, order)), () -> dtype + " " + shape + " turned");
                if (shape.rank() > 1) {
                    BothDevices.same(() -> Mx.concatenate(List.of(x, x), 0), () -> dtype + " " + shape + " twice");
                    BothDevices.same(
                            () -> Mx.concatenate(List.of(x, x), shape.rank() - 1),
                            () -> dtype + " " + shape + " beside itself");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dtypes")
    void arange(DType dtype) {
        double[][] rows = {
            {0, 10, 1}, {5, -3, -1}, {0, 1, 0.1}, {-2, 3, 0.37}, {7, 7, 1}, {0, 1000, 0.3}, {1e6, 2e6, 1234.5}
        };
        for (double[] row : rows) {
            BothDevices.same(
                    () -> Mx.arange(row[0], row[1], row[2], dtype),
                    () -> dtype + " from " + row[0] + " to " + row[1] + " by " + row[2]);
        }
    }
}
