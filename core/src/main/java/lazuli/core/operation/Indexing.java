package lazuli.core.operation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Index;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.indexing.SliceUpdate;
import lazuli.core.primitive.indexing.Take;
import lazuli.core.primitive.indexing.TakeAlongAxis;
import lazuli.core.primitive.view.StridedSlice;

/** Reading parts of arrays. */
public final class Indexing {
    private Indexing() {}

    /** A zero array with {@code x} in place of the elements that a slice takes. */
    public static Array intoZeros(Array x, Shape shape, List<Integer> starts, List<Integer> steps) {
        return Nodes.of(new SliceUpdate(starts, steps), Creation.zeros(shape, x.dtype()), x);
    }

    /** The part of an array that indices name, in the order of its axes. */
    public static Array at(Array x, List<Index> indices) {
        Selection.requirePositions(indices);
        Selection selection = Selection.of(x.shape(), indices);
        Array result = selection.sliced(x);
        if (selection.hasArrays()) {
            Array sliced = result;
            result =
                    TraceScope.result(() -> take(selection.joined(sliced), selection.places(), selection.joinedAxis()));
        }
        return Shapes.reshape(result, selection.resultShape().toArray());
    }

    /** {@code count} slices from {@code start} on along an axis. */
    public static Array part(Array x, int axis, int start, int count) {
        List<Integer> starts = new ArrayList<>(Collections.nCopies(x.shape().rank(), 0));
        starts.set(axis, start);
        List<Integer> steps = Collections.nCopies(x.shape().rank(), 1);
        Shape shape = x.shape().with(axis, count);
        return shape.equals(x.shape()) ? x : Nodes.of(new StridedSlice(starts, steps, shape), x);
    }

    /** The slices along an axis that integer indices name. */
    public static Array take(Array x, Array indices, int axis) {
        return Nodes.of(new Take(x.shape().axis("take", axis)), x, requireIndices("take", indices));
    }

    /** Along an axis, the elements that indices of the same rank name; other axes are broadcast. */
    public static Array takeAlongAxis(Array x, Array indices, int axis) {
        int at = x.shape().axis("take_along_axis", axis);
        if (x.shape().rank() != indices.shape().rank()) {
            throw new ShapeException("take_along_axis", "ranks differ: %s by %s", x.shape(), indices.shape());
        }
        Shape others = Shape.broadcast(
                "take_along_axis", x.shape().with(at, 1), indices.shape().with(at, 1));
        return Nodes.of(
                new TakeAlongAxis(at),
                Shapes.broadcast(x, others.with(at, x.shape().length(at))),
                Shapes.broadcast(
                        requireIndices("take_along_axis", indices),
                        others.with(at, indices.shape().length(at))));
    }

    /** Indices in a dtype that kernels take. */
    static Array requireIndices(String operation, Array indices) {
        if (!indices.dtype().isInteger()) {
            throw new DTypeException(operation, "indices must be integers, not %s", indices.dtype());
        }
        boolean isWide = indices.dtype().size() > Integer.BYTES || indices.dtype() == DType.UINT32;
        return isWide ? indices : Elementwise.astype(indices, DType.INT32);
    }
}
