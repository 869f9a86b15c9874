package lazuli.backend.cpu.normalization;

import java.util.Random;
import java.util.stream.Stream;
import lazuli.backend.cpu.Elements;
import lazuli.backend.cpu.Expect;
import lazuli.backend.cpu.Layout;
import lazuli.backend.cpu.Threads;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BatchNormTest {
    private static final BatchNorm LOOPS = BatchNorm.loops();
    private static final BatchNorm VECTORS = BatchNorm.vectors();
    private static final float EPSILON = 1e-3f;

    static Stream<Arguments> shapes() {
        return Stream.of(DType.FLOAT32, DType.FLOAT64)
                .flatMap(dtype -> Stream.of(
                        Arguments.of(dtype, 7, 1),
                        Arguments.of(dtype, 1, 5),
                        Arguments.of(dtype, 300, 3),
                        Arguments.of(dtype, 2000, 37),
                        Arguments.of(dtype, 600, 64),
                        Arguments.of(dtype, 5, 1100),
                        Arguments.of(dtype, 100, 531)));
    }

    /** The arrays of one case and their results. */
    private record Arrays(
            Tensor x,
            Tensor weight,
            Tensor bias,
            Tensor dy,
            Tensor y,
            Tensor mean,
            Tensor variance,
            Tensor dx,
            Tensor dw,
            Tensor db) {
        static Arrays of(DType dtype, int rows, int columns) {
            Random random = new Random(rows + columns);
            Tensor x = Layout.ROW_MAJOR.random(random, dtype, rows, columns);
            Layout any = Layout.WITH_GAPS;
            Layout plain = Layout.ROW_MAJOR;
            return new Arrays(
                    x,
                    any.random(random, dtype, columns),
                    any.random(random, dtype, columns),
                    plain.random(random, dtype, rows, columns),
                    plain.allocate(dtype, rows, columns),
                    plain.allocate(dtype, columns),
                    plain.allocate(dtype, columns),
                    plain.allocate(dtype, rows, columns),
                    plain.allocate(dtype, columns),
                    plain.allocate(dtype, columns));
        }

        void run(BatchNorm norm) {
            norm.forward(x, weight, bias, EPSILON, y, mean, variance);
            norm.gradient(x, weight, mean, variance, EPSILON, dy, dx, dw, db);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void resultsMatchTheDefinition(DType dtype, int rows, int columns) {
        for (BatchNorm norm : new BatchNorm[] {LOOPS, VECTORS}) {
            Arrays arrays = Arrays.of(dtype, rows, columns);
            arrays.run(norm);
            for (int column = 0; column < columns; column++) {
                expectColumn(arrays, column, rows, dtype == DType.FLOAT64 ? 1e-12 : 2e-4);
            }
        }
    }

    private static void expectColumn(Arrays a, int column, int rows, double tolerance) {
        double mean = 0;
        double variance = 0;
        double db = 0;
        double dw = 0;
        for (int i = 0; i < rows; i++) {
            mean += Elements.get(a.x(), i, column) / rows;
        }
        for (int i = 0; i < rows; i++) {
            variance += Math.pow(Elements.get(a.x(), i, column) - mean, 2) / rows;
        }
        double deviation = Math.sqrt(variance + EPSILON);
        for (int i = 0; i < rows; i++) {
            db += Elements.get(a.dy(), i, column);
            dw += Elements.get(a.dy(), i, column) * (Elements.get(a.x(), i, column) - mean) / deviation;
        }
        double weight = Elements.get(a.weight(), column);
        Expect.near(mean, Elements.get(a.mean(), column), tolerance);
        Expect.near(variance, Elements.get(a.variance(), column), tolerance);
        Expect.near(db, Elements.get(a.db(), column), tolerance);
        Expect.near(dw, Elements.get(a.dw(), column), tolerance);
        for (int i = 0; i < rows; i++) {
            double x = (Elements.get(a.x(), i, column) - mean) / deviation;
            Expect.near(x * weight + Elements.get(a.bias(), column), Elements.get(a.y(), i, column), tolerance);
            double dx = weight / deviation * (Elements.get(a.dy(), i, column) - db / rows - x * dw / rows);
            Expect.near(dx, Elements.get(a.dx(), i, column), tolerance);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void bitsDependNeitherOnThreadsNorOnVectors(DType dtype, int rows, int columns) {
        Arrays loops = Arrays.of(dtype, rows, columns);
        Arrays vectors = Arrays.of(dtype, rows, columns);
        loops.run(LOOPS);
        Threads.alone(() -> vectors.run(VECTORS));
        Expect.sameBits(loops.y(), vectors.y());
        Expect.sameBits(loops.variance(), vectors.variance());
        Expect.sameBits(loops.dx(), vectors.dx());
        Expect.sameBits(loops.dw(), vectors.dw());
    }

    @Test
    void aMeanFarFromZeroDoesNotDrownTheVariance() {
        Arrays arrays = Arrays.of(DType.FLOAT32, 5000, 3);
        for (int i = 0; i < 5000; i++) {
            Elements.set(arrays.x(), 1000 + i % 2, i, 1);
        }
        arrays.run(VECTORS);
        Expect.near(0.25, Elements.get(arrays.variance(), 1), 1e-5);
    }

    @Test
    void withoutRowsMomentsAreNaN() {
        Arrays arrays = Arrays.of(DType.FLOAT32, 0, 3);
        arrays.run(LOOPS);
        Expect.near(at -> Double.NaN, arrays.mean(), 0);
        Expect.near(at -> 0, arrays.db(), 0);
    }
}
