package lazuli.core.operation;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.HalfPrecision;
import lazuli.core.primitive.sorting.ArgSort;
import lazuli.core.primitive.sorting.Largest;
import lazuli.core.primitive.sorting.SearchSorted;
import lazuli.core.primitive.sorting.Sort;
import org.jspecify.annotations.Nullable;

/** Order along an axis, or without one of all elements in row-major order, and what follows from it. */
public final class Sorting {
    /** Selecting one in so many elements, or fewer, is faster than sorting all. */
    private static final int SELECTED_IN = 16;

    private Sorting() {}

    /** Ascending order along an axis, NaN last. */
    public static Array sort(Array x, @Nullable Integer axis) {
        if (axis == null) {
            return sort(Shapes.flatten(x), 0);
        }
        return Nodes.of(new Sort(x.shape().axis("sort", axis)), x);
    }

    /** The indices that sort along an axis. */
    public static Array argsort(Array x, @Nullable Integer axis) {
        if (axis == null) {
            return argsort(Shapes.flatten(x), 0);
        }
        return Nodes.of(new ArgSort(x.shape().axis("argsort", axis)), x);
    }

    /** Sorted arrays are partitioned at every place. */
    public static Array partition(Array x, int kth, @Nullable Integer axis) {
        if (axis == null) {
            return partition(Shapes.flatten(x), kth, 0);
        }
        requirePlace("partition", x, kth, axis);
        return sort(x, axis);
    }

    /** The indices that sort also partition. */
    public static Array argpartition(Array x, int kth, @Nullable Integer axis) {
        if (axis == null) {
            return argpartition(Shapes.flatten(x), kth, 0);
        }
        requirePlace("argpartition", x, kth, axis);
        return argsort(x, axis);
    }

    private static void requirePlace(String operation, Array x, int kth, int axis) {
        int length = x.shape().length(x.shape().axis(operation, axis));
        if (kth < -length || kth >= length) {
            throw new ShapeException(operation, "no element %d along axis %d of shape %s", kth, axis, x.shape());
        }
    }

    /** The largest {@code k} elements along an axis. */
    public static Array topk(Array x, int k, @Nullable Integer axis) {
        if (axis == null) {
            return topk(Shapes.flatten(x), k, 0);
        }
        int at = x.shape().axis("topk", axis);
        int length = x.shape().length(at);
        if (k < 0 || k > length) {
            throw new ShapeException("topk", "k = %d for axis %d of shape %s", k, axis, x.shape());
        }
        if (k <= length / SELECTED_IN && x.dtype() != DType.COMPLEX64) {
            return Nodes.of(new Largest(at, k), x);
        }
        return TraceScope.result(() -> Indexing.part(sort(x, at), at, length - k, k));
    }

    /** The middle element, or the mean of the middle two, of the elements along axes. */
    public static Array median(Array x, int[] axes, boolean keepDims) {
        return TraceScope.result(() -> {
            Array floating = Elementwise.astype(x, x.dtype().toFloating());
            JoinedAxes joined = JoinedAxes.of("median", floating, axes);
            int last = joined.array().shape().rank() - 1;
            int length = joined.array().shape().length(last);
            if (length == 0) {
                throw new ShapeException("median", "no elements along the axes of shape %s", x.shape());
            }
            Array sorted = sort(joined.array(), last);
            Array upper = Indexing.part(sorted, last, length / 2, 1);
            Array middle = length % 2 == 1 ? upper : middle(upper, Indexing.part(sorted, last, length / 2 - 1, 1));
            Array largest = Indexing.part(sorted, last, length - 1, 1);
            Array result = Functions.where(Functions.notEqual(largest, largest), largest, middle); // NaN comes last
            return Reductions.withoutJoined("median", result, x.shape(), axes, keepDims);
        });
    }

    private static Array middle(Array upper, Array lower) {
        return HalfPrecision.round(
                Functions.multiply(Functions.add(HalfPrecision.widen(upper), HalfPrecision.widen(lower)), 0.5),
                upper.dtype());
    }

    /** For each value the index of the first element of a sorted vector that is not below it, or above it if {@code right}. */
    public static Array searchSorted(Array sorted, Array values, boolean right) {
        if (sorted.shape().rank() != 1) {
            throw new ShapeException("searchsorted", "the sequence must have one axis, not shape %s", sorted.shape());
        }
        DType dtype = DType.promote(sorted.dtype(), values.dtype());
        return TraceScope.result(() -> {
            Array line =
                    Elementwise.astype(sorted, dtype).reshape(1, sorted.shape().length(0));
            Array all = Elementwise.astype(values, dtype).reshape(1, Shape.axisLength("searchsorted", values.size()));
            return Nodes.of(new SearchSorted(right), line, all)
                    .reshape(values.shape().toArray());
        });
    }
}
