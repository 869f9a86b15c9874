package lazuli.backend.cpu.matmul;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import lazuli.backend.cpu.Elements;
import lazuli.backend.cpu.Expect;
import lazuli.backend.cpu.Layout;
import lazuli.backend.cpu.Threads;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MatmulTest {
    private static final MatrixProducts LOOPS = MatrixProducts.loops();
    private static final MatrixProducts VECTORS = MatrixProducts.vectors();

    static Stream<Arguments> cases() {
        List<int[]> sizes = List.of(
                new int[] {1, 1, 1},
                new int[] {7, 5, 3},
                new int[] {6, 32, 1},
                new int[] {13, 65, 257},
                new int[] {97, 300, 31},
                new int[] {1, 70, 600},
                new int[] {200, 1, 520},
                new int[] {5, 6, 0});
        return Stream.of(DType.FLOAT32, DType.FLOAT64, DType.COMPLEX64)
                .flatMap(dtype -> Stream.of(Layout.values())
                        .flatMap(layout -> sizes.stream()
                                .flatMap(size -> Stream.of(false, true)
                                        .map(vectors ->
                                                Arguments.of(dtype, layout, size[0], size[1], size[2], vectors)))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void productMatchesSums(DType dtype, Layout layout, int rows, int columns, int depth, boolean vectors) {
        Random random = new Random(rows * 31L + columns * 7L + depth);
        Tensor a = layout.random(random, dtype, rows, depth);
        Tensor b = layout.random(random, dtype, depth, columns);
        Tensor c = Layout.ROW_MAJOR.allocate(dtype, rows, columns);
        new Matmul(vectors ? VECTORS : LOOPS).multiply(a, b, c);
        double tolerance = dtype == DType.FLOAT64 ? 1e-13 : 2e-5;
        Expect.near(at -> sum(a, b, depth, at[0], at[1]), c, tolerance);
        if (dtype == DType.COMPLEX64) {
            Expect.near(at -> imaginarySum(a, b, depth, at[0], at[1]), imaginary(c), tolerance);
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 4, 5, 6, 7", "2, 3, 40, 30, 20", "5, 1, 3, 3, 3", "0, 2, 3, 4, 5", "2, 2, 150, 130, 260"})
    void leadingAxesAreBroadcast(int outer, int inner, int rows, int columns, int depth) {
        Random random = new Random(outer + inner);
        for (Layout layout : Layout.values()) {
            Tensor a = layout.random(random, DType.FLOAT32, outer, 1, rows, depth);
            Tensor b = layout.random(random, DType.FLOAT32, inner, depth, columns);
            Tensor c = Layout.ROW_MAJOR.allocate(DType.FLOAT32, outer, inner, rows, columns);
            new Matmul(VECTORS).multiply(a, b, c);
            Expect.near(
                    at -> {
                        double sum = 0;
                        for (int k = 0; k < depth; k++) {
                            sum += Elements.get(a, at[0], 0, at[2], k) * Elements.get(b, at[1], k, at[3]);
                        }
                        return sum;
                    },
                    c,
                    2e-5);
        }
    }

    @ParameterizedTest
    @CsvSource({"4, 50, 60, 70", "3, 200, 300, 400"})
    void oneRightMatrixServesTheBatch(int batch, int rows, int columns, int depth) {
        Random random = new Random(batch);
        Tensor a = Layout.ROW_MAJOR.random(random, DType.FLOAT64, batch, rows, depth);
        Tensor b = Layout.REVERSED_AXES.random(random, DType.FLOAT64, depth, columns);
        Tensor c = Layout.ROW_MAJOR.allocate(DType.FLOAT64, batch, rows, columns);
        new Matmul(LOOPS).multiply(a, b, c);
        Expect.near(
                at -> {
                    double sum = 0;
                    for (int k = 0; k < depth; k++) {
                        sum += Elements.get(a, at[0], at[1], k) * Elements.get(b, k, at[2]);
                    }
                    return sum;
                },
                c,
                1e-13);
    }

    @ParameterizedTest
    @CsvSource({"100, 200, 700, FLOAT32", "100, 200, 700, FLOAT64", "3, 2, 5, FLOAT32"})
    void bitsDependNeitherOnThreadsNorOnVectors(int rows, int columns, int depth, DType dtype) {
        Random random = new Random(depth);
        Tensor a = Layout.WITH_GAPS.random(random, dtype, rows, depth);
        Tensor b = Layout.WITH_GAPS.random(random, dtype, depth, columns);
        Tensor shared = Layout.ROW_MAJOR.allocate(dtype, rows, columns);
        Tensor alone = Layout.ROW_MAJOR.allocate(dtype, rows, columns);
        Tensor loops = Layout.ROW_MAJOR.allocate(dtype, rows, columns);
        new Matmul(VECTORS).multiply(a, b, shared);
        Threads.alone(() -> new Matmul(VECTORS).multiply(a, b, alone));
        new Matmul(LOOPS).multiply(a, b, loops);
        Expect.sameBits(shared, alone);
        Expect.sameBits(shared, loops);
    }

    private static double sum(Tensor a, Tensor b, int depth, int i, int j) {
        double sum = 0;
        for (int k = 0; k < depth; k++) {
            sum += Elements.get(a, i, k) * Elements.get(b, k, j);
            if (a.dtype() == DType.COMPLEX64) {
                sum -= Elements.imaginary(a, i, k) * Elements.imaginary(b, k, j);
            }
        }
        return sum;
    }

    private static double imaginarySum(Tensor a, Tensor b, int depth, int i, int j) {
        double sum = 0;
        for (int k = 0; k < depth; k++) {
            sum += Elements.get(a, i, k) * Elements.imaginary(b, k, j);
            sum += Elements.imaginary(a, i, k) * Elements.get(b, k, j);
        }
        return sum;
    }

    /** The imaginary parts as a tensor. */
    private static Tensor imaginary(Tensor c) {
        long columns = c.shape().length(1);
        return new Tensor(c.buffer(), DType.FLOAT32, c.shape(), new long[] {2 * columns, 2}, 1);
    }
}
