package lazuli.core.operation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.indexing.SliceUpdate;
import lazuli.core.primitive.view.StridedSlice;

/** Diagonals and triangles of matrices. Diagonal {@code k} lies k places above the main one, below it if k is negative. */
public final class Diagonals {
    private Diagonals() {}

    /** The elements of a diagonal of the matrices over two axes, along a new last axis. */
    public static Array diagonal(Array x, int offset, int axis1, int axis2) {
        if (x.shape().rank() < 2) {
            throw new ShapeException("diagonal", "shape %s has no two axes", x.shape());
        }
        x.shape().axes("diagonal", axis1, axis2);
        int first = x.shape().axis("diagonal", axis1);
        int second = x.shape().axis("diagonal", axis2);
        IntStream others = IntStream.range(0, x.shape().rank()).filter(axis -> axis != first && axis != second);
        int[] order = IntStream.concat(others, IntStream.of(first, second)).toArray();
        return TraceScope.result(() -> ofLastAxes(Shapes.transpose(x, order), offset));
    }

    private static Array ofLastAxes(Array x, int offset) {
        int rows = x.shape().length(-2);
        int columns = x.shape().length(-1);
        int count = count(rows, columns, offset);
        Array flat = Shapes.flatten(x, -2, -1);
        int start = count == 0 ? 0 : start(columns, offset);
        return alongLast(flat, start, columns + 1, count);
    }

    private static int count(int rows, int columns, int offset) {
        return Math.max(0, offset >= 0 ? Math.min(rows, columns - offset) : Math.min(rows + offset, columns));
    }

    private static int start(int columns, int offset) {
        return offset >= 0 ? offset : -offset * columns;
    }

    private static Array alongLast(Array x, int start, int step, int count) {
        int last = x.shape().rank() - 1;
        List<Integer> starts = new ArrayList<>(Collections.nCopies(last, 0));
        List<Integer> steps = new ArrayList<>(Collections.nCopies(last, 1));
        starts.add(start);
        steps.add(step);
        return Nodes.of(new StridedSlice(starts, steps, x.shape().with(last, count)), x);
    }

    /** A vector as the diagonal of a square matrix of zeros, or the diagonal of a matrix. */
    public static Array diag(Array x, int offset) {
        return switch (x.shape().rank()) {
            case 1 -> {
                int length = Shape.axisLength("diag", x.shape().length(0) + Math.abs((long) offset));
                Shape flat = Shape.of(Shape.axisLength("diag", (long) length * length));
                yield x.size() == 0
                        ? Creation.zeros(Shape.of(length, length), x.dtype())
                        : TraceScope.result(() -> Shapes.reshape(
                                Nodes.of(
                                        new SliceUpdate(List.of(start(length, offset)), List.of(length + 1)),
                                        Creation.zeros(flat, x.dtype()),
                                        x),
                                length,
                                length));
            }
            case 2 -> diagonal(x, offset, 0, 1);
            default -> throw new ShapeException("diag", "shape %s is neither a vector's nor a matrix'", x.shape());
        };
    }

    /** The sums of diagonals. */
    public static Array trace(Array x, int offset, int axis1, int axis2, DType dtype) {
        return TraceScope.result(
                () -> Reductions.sum(Elementwise.astype(diagonal(x, offset, axis1, axis2), dtype), -1));
    }

    /** Ones on a diagonal, zeros elsewhere. */
    public static Array eye(String operation, int rows, int columns, int offset, DType dtype) {
        Required.notNegative(operation, "the number of rows", rows);
        Required.notNegative(operation, "the number of columns", columns);
        return TraceScope.result(() -> Elementwise.astype(
                Functions.equal(Shapes.expandDims(Creation.arange(rows), 1), columnsFrom(rows, columns, offset)),
                dtype));
    }

    /** What each column's number is less than that of the diagonal's row; a diagonal outside of the matrix is taken to be just outside. */
    private static Array columnsFrom(int rows, int columns, long offset) {
        double near = Math.clamp(offset, -(long) rows, columns);
        return Creation.arange(-near, columns - near, 1, DType.INT32);
    }

    /** Ones on and below a diagonal, zeros above. */
    public static Array triangle(int rows, int columns, long offset, DType dtype) {
        Required.notNegative("tri", "the number of rows", rows);
        Required.notNegative("tri", "the number of columns", columns);
        return TraceScope.result(() -> Elementwise.astype(
                Functions.greaterEqual(Shapes.expandDims(Creation.arange(rows), 1), columnsFrom(rows, columns, offset)),
                dtype));
    }

    /** The elements on and below a diagonal of the last two axes, zeros above. */
    public static Array lower(Array x, int offset) {
        return TraceScope.result(() -> Functions.where(mask("tril", x, offset), x, Creation.zerosLike(x)));
    }

    /** The elements on and above a diagonal of the last two axes, zeros below. */
    public static Array upper(Array x, int offset) {
        return TraceScope.result(() -> Functions.where(mask("triu", x, offset - 1L), Creation.zerosLike(x), x));
    }

    private static Array mask(String operation, Array x, long offset) {
        if (x.shape().rank() < 2) {
            throw new ShapeException(operation, "shape %s is no matrix'", x.shape());
        }
        return triangle(x.shape().length(-2), x.shape().length(-1), offset, DType.BOOL);
    }
}
