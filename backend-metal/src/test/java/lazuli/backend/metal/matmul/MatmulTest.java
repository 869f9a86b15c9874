package lazuli.backend.metal.matmul;

import static lazuli.backend.metal.BothDevices.normal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lazuli.backend.metal.BothDevices;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products of matrices of all lengths around those of tiles, warps and parts, in all layouts, are the processor's. */
class MatmulTest {
    private static final List<DType> DTYPES = List.of(DType.FLOAT32, DType.FLOAT16, DType.BFLOAT16, DType.COMPLEX64);

    private static final int[] LENGTHS = {1, 2, 15, 16, 17, 33, 65};
    private static final int[] DEPTHS = {0, 1, 3, 16, 31, 130};

    record Lengths(int rows, int depth, int columns) {}

    static Stream<Lengths> lengths() {
        return Stream.concat(
                Stream.of(
                        new Lengths(0, 4, 3),
                        new Lengths(3, 4, 0),
                        new Lengths(3, 1000, 5),
                        new Lengths(20, 1025, 70),
                        new Lengths(1, 3001, 1),
                        new Lengths(1, 1300, 40),
                        new Lengths(40, 1300, 1)),
                Arrays.stream(LENGTHS)
                        .boxed()
                        .flatMap(rows -> Arrays.stream(LENGTHS)
                                .boxed()
                                .map(columns ->
                                        new Lengths(rows, DEPTHS[(rows * 7 + columns) % DEPTHS.length], columns))));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void ofAllLengths(Lengths lengths) {
        for (DType dtype : DTYPES) {
            Array a = normal(7, dtype, lengths.rows(), lengths.depth());
            Array b = normal(7, dtype, lengths.depth(), lengths.columns());
            BothDevices.agreeOnSums(() -> Mx.matmul(a, b), lengths.depth(), lengths + " of " + dtype);
        }
    }

    static Stream<Layout[]> layouts() {
        return Stream.of(Layout.values())
                .flatMap(left -> Stream.of(Layout.values()).map(right -> new Layout[] {left, right}));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void ofAllLayouts(Layout left, Layout right) {
        int[][] shapes = {{18, 37, 21}, {1, 150, 40}, {40, 150, 1}, {3, 600, 5}};
        for (DType dtype : DTYPES) {
            for (int[] shape : shapes) {
                Array a = normal(7, dtype, 2, shape[0], shape[1]);
                Array b = normal(7, dtype, 2, shape[1], shape[2]);
                BothDevices.agreeOnSums(
                        () -> Mx.matmul(left.of(a), right.of(b)),
                        shape[1],
                        Shape.of(shape) + " of " + dtype + " " + left + " " + right);
            }
        }
    }

    static Stream<Shape[]> batches() {
        return Stream.of(
                new Shape[] {Shape.of(4), Shape.of(4)},
                new Shape[] {Shape.of(4), Shape.of(1)},
                new Shape[] {Shape.of(1), Shape.of(4)},
                new Shape[] {Shape.of(2, 3), Shape.of(2, 1)},
                new Shape[] {Shape.of(2, 1, 3), Shape.of(1, 2, 1)},
                new Shape[] {Shape.of(2, 3), Shape.of()},
                new Shape[] {Shape.of(), Shape.of(2, 3)},
                new Shape[] {Shape.of(0, 3), Shape.of(1, 3)},
                new Shape[] {Shape.of(2, 1, 2, 1, 2, 1, 2, 1, 2, 1), Shape.of(1, 2, 1, 2, 1, 2, 1, 2, 1, 2)});
    }

    @ParameterizedTest
    @MethodSource("batches")
    void ofBatches(Shape left, Shape right) {
        int[][] shapes = {{3, 5, 4}, {1, 5, 4}, {5, 5, 1}};
        for (int[] shape : shapes) {
            Array a = normal(7, DType.FLOAT32, with(left, shape[0], shape[1]));
            Array b = normal(7, DType.FLOAT32, with(right, shape[1], shape[2]));
            for (Layout layout : Layout.values()) {
                BothDevices.agreeOnSums(
                        () -> Mx.matmul(layout.of(a), b), shape[1], left + " " + right + Shape.of(shape) + layout);
            }
        }
    }

    private static int[] with(Shape batch, int rows, int columns) {
        int[] lengths = Arrays.copyOf(batch.toArray(), batch.rank() + 2);
        lengths[batch.rank()] = rows;
        lengths[batch.rank() + 1] = columns;
        return lengths;
    }
}
