package lazuli.backend.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.ConvolutionGeometry;
import lazuli.core.backend.CpuKernels;
import lazuli.core.backend.PoolingGeometry;
import lazuli.core.backend.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each provider on operands of all layouts and floating dtypes, against plain Java in float64. */
class CpuKernelDispatchTest {
    private static final CpuKernels REFERENCE = CpuKernelDispatch.by(Provider.JAVA);
    private static final DType[] DTYPES = {DType.FLOAT32, DType.FLOAT64, DType.FLOAT16, DType.BFLOAT16};

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (Provider provider : Provider.values()) {
            CpuKernels kernels = CpuKernelDispatch.by(provider);
            for (DType dtype : DTYPES) {
                for (Layout layout : Layout.values()) {
                    cases.add(Arguments.argumentSet(provider + " " + dtype + " " + layout, kernels, dtype, layout));
                }
            }
        }
        return cases.stream();
    }

    private static double tolerance(DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> 1e-12;
            case FLOAT32 -> 2e-5;
            case FLOAT16 -> 2e-3;
            case BFLOAT16 -> 2e-2;
            default -> throw new IllegalArgumentException(dtype.toString());
        };
    }

    /** The same numbers in float64, row-major. */
    private static Tensor exact(Tensor tensor) {
        Tensor exact = Layout.ROW_MAJOR.allocate(DType.FLOAT64, tensor.shape().toArray());
        Indices.forEach(tensor.shape(), at -> Elements.set(exact, Elements.get(tensor, at), at));
        return exact;
    }

    private static Tensor empty(DType dtype, Shape shape) {
        return Layout.ROW_MAJOR.allocate(dtype, shape.toArray());
    }

    private static void expect(Tensor reference, Tensor got) {
        Expect.near(at -> Elements.get(reference, at), got, tolerance(got.dtype()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void matmul(CpuKernels kernels, DType dtype, Layout layout) {
        Random random = new Random(1);
        int[][] shapes = {
            {3, 4, 5, 6}, {1, 1, 7, 1}, {2, 17, 300, 33}, {1, 64, 64, 64}, {5, 1, 40, 30}, {2, 9, 1, 50}, {3, 2, 0, 2}
        };
        for (int[] s : shapes) {
            Tensor a = layout.random(random, dtype, s[0], s[1], s[2]);
            Tensor b = layout.random(random, dtype, s[2], s[3]);
            Tensor many = layout.random(random, dtype, 2, s[0], s[2], s[3]);
            multiply(kernels, a, b, empty(dtype, Shape.of(s[0], s[1], s[3])));
            multiply(kernels, a, many, empty(dtype, Shape.of(2, s[0], s[1], s[3])));
        }
    }

    private static void multiply(CpuKernels kernels, Tensor a, Tensor b, Tensor to) {
        kernels.matmul(a, b, to);
        Tensor expected = empty(DType.FLOAT64, to.shape());
        REFERENCE.matmul(exact(a), exact(b), expected);
        expect(expected, to);
    }

    static Stream<ConvolutionGeometry> geometries() {
        Random random = new Random(8);
        return IntStream.range(0, 12).mapToObj(i -> {
            int rank = 1 + i % 3;
            boolean plain = i % 2 == 0;
            return new ConvolutionGeometry(
                    random.ints(rank, 1, 3).boxed().toList(),
                    random.ints(rank, plain ? 0 : -1, 3).boxed().toList(),
                    random.ints(rank, plain ? 0 : -1, 3).boxed().toList(),
                    random.ints(rank, 1, 3).boxed().toList(),
                    random.ints(rank, 1, plain ? 2 : 3).boxed().toList(),
                    1 + i % 4 / 3,
                    !plain && random.nextBoolean());
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void convolutions(CpuKernels kernels, DType dtype, Layout layout) {
        Random random = new Random(2);
        geometries().forEach(geometry -> {
            int rank = geometry.spatialRank();
            Shape x = shape(2, IntStream.range(0, rank).map(i -> 7), 4);
            Shape w = shape(6, IntStream.range(0, rank).map(i -> 2), 4 / geometry.groups());
            Shape y = shape(2, IntStream.range(0, rank).map(i -> geometry.outputLength(i, 7, 2)), 6);
            Tensor input = layout.random(random, dtype, x.toArray());
            Tensor weight = layout.random(random, dtype, w.toArray());
            Tensor cotangent = layout.random(random, dtype, y.toArray());
            Tensor result = empty(dtype, y);
            Tensor expected = empty(DType.FLOAT64, y);
            kernels.convolution(geometry, input, weight, result);
            REFERENCE.convolution(geometry, exact(input), exact(weight), expected);
            expect(expected, result);
            result = empty(dtype, x);
            expected = empty(DType.FLOAT64, x);
            kernels.convolutionInputGradient(geometry, cotangent, weight, result);
            REFERENCE.convolutionInputGradient(geometry, exact(cotangent), exact(weight), expected);
            expect(expected, result);
            result = empty(dtype, w);
            expected = empty(DType.FLOAT64, w);
            kernels.convolutionWeightGradient(geometry, input, cotangent, result);
            REFERENCE.convolutionWeightGradient(geometry, exact(input), exact(cotangent), expected);
            expect(expected, result);
        });
    }

    private static Shape shape(int first, IntStream middle, int last) {
        return Shape.of(IntStream.concat(IntStream.of(first), IntStream.concat(middle, IntStream.of(last)))
                .toArray());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void changedWeightsAreSeen(CpuKernels kernels, DType dtype, Layout layout) {
        Random random = new Random(2);
        ConvolutionGeometry geometry = new ConvolutionGeometry(
                List.of(1, 1), List.of(1, 1), List.of(1, 1), List.of(1, 1), List.of(1, 1), 1, false);
        Tensor input = layout.random(random, dtype, 1, 5, 5, 3);
        Tensor weight = Layout.ROW_MAJOR.random(random, dtype, 4, 3, 3, 3);
        Tensor result = empty(dtype, Shape.of(1, 5, 5, 4));
        for (int round = 0; round < 2; round++) {
            kernels.convolution(geometry, input, weight, result);
            Tensor expected = empty(DType.FLOAT64, result.shape());
            REFERENCE.convolution(geometry, exact(input), exact(weight), expected);
            expect(expected, result);
            weight.buffer().detachAll();
            Indices.forEach(weight.shape(), at -> Elements.set(weight, random.nextInt(5), at));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pooling(CpuKernels kernels, DType dtype, Layout layout) {
        PoolingGeometry geometry = new PoolingGeometry(List.of(2, 3), List.of(1, 2), List.of(1, 0), List.of(0, 1));
        Tensor x = layout.random(new Random(3), dtype, 2, 6, 7, 19);
        Tensor y = empty(dtype, Shape.of(2, 6, 3, 19));
        Tensor indices = empty(DType.INT32, y.shape());
        Tensor expected = empty(DType.FLOAT64, y.shape());
        kernels.maxPool(geometry, x, y, indices);
        REFERENCE.maxPool(geometry, exact(x), expected, empty(DType.INT32, y.shape()));
        expect(expected, y);
        Tensor dy = layout.random(new Random(4), dtype, 2, 6, 3, 19);
        Tensor dx = empty(dtype, x.shape());
        Tensor expectedGradient = empty(DType.FLOAT64, x.shape());
        kernels.poolScatter(dy, indices, dx);
        REFERENCE.poolScatter(exact(dy), indices, expectedGradient);
        expect(expectedGradient, dx);
        kernels.poolGather(x, indices, y);
        expect(expected, y);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void batchNormalization(CpuKernels kernels, DType dtype, Layout layout) {
        // oneDNN takes the second number of channels.
        for (int channels : new int[] {21, 32}) {
            batchNormalization(kernels, dtype, layout, channels);
        }
    }

    private static void batchNormalization(CpuKernels kernels, DType dtype, Layout layout, int channels) {
        Random random = new Random(5);
        Tensor x = layout.random(random, dtype, 3, 5, 4, channels);
        Tensor dy = layout.random(random, dtype, 3, 5, 4, channels);
        Tensor weight = layout.random(random, dtype, channels);
        Tensor bias = layout.random(random, dtype, channels);
        List<Tensor> got = normalize(kernels, dtype, x, weight, bias, dy);
        List<Tensor> expected = normalize(REFERENCE, DType.FLOAT64, exact(x), exact(weight), exact(bias), exact(dy));
        for (int i = 0; i < got.size(); i++) {
            Tensor reference = expected.get(i);
            Expect.near(at -> Elements.get(reference, at), got.get(i), 5 * tolerance(dtype));
        }
    }

    private static List<Tensor> normalize(
            CpuKernels kernels, DType dtype, Tensor x, Tensor weight, Tensor bias, Tensor dy) {
        Tensor y = empty(dtype, x.shape());
        Tensor mean = empty(dtype, weight.shape());
        Tensor variance = empty(dtype, weight.shape());
        kernels.batchNorm(x, weight, bias, 0.1f, y, mean, variance);
        Tensor dx = empty(dtype, x.shape());
        Tensor dw = empty(dtype, weight.shape());
        Tensor db = empty(dtype, weight.shape());
        kernels.batchNormGradient(x, weight, mean, variance, 0.1f, dy, dx, dw, db);
        return List.of(y, mean, variance, dx, dw, db);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void softmaxAndLogSumExp(CpuKernels kernels, DType dtype, Layout layout) {
        Tensor x = layout.random(new Random(6), dtype, 3, 4, 37);
        Tensor y = empty(dtype, x.shape());
        Tensor expected = empty(DType.FLOAT64, x.shape());
        kernels.softmax(x, y);
        REFERENCE.softmax(exact(x), expected);
        expect(expected, y);
        kernels.logSoftmax(x, y);
        REFERENCE.logSoftmax(exact(x), expected);
        expect(expected, y);
        Tensor sum = empty(dtype, Shape.of(3, 4, 1));
        Tensor expectedSum = empty(DType.FLOAT64, sum.shape());
        kernels.logSumExp(x, sum);
        REFERENCE.logSumExp(exact(x), expectedSum);
        expect(expectedSum, sum);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void scatters(CpuKernels kernels, DType dtype, Layout layout) {
        Tensor values = layout.random(new Random(7), dtype, 30, 5);
        Tensor indices = layout.allocate(DType.INT32, 30);
        Indices.forEach(indices.shape(), at -> Elements.set(indices, at[0] % 4, at));
        Tensor to = empty(dtype, Shape.of(4, 5));
        Tensor expected = empty(DType.FLOAT64, to.shape());
        kernels.takeScatter(values, indices, 0, to);
        REFERENCE.takeScatter(exact(values), indices, 0, expected);
        expect(expected, to);
        Tensor along = layout.allocate(DType.INT32, 30, 5);
        Indices.forEach(along.shape(), at -> Elements.set(along, (at[0] + at[1]) % 4, at));
        kernels.takeAlongAxisScatter(values, along, 0, to);
        REFERENCE.takeAlongAxisScatter(exact(values), along, 0, expected);
        expect(expected, to);
    }
}
