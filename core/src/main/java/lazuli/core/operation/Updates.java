package lazuli.core.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Index;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.Slice;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.indexing.Addressing;
import lazuli.core.primitive.indexing.Combination;
import lazuli.core.primitive.indexing.Scatter;
import lazuli.core.primitive.indexing.SignedIndices;

/** Arrays with a part of them changed. */
public final class Updates {
    private Updates() {}

    /** The array with values combined into what indices name; values take its dtype and are broadcast. */
    public static Array update(Combination combination, Array x, List<Index> indices, Array values) {
        return TraceScope.result(() -> {
            Array updates = Elementwise.astype(values, x.dtype());
            if (indices.size() == 1 && indices.getFirst() instanceof Array mask && mask.dtype() == DType.BOOL) {
                return masked(combination, x, mask, updates);
            }
            Selection.requirePositions(indices);
            Selection selection = Selection.of(x.shape(), indices);
            Array sliced = selection.sliced(x);
            Array fitting = fit(updates, selection.resultShape());
            if (!selection.hasArrays()) {
                Array part = Shapes.reshape(fitting, sliced.shape().toArray());
                return selection.withSliced(x, combine(combination, sliced, part));
            }
            Array joined = selection.joined(sliced);
            Array places = selection.places();
            Array taken = Indexing.take(joined, places, selection.joinedAxis());
            Array changed = Nodes.of(
                    new Scatter(combination, Addressing.SLICES, selection.joinedAxis()),
                    joined,
                    places,
                    Shapes.reshape(fitting, taken.shape().toArray()));
            return selection.withSliced(x, selection.separated(changed));
        });
    }

    /** Values broadcast to a shape; leading axes of length 1 that they have more do not count. */
    private static Array fit(Array values, Shape shape) {
        Shape lengths = values.shape();
        while (lengths.rank() > shape.rank() && lengths.length(0) == 1) {
            lengths = lengths.remove(0);
        }
        if (!Shape.broadcast("update", lengths, shape).equals(shape)) {
            throw new ShapeException("update", "%s into a part of shape %s", values.shape(), shape);
        }
        return Shapes.broadcast(Shapes.reshape(values, lengths.toArray()), shape);
    }

    private static Array combine(Combination combination, Array x, Array values) {
        return switch (combination) {
            case SET -> values;
            case ADD -> Functions.add(x, values);
            case MULTIPLY -> Functions.multiply(x, values);
            case MAXIMUM -> Functions.maximum(x, values);
            case MINIMUM -> Functions.minimum(x, values);
        };
    }

    private static Array masked(Combination combination, Array x, Array mask, Array values) {
        if (values.size() != 1) {
            if (combination != Combination.SET) {
                throw new ShapeException(
                        "update", "where a mask is true only one number can be combined, not %s", values.shape());
            }
            return maskedScatter(x, mask, values);
        }
        Array number = Shapes.reshape(values);
        return Functions.where(overTrailing(mask, x.shape()), combine(combination, x, number), x);
    }

    private static Array overTrailing(Array mask, Shape shape) {
        int rank = mask.shape().rank();
        if (rank > shape.rank() || !mask.shape().equals(Shape.of(Arrays.copyOf(shape.toArray(), rank)))) {
            throw new ShapeException("update", "a mask of shape %s for shape %s", mask.shape(), shape);
        }
        return Shapes.broadcast(
                Shapes.reshape(mask, Arrays.copyOf(withOnes(mask.shape(), shape.rank()), shape.rank())), shape);
    }

    private static int[] withOnes(Shape shape, int rank) {
        int[] lengths = new int[rank];
        Arrays.fill(lengths, 1);
        System.arraycopy(shape.toArray(), 0, lengths, 0, shape.rank());
        return lengths;
    }

    /** The array with values, in their row-major order, where a mask of its leading axes is true. */
    public static Array maskedScatter(Array x, Array mask, Array values) {
        return TraceScope.result(() -> {
            Array whole = overTrailing(mask, x.shape());
            if (values.size() == 0) {
                return x;
            }
            Array counted = Shapes.reshape(whole.astype(DType.INT32), -1);
            Array order = Scans.cumsum(counted, 0, false, false);
            Array source = Shapes.reshape(Elementwise.astype(values, x.dtype()), -1);
            Array spread = Indexing.take(
                    source, Functions.minimum(order, Shape.axisLength("masked_scatter", values.size()) - 1), 0);
            return Functions.where(whole, Shapes.reshape(spread, x.shape().toArray()), x);
        });
    }

