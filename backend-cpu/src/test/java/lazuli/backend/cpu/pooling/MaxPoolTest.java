package lazuli.backend.cpu.pooling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import lazuli.backend.cpu.Elements;
import lazuli.backend.cpu.Expect;
import lazuli.backend.cpu.Indices;
import lazuli.backend.cpu.Layout;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.PoolingGeometry;
import lazuli.core.backend.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaxPoolTest {

    /** One pooling. */
    record Case(PoolingGeometry geometry, int batch, List<Integer> input, int channels, DType dtype) {
        int[] inputShape() {
            return around(input);
        }

        int[] outputShape() {
            return around(IntStream.range(0, input.size())
                    .mapToObj(i -> Math.max(0, geometry.outputLength(i, input.get(i))))
                    .toList());
        }

        private int[] around(List<Integer> lengths) {
            return IntStream.concat(
                            IntStream.of(batch),
                            IntStream.concat(lengths.stream().mapToInt(i -> i), IntStream.of(channels)))
                    .toArray();
        }

        @Override
        public String toString() {
            return Arrays.toString(inputShape()) + " " + dtype + " " + geometry;
        }
    }

    static List<Case> cases() {
        Random random = new Random(7);
        List<Case> cases = new ArrayList<>();
        int[] channels = {1, 3, 16, 19, 35};
        DType[] dtypes = {DType.FLOAT32, DType.FLOAT32, DType.FLOAT64, DType.BFLOAT16, DType.INT32, DType.UINT8};
        for (int i = 0; i < 60; i++) {
            int rank = random.nextInt(1, 4);
            List<Integer> window = random.ints(rank, 1, 4).boxed().toList();
            PoolingGeometry geometry = new PoolingGeometry(
                    window,
                    random.ints(rank, 1, 4).boxed().toList(),
                    window.stream().map(random::nextInt).toList(),
                    window.stream().map(random::nextInt).toList());
            cases.add(new Case(
                    geometry,
                    random.nextInt(1, 4),
                    random.ints(rank, 3, 8).boxed().toList(),
                    channels[i % channels.length],
                    dtypes[random.nextInt(dtypes.length)]));
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void maximaAndPositionsMatchASearch(Case c) {
        Random random = new Random(c.channels());
        Tensor x = Layout.ROW_MAJOR.allocate(c.dtype(), c.inputShape());
        // Few different numbers, so that there are equal maxima, and NaN among them.
        double[] numbers = {0, 1, 2, Double.NEGATIVE_INFINITY, Double.NaN, -0.0};
        Indices.forEach(x.shape(), at -> Elements.set(x, numbers[random.nextInt(20) % numbers.length], at));
        for (MaxPool pool : List.of(MaxPool.loops(), MaxPool.vectors())) {
            Tensor y = Layout.ROW_MAJOR.allocate(c.dtype(), c.outputShape());
            Tensor indices = Layout.ROW_MAJOR.allocate(DType.INT32, c.outputShape());
            pool.pool(c.geometry(), x, y, indices);
            Expect.near(at -> search(c, x, at)[0], y, 0);
            Expect.near(at -> search(c, x, at)[1], indices, 0);
            Tensor gathered = Layout.ROW_MAJOR.allocate(c.dtype(), c.outputShape());
            PlanePositions.gather(x, indices, gathered);
            Expect.near(at -> search(c, x, at)[1] < 0 ? 0 : search(c, x, at)[0], gathered, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void scatterAddsWhereThePositionsPoint(Case c) {
        Random random = new Random(c.channels());
        Tensor x = Layout.ROW_MAJOR.random(random, c.dtype(), c.inputShape());
        DType sums = c.dtype() == DType.BFLOAT16 ? DType.FLOAT32 : c.dtype();
        Tensor dy = Layout.ROW_MAJOR.random(random, sums, c.outputShape());
        Tensor indices = Layout.ROW_MAJOR.allocate(DType.INT32, c.outputShape());
        MaxPool.vectors().pool(c.geometry(), x, Layout.ROW_MAJOR.allocate(c.dtype(), c.outputShape()), indices);
        double[] expected = new double[(int) x.shape().size()];
        int plane = expected.length / c.batch() / c.channels();
        Indices.forEach(dy.shape(), at -> {
            int position = (int) Elements.get(indices, at);
            if (position >= 0) {
                expected[(at[0] * plane + position) * c.channels() + at[at.length - 1]] += Elements.get(dy, at);
            }
        });
        Tensor dx = Layout.ROW_MAJOR.allocate(sums, c.inputShape());
        PlanePositions.scatter(dy, indices, dx);
        Expect.near(
                at -> {
                    double sum = expected[flat(x.shape(), at)];
                    return sums == DType.UINT8 ? sum % 256 : sum;
                },
                dx,
                1e-6);
    }

    @Test
    void positionsOutsideOfThePlaneTouchNothing() {
        Tensor dy = Layout.ROW_MAJOR.random(new Random(1), DType.FLOAT32, 1, 3, 1);
        Tensor indices = Layout.ROW_MAJOR.allocate(DType.INT32, 1, 3, 1);
        int[] positions = {-1, 4, Integer.MAX_VALUE};
        Indices.forEach(indices.shape(), at -> Elements.set(indices, positions[at[1]], at));
        Tensor dx = Layout.ROW_MAJOR.random(new Random(1), DType.FLOAT32, 1, 4, 1);
        PlanePositions.scatter(dy, indices, dx);
        Expect.near(at -> 0, dx, 0);
        PlanePositions.gather(dx, indices, dy);
        Expect.near(at -> 0, dy, 0);
        assertEquals(Shape.of(1, 3, 1), dy.shape());
    }

    /** The maximum of a window and its position in the plane, -1 if there is nothing in it. */
    private static double[] search(Case c, Tensor x, int[] output) {
        double[] found = {lowest(c.dtype()), -1};
        int rank = c.input().size();
        int[] window = c.geometry().window().stream().mapToInt(i -> i).toArray();
        Indices.forEach(Shape.of(window), k -> {
            int[] at = output.clone();
            int position = 0;
            for (int i = 0; i < rank; i++) {
                at[i + 1] = output[i + 1] * c.geometry().strides().get(i)
                        + k[i]
                        - c.geometry().paddingLow().get(i);
                if (at[i + 1] < 0 || at[i + 1] >= c.input().get(i)) {
                    return;
                }
                position = position * c.input().get(i) + at[i + 1];
            }
            double value = Elements.get(x, at);
            if (found[1] < 0 || value > found[0] || (Double.isNaN(value) && !Double.isNaN(found[0]))) {
                found[0] = value;
                found[1] = position;
            }
        });
        return found;
    }

    private static double lowest(DType dtype) {
        return dtype.isFloating() ? Double.NEGATIVE_INFINITY : dtype == DType.INT32 ? Integer.MIN_VALUE : 0;
    }

    private static int flat(Shape shape, int[] index) {
        int at = 0;
        for (int i = 0; i < index.length; i++) {
            at = at * shape.length(i) + index[i];
        }
        return at;
    }
}
