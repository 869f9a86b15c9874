package lazuli.backend.cpu.softmax;

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

class SoftmaxTest {
    private static final Softmax[] ALL = {Softmax.loops(), Softmax.loopsLikeVectors(), Softmax.vectors()};

    static Stream<Arguments> shapes() {
        return Stream.of(DType.FLOAT32, DType.FLOAT64)
                .flatMap(dtype -> Stream.of(1, 2, 7, 16, 33, 1000).map(length -> Arguments.of(dtype, 5, length)));
    }

    private static Tensor numbers(DType dtype, int rows, int length) {
        Tensor x = Layout.ROW_MAJOR.allocate(dtype, rows, length);
        Random random = new Random(length);
        Indices.forEach(x.shape(), at -> Elements.set(x, random.nextGaussian() * 20 + 1000 * at[0], at));
        return x;
    }

    private static double logSumExp(Tensor x, int row) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < x.shape().length(1); j++) {
            largest = Math.max(largest, Elements.get(x, row, j));
        }
        double sum = 0;
        for (int j = 0; j < x.shape().length(1); j++) {
            sum += Math.exp(Elements.get(x, row, j) - largest);
        }
        return largest + Math.log(sum);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void resultsMatchTheDefinition(DType dtype, int rows, int length) {
        Tensor x = numbers(dtype, rows, length);
        double tolerance = dtype == DType.FLOAT64 ? 1e-12 : 1e-6;
        for (Softmax softmax : ALL) {
            Tensor y = Layout.ROW_MAJOR.allocate(dtype, rows, length);
            softmax.softmax(x, y);
            Expect.near(at -> Math.exp(Elements.get(x, at) - logSumExp(x, at[0])), y, tolerance);
            softmax.logSoftmax(x, y);
            Expect.near(at -> Elements.get(x, at) - logSumExp(x, at[0]), y, tolerance);
            Tensor sums = Layout.ROW_MAJOR.allocate(dtype, rows, 1);
            softmax.logSumExp(x, sums);
            Expect.near(at -> logSumExp(x, at[0]), sums, tolerance);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void bitsDependNeitherOnThreadsNorOnVectors(DType dtype, int rows, int length) {
        Tensor x = numbers(dtype, rows * 20, length);
        Tensor loops = Layout.ROW_MAJOR.allocate(dtype, rows * 20, length);
        Tensor vectors = Layout.ROW_MAJOR.allocate(dtype, rows * 20, length);
        Softmax.loopsLikeVectors().softmax(x, loops);
        Threads.alone(() -> Softmax.vectors().softmax(x, vectors));
        Expect.sameBits(loops, vectors);
        Softmax.loopsLikeVectors().logSoftmax(x, loops);
        Threads.alone(() -> Softmax.vectors().logSoftmax(x, vectors));
        Expect.sameBits(loops, vectors);
        Tensor loopSums = Layout.ROW_MAJOR.allocate(dtype, rows * 20, 1);
        Tensor vectorSums = Layout.ROW_MAJOR.allocate(dtype, rows * 20, 1);
        Softmax.loopsLikeVectors().logSumExp(x, loopSums);
        Softmax.vectors().logSumExp(x, vectorSums);
        Expect.sameBits(loopSums, vectorSums);
    }

    @Test
    void infinitiesAndNaNGoThrough() {
        double inf = Double.POSITIVE_INFINITY;
        double nan = Double.NaN;
        double[][] rows = {{-inf, -inf, -inf}, {inf, 1, 2}, {0, -inf, 0}, {1, nan, 2}};
        double[] sums = {-inf, inf, Math.log(2), nan};
        double[][] shares = {{nan, nan, nan}, {nan, nan, nan}, {0.5, 0, 0.5}, {nan, nan, nan}};
        double half = -Math.log(2);
        double[][] logarithms = {{nan, nan, nan}, {nan, -inf, -inf}, {half, -inf, half}, {nan, nan, nan}};
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            Tensor x = Layout.ROW_MAJOR.allocate(dtype, 4, 3);
            Indices.forEach(x.shape(), at -> Elements.set(x, rows[at[0]][at[1]], at));
            for (Softmax softmax : ALL) {
                Tensor y = Layout.ROW_MAJOR.allocate(dtype, 4, 3);
                softmax.softmax(x, y);
                Expect.near(at -> shares[at[0]][at[1]], y, 1e-7);
                softmax.logSoftmax(x, y);
                Expect.near(at -> logarithms[at[0]][at[1]], y, 1e-7);
                Tensor sum = Layout.ROW_MAJOR.allocate(dtype, 4, 1);
                softmax.logSumExp(x, sum);
                Expect.near(at -> sums[at[0]], sum, 1e-7);
            }
        }
    }

    @Test
    void complexNumbersAreSummedInThePlane() {
        Tensor x = Layout.ROW_MAJOR.random(new Random(3), DType.COMPLEX64, 2, 9);
        Tensor sum = Layout.ROW_MAJOR.allocate(DType.COMPLEX64, 2, 1);
        Tensor y = Layout.ROW_MAJOR.allocate(DType.COMPLEX64, 2, 9);
        Softmax.loops().logSumExp(x, sum);
        Softmax.loops().softmax(x, y);
        Tensor logarithms = Layout.ROW_MAJOR.allocate(DType.COMPLEX64, 2, 9);
        Softmax.loops().logSoftmax(x, logarithms);
        for (int row = 0; row < 2; row++) {
            double real = 0;
            double imaginary = 0;
            for (int i = 0; i < 9; i++) {
                double size = Math.exp(Elements.get(x, row, i));
                real += size * Math.cos(Elements.imaginary(x, row, i));
                imaginary += size * Math.sin(Elements.imaginary(x, row, i));
            }
            Expect.near(Math.log(Math.hypot(real, imaginary)), Elements.get(sum, row, 0), 1e-6);
            Expect.near(Math.atan2(imaginary, real), Elements.imaginary(sum, row, 0), 1e-6);
            // A share is exp(x - logSumExp(x)).
            double size = Math.exp(Elements.get(x, row, 4) - Elements.get(sum, row, 0));
            double angle = Elements.imaginary(x, row, 4) - Elements.imaginary(sum, row, 0);
            Expect.near(size * Math.cos(angle), Elements.get(y, row, 4), 1e-6);
            Expect.near(size * Math.sin(angle), Elements.imaginary(y, row, 4), 1e-6);
            Expect.near(Elements.get(x, row, 4) - Elements.get(sum, row, 0), Elements.get(logarithms, row, 4), 1e-6);
            Expect.near(angle, Elements.imaginary(logarithms, row, 4), 1e-6);
        }
    }

    @Test
    void nothingSumsToMinusInfinity() {
        Tensor sum = Layout.ROW_MAJOR.allocate(DType.FLOAT32, 2, 1);
        Softmax.loops().logSumExp(Layout.ROW_MAJOR.allocate(DType.FLOAT32, 2, 0), sum);
        Expect.near(at -> Double.NEGATIVE_INFINITY, sum, 0);
    }
}