    /** Along an axis, values at the places that indices of the same rank name. */
    public static Array putAlongAxis(Array x, Array indices, Array values, int axis) {
        int at = x.shape().axis("put_along_axis", axis);
        if (indices.shape().rank() != x.shape().rank()) {
            throw new ShapeException("put_along_axis", "ranks differ: %s by %s", x.shape(), indices.shape());
        }
        Shape places = x.shape().with(at, indices.shape().length(at));
        return TraceScope.result(() -> Nodes.of(
                new Scatter(Combination.SET, Addressing.ELEMENTS, at),
                x,
                Shapes.broadcast(Indexing.requireIndices("put_along_axis", indices), places),
                Shapes.broadcast(Elementwise.astype(values, x.dtype()), places)));
    }

    /** The block of lengths {@code sizes} that begins at {@code starts} along {@code axes} and at 0 along the others. */
    public static Array slice(Array x, Array starts, int[] axes, int[] sizes) {
        int[] order = checked("slice", x, starts, axes, sizes);
        return TraceScope.result(() -> {
            Array result = x;
            for (int axis = 0; axis < sizes.length; axis++) {
                int named = indexOf(order, axis);
                result = named < 0
                        ? Indexing.part(result, axis, 0, sizes[axis])
                        : Indexing.take(result, positions(starts, named, sizes[axis]), axis);
            }
            return result;
        });
    }

    /** The array with another in place of the block that {@link #slice} of its shape would give. */
    public static Array sliceUpdate(Array x, Array update, Array starts, int[] axes) {
        int[] sizes = update.shape().toArray();
        int[] order = checked("slice_update", x, starts, axes, sizes);
        return TraceScope.result(() -> {
            int[] sorted = Arrays.stream(order).sorted().toArray();
            List<Index> indices = new ArrayList<>();
            for (int axis = 0; axis < sizes.length; axis++) {
                int named = indexOf(order, axis);
                if (named < 0) {
                    indices.add(Slice.to(sizes[axis]));
                } else {
                    int[] mesh = new int[sorted.length];
                    Arrays.fill(mesh, 1);
                    mesh[indexOf(sorted, axis)] = sizes[axis];
                    indices.add(Shapes.reshape(positions(starts, named, sizes[axis]), mesh));
                }
            }
            boolean isSplit = sorted.length > 0 && sorted[sorted.length - 1] - sorted[0] >= sorted.length;
            Array values = update;
            if (isSplit) {
                int[] others = Arrays.stream(x.shape().allAxes())
                        .filter(axis -> indexOf(sorted, axis) < 0)
                        .toArray();
                int[] all = Arrays.copyOf(sorted, sizes.length);
                System.arraycopy(others, 0, all, sorted.length, others.length);
                values = Shapes.transpose(update, all);
            }
            return update(Combination.SET, x, indices, values);
        });
    }

    private static Array positions(Array starts, int named, int count) {
        Array start = SignedIndices.of(Indexing.part(starts, 0, named, 1));
        return Functions.add(start, Creation.arange(count));
    }

    private static int[] checked(String operation, Array x, Array starts, int[] axes, int[] sizes) {
        int[] order = x.shape().axes(operation, axes);
        boolean fits = sizes.length == x.shape().rank()
                && starts.shape().equals(Shape.of(axes.length))
                && starts.dtype().isInteger();
        for (int i = 0; fits && i < sizes.length; i++) {
            fits = sizes[i] >= 0 && sizes[i] <= x.shape().length(i);
        }
        if (!fits) {
            throw new ShapeException(
                    operation,
                    "a block of %s at %s of shape %s for axes %s of shape %s",
                    Arrays.toString(sizes),
                    starts.dtype(),
                    starts.shape(),
                    Arrays.toString(axes),
                    x.shape());
        }
        return order;
    }

    private static int indexOf(int[] values, int value) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == value) {
                return i;
            }
        }
        return -1;
    }
}
