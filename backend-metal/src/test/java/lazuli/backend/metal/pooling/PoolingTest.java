package lazuli.backend.metal.pooling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import lazuli.backend.metal.BothDevices;
import lazuli.backend.metal.Samples;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.backend.PoolingGeometry;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.convolution.MaxPool;
import lazuli.core.primitive.convolution.PoolGather;
import lazuli.core.primitive.convolution.PoolScatter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows give the processor's bits, and so do moves to and from their places. */
class PoolingTest {
    static Stream<DType> dtypes() {
        return Samples.dtypes().stream();
    }

    /** Windows that overlap, that leave gaps, and that lie in padding, along one to three axes. */
    private static List<PoolingGeometry> geometries(int rank) {
        List<PoolingGeometry> all = new ArrayList<>();
        for (int[] form : new int[][] {{2, 2, 0, 0}, {3, 2, 1, 1}, {3, 1, 2, 0}, {2, 3, 0, 1}, {1, 1, 0, 0}}) {
            all.add(new PoolingGeometry(
                    repeated(form[0], rank),
                    repeated(form[1], rank),
                    repeated(form[2], rank),
                    repeated(form[3], rank)));
        }
        return all;
    }

    private static List<Integer> repeated(int value, int times) {
        return Collections.nCopies(times, value);
    }

    @ParameterizedTest
    @MethodSource("dtypes")
    void windows(DType dtype) {
        Random random = new Random(10);
        for (Shape shape :
                List.of(Shape.of(2, 7, 3), Shape.of(2, 6, 5, 2), Shape.of(0, 6, 5, 2), Shape.of(1, 4, 5, 6, 33))) {
            for (Array x : Samples.layouts(Samples.of(dtype, random, shape, true))) {
                for (PoolingGeometry geometry : geometries(shape.rank() - 2)) {
                    for (int output = 0; output < 2; output++) {
                        int which = output;
                        BothDevices.same(
                                () -> Nodes.all(new MaxPool(geometry), List.of(x))
                                        .get(which),
                                () -> "%s of %s".formatted(geometry, x));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dtypes")
    void places(DType dtype) {
        Random random = new Random(11);
        for (Shape pooled :
                List.of(Shape.of(2, 5, 3), Shape.of(2, 6, 5, 2), Shape.of(0, 6, 5, 2), Shape.of(3, 4, 2, 700))) {
            List<Integer> spatial = repeated(5, pooled.rank() - 2);
            Shape plane = pooled;
            int places = 1;
            for (int i = 1; i < pooled.rank() - 1; i++) {
                plane = plane.with(i, 5);
                places *= 5;
            }
            int[] positions = new int[(int) pooled.size()];
            for (int i = 0; i < positions.length; i++) {
                positions[i] = random.nextInt(-2, places + 2);
            }
            Array indices = Samples.onCpu(() -> Mx.array(positions, pooled).eval());
            for (Array values : Samples.layouts(Samples.of(dtype, random, pooled, true))) {
                BothDevices.same(
                        () -> Nodes.of(new PoolScatter(spatial), values, indices),
                        () -> "scatter %s to %s".formatted(values, indices));
            }
            for (Array values : Samples.layouts(Samples.of(dtype, random, plane, true))) {
                BothDevices.same(
                        () -> Nodes.of(new PoolGather(), values, indices),
                        () -> "gather %s from %s".formatted(indices, values));
            }
        }
    }
}
