package lazuli.backend.cpu.convolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import lazuli.backend.cpu.Elements;
import lazuli.backend.cpu.Expect;
import lazuli.backend.cpu.Indices;
import lazuli.backend.cpu.Layout;
import lazuli.backend.cpu.Threads;
import lazuli.backend.cpu.matmul.MatrixProducts;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.ConvolutionGeometry;
import lazuli.core.backend.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConvolutionTest {
    private static final Convolution LOOPS = new Convolution(MatrixProducts.loops());
    private static final Convolution VECTORS = new Convolution(MatrixProducts.vectors());

    /** One convolution: the arrays' shapes follow from the lengths. */
    record Case(
            ConvolutionGeometry geometry,
            int batch,
            List<Integer> input,
            List<Integer> window,
            int channels,
            int outputs,
            DType dtype) {
        Shape inputShape() {
            return shape(batch, input, channels);
        }

        Shape weightShape() {
            return shape(outputs, window, channels / geometry.groups());
        }

        Shape outputShape() {
            List<Integer> lengths = IntStream.range(0, input.size())
                    .mapToObj(i -> Math.max(0, geometry.outputLength(i, input.get(i), window.get(i))))
                    .toList();
            return shape(batch, lengths, outputs);
        }

        private static Shape shape(int first, List<Integer> middle, int last) {
            return Shape.of(IntStream.concat(
                            IntStream.of(first),
                            IntStream.concat(middle.stream().mapToInt(i -> i), IntStream.of(last)))
                    .toArray());
        }

        @Override
        public String toString() {
            return inputShape() + " * " + weightShape() + " " + dtype + " " + geometry;
        }
    }

    static List<Case> cases() {
        Random random = new Random(5);
        List<Case> cases = new ArrayList<>();
        while (cases.size() < 60) {
            Case candidate = randomCase(random);
            if (candidate.outputShape().size() > 0) {
                cases.add(candidate);
            }
        }
        return cases;
    }

    private static Case randomCase(Random random) {
        int rank = random.nextInt(1, 4);
        int groups = random.nextInt(4) == 0 ? random.nextInt(2, 4) : 1;
        List<List<Integer>> lists = new ArrayList<>();
        int[][] bounds = {{1, 4}, {-1, 3}, {-1, 3}, {1, 3}, {1, 3}};
        for (int[] bound : bounds) {
            lists.add(random.ints(rank, bound[0], bound[1]).boxed().toList());
        }
        ConvolutionGeometry geometry = new ConvolutionGeometry(
                lists.get(0), lists.get(1), lists.get(2), lists.get(3), lists.get(4), groups, random.nextBoolean());
        List<Integer> input = random.ints(rank, 3, rank == 3 ? 6 : 10).boxed().toList();
        List<Integer> window = random.ints(rank, 1, 4).boxed().toList();
        return new Case(
                geometry,
                random.nextInt(1, 3),
                input,
                window,
                groups * random.nextInt(1, 5),
                groups * random.nextInt(1, 5),
                random.nextBoolean() ? DType.FLOAT32 : DType.FLOAT64);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void allThreeMatchSums(Case c) {
        Random random = new Random(c.hashCode() & 0xFF);
        Tensor input = Layout.ROW_MAJOR.random(random, c.dtype(), c.inputShape().toArray());
        Tensor weight =
                Layout.ROW_MAJOR.random(random, c.dtype(), c.weightShape().toArray());
        Tensor cotangent =
                Layout.ROW_MAJOR.random(random, c.dtype(), c.outputShape().toArray());
        double[] result = new double[(int) c.outputShape().size()];
        double[] inputGradient = new double[(int) c.inputShape().size()];
        double[] weightGradient = new double[(int) c.weightShape().size()];
        Indices.forEach(c.outputShape(), at -> {
            int out = flat(c.outputShape(), at);
            double dy = Elements.get(cotangent, at);
            eachTap(c, at, (x, w) -> {
                double xValue = Elements.get(input, x);
                double wValue = Elements.get(weight, w);
                result[out] += xValue * wValue;
                inputGradient[flat(c.inputShape(), x)] += dy * wValue;
                weightGradient[flat(c.weightShape(), w)] += dy * xValue;
            });
        });
        double tolerance = c.dtype() == DType.FLOAT64 ? 1e-13 : 1e-5;
        for (Convolution convolution : List.of(LOOPS, VECTORS)) {
            Tensor y = Layout.ROW_MAJOR.allocate(c.dtype(), c.outputShape().toArray());
            convolution.forward(c.geometry(), input, weight, y);
            Expect.near(at -> result[flat(c.outputShape(), at)], y, tolerance);
            Tensor dx = Layout.ROW_MAJOR.allocate(c.dtype(), c.inputShape().toArray());
            convolution.inputGradient(c.geometry(), cotangent, weight, dx);
            Expect.near(at -> inputGradient[flat(c.inputShape(), at)], dx, tolerance);
            Tensor dw = Layout.ROW_MAJOR.allocate(c.dtype(), c.weightShape().toArray());
            convolution.weightGradient(c.geometry(), input, cotangent, dw);
            Expect.near(at -> weightGradient[flat(c.weightShape(), at)], dw, tolerance);
        }
    }

    @Test
    void bitsDependNeitherOnThreadsNorOnVectors() {
        ConvolutionGeometry geometry = new ConvolutionGeometry(
                List.of(1, 1), List.of(1, 1), List.of(1, 1), List.of(1, 1), List.of(1, 1), 1, false);
        Case c = new Case(geometry, 3, List.of(17, 19), List.of(3, 3), 40, 33, DType.FLOAT32);
        Random random = new Random(3);
        Tensor input = Layout.ROW_MAJOR.random(random, c.dtype(), c.inputShape().toArray());
        Tensor cotangent =
                Layout.ROW_MAJOR.random(random, c.dtype(), c.outputShape().toArray());
        Tensor first = Layout.ROW_MAJOR.allocate(c.dtype(), c.weightShape().toArray());
        Tensor second = Layout.ROW_MAJOR.allocate(c.dtype(), c.weightShape().toArray());
        VECTORS.weightGradient(geometry, input, cotangent, first);
        Threads.alone(() -> LOOPS.weightGradient(geometry, input, cotangent, second));
        Expect.sameBits(first, second);
    }

    @Test
    void emptyArraysGiveEmptyOrZeroResults() {
        ConvolutionGeometry geometry =
                new ConvolutionGeometry(List.of(1), List.of(1), List.of(1), List.of(1), List.of(1), 1, false);
        Case c = new Case(geometry, 0, List.of(5), List.of(3), 2, 2, DType.FLOAT32);
        Tensor input = Layout.ROW_MAJOR.allocate(c.dtype(), c.inputShape().toArray());
        Tensor cotangent = Layout.ROW_MAJOR.allocate(c.dtype(), c.outputShape().toArray());
        Tensor dw = Layout.ROW_MAJOR.random(
                new Random(1), c.dtype(), c.weightShape().toArray());
        VECTORS.weightGradient(geometry, input, cotangent, dw);
        Expect.near(at -> 0, dw, 0);
    }

    /** Gets the indices of an input element and the weight it meets. */
    private interface Tap {
        void at(int[] input, int[] weight);
    }

    private static void eachTap(Case c, int[] output, Tap tap) {
        int rank = c.input().size();
        int groupChannels = c.channels() / c.geometry().groups();
        int group = output[rank + 1] / (c.outputs() / c.geometry().groups());
        Indices.forEach(Shape.of(c.window().stream().mapToInt(i -> i).toArray()), k -> {
            int[] x = new int[rank + 2];
            int[] w = new int[rank + 2];
            x[0] = output[0];
            w[0] = output[rank + 1];
            for (int i = 0; i < rank; i++) {
                int at = output[i + 1] * c.geometry().strides().get(i)
                        + k[i] * c.geometry().dilation().get(i)
                        - c.geometry().paddingLow().get(i);
                int step = c.geometry().inputDilation().get(i);
                if (at < 0 || at % step != 0 || at / step >= c.input().get(i)) {
                    return;
                }
                x[i + 1] = at / step;
                w[i + 1] = c.geometry().flip() ? c.window().get(i) - 1 - k[i] : k[i];
            }
            for (int channel = 0; channel < groupChannels; channel++) {
                x[rank + 1] = group * groupChannels + channel;
                w[rank + 1] = channel;
                tap.at(x, w);
            }
        });
    }

    private static int flat(Shape shape, int[] index) {
        int at = 0;
        for (int i = 0; i < index.length; i++) {
            at = at * shape.length(i) + index[i];
        }
        return at;
    }
}
