package lazuli.backend.cpu.normalization;

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
import org.junit.jupiter.params.provider.MethodSource;

class RowNormTest {
    private static final RowNorm[] ALL = {RowNorm.loops(), RowNorm.loopsLikeVectors(), RowNorm.vectors()};
    private static final double EPSILON = 1e-3;

    static Stream<Arguments> shapes() {
        return Stream.of(DType.FLOAT32, DType.FLOAT64)
                .flatMap(dtype -> Stream.of(1, 3, 16, 64, 67, 300)
                        .flatMap(length -> Stream.of(
                                Arguments.of(dtype, 1, length, true),
                                Arguments.of(dtype, 131, length, true),
                                Arguments.of(dtype, 131, length, false))));
    }

    private record Operands(Tensor x, Tensor weight, Tensor bias, Tensor dy) {
        static Operands random(DType dtype, int rows, int length) {
            Random random = new Random(length);
            return new Operands(
                    Layout.ROW_MAJOR.random(random, dtype, rows, length),
                    Layout.ROW_MAJOR.random(random, dtype, length),
                    Layout.ROW_MAJOR.random(random, dtype, length),
                    Layout.ROW_MAJOR.random(random, dtype, rows, length));
        }
    }

    /** A row's normalized elements, and what it was multiplied by. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Normalized(double[] elements, double scale) {
        static Normalized of(Tensor x, int row, boolean centred) {
            double[] elements = new double[x.shape().length(1)];
            double sum = 0;
            for (int i = 0; i < elements.length; i++) {
                elements[i] = Elements.get(x, row, i);
                sum += elements[i];
            }
            double squares = 0;
            for (int i = 0; i < elements.length; i++) {
                elements[i] -= centred ? sum / elements.length : 0;
                squares += elements[i] * elements[i];
            }
            double scale = 1 / Math.sqrt(squares / elements.length + EPSILON);
            for (int i = 0; i < elements.length; i++) {
                elements[i] *= scale;
            }
            return new Normalized(elements, scale);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void resultsMatchTheDefinition(DType dtype, int rows, int length, boolean centred) {
        Operands at = Operands.random(dtype, rows, length);
        for (RowNorm norm : ALL) {
            Tensor y = Layout.ROW_MAJOR.allocate(dtype, rows, length);
            norm.forward(centred, EPSILON, at.x(), at.weight(), at.bias(), y);
            Expect.near(
                    index -> Normalized.of(at.x(), index[0], centred).elements()[index[1]]
                                    * Elements.get(at.weight(), index[1])
                            + Elements.get(at.bias(), index[1]),
                    y,
                    dtype == DType.FLOAT64 ? 1e-12 : 1e-5);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void gradientsMatchTheDefinition(DType dtype, int rows, int length, boolean centred) {
        Operands at = Operands.random(dtype, rows, length);
        double[][] dx = new double[rows][length];
        double[] weightGradient = new double[length];
        double[] biasGradient = new double[length];
        for (int row = 0; row < rows; row++) {
            Normalized normalized = Normalized.of(at.x(), row, centred);
            double offset = 0;
            double slope = 0;
            for (int i = 0; i < length; i++) {
                double dy = Elements.get(at.dy(), row, i);
                double g = dy * Elements.get(at.weight(), i);
                offset += centred ? g / length : 0;
                slope += g * normalized.elements()[i] / length;
                weightGradient[i] += dy * normalized.elements()[i];
                biasGradient[i] += dy;
            }
            for (int i = 0; i < length; i++) {
                double g = Elements.get(at.dy(), row, i) * Elements.get(at.weight(), i);
                dx[row][i] = normalized.scale() * (g - offset - normalized.elements()[i] * slope);
            }
        }
        double tolerance = dtype == DType.FLOAT64 ? 1e-11 : 1e-4;
        for (RowNorm norm : ALL) {
            Gradients got = Gradients.of(norm, at, centred);
            Expect.near(index -> dx[index[0]][index[1]], got.x(), tolerance);
            Expect.near(index -> weightGradient[index[0]], got.weight(), tolerance);
            Expect.near(index -> biasGradient[index[0]], got.bias(), tolerance);
        }
    }

    private record Gradients(Tensor x, Tensor weight, Tensor bias) {
        static Gradients of(RowNorm norm, Operands at, boolean centred) {
            DType dtype = at.x().dtype();
            Gradients to = new Gradients(
                    Layout.ROW_MAJOR.allocate(dtype, at.x().shape().toArray()),
                    Layout.ROW_MAJOR.allocate(dtype, at.x().shape().length(1)),
                    Layout.ROW_MAJOR.allocate(dtype, at.x().shape().length(1)));
            norm.gradient(centred, EPSILON, at.x(), at.weight(), at.dy(), to.x(), to.weight(), to.bias());
            return to;
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void bitsDependNeitherOnThreadsNorOnVectors(DType dtype, int rows, int length, boolean centred) {
        Operands at = Operands.random(dtype, rows, length);
        Tensor loops = Layout.ROW_MAJOR.allocate(dtype, rows, length);
        Tensor vectors = Layout.ROW_MAJOR.allocate(dtype, rows, length);
        RowNorm.loopsLikeVectors().forward(centred, EPSILON, at.x(), at.weight(), at.bias(), loops);
        Threads.alone(() -> RowNorm.vectors().forward(centred, EPSILON, at.x(), at.weight(), at.bias(), vectors));
        Expect.sameBits(loops, vectors);
        Gradients expected = Gradients.of(RowNorm.loopsLikeVectors(), at, centred);
        Threads.alone(() -> {
            Gradients got = Gradients.of(RowNorm.vectors(), at, centred);
            Expect.sameBits(expected.x(), got.x());
            Expect.sameBits(expected.weight(), got.weight());
            Expect.sameBits(expected.bias(), got.bias());
        });
    }
}
