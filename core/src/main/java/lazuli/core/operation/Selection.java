package lazuli.core.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Index;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.Slice;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.indexing.SignedIndices;
import lazuli.core.primitive.indexing.SliceUpdate;
import lazuli.core.primitive.view.StridedSlice;

/**
 * What indices select from an array of some shape: first a strided slice, then, if there are index arrays, places of the axes that
 * they index, joined into one axis. As in NumPy the index arrays' own axes stand where those were, or first if anything but a
 * position stands between them.
 */
final class Selection {
    private final Shape shape;
    private final List<Integer> starts = new ArrayList<>();
    private final List<Integer> steps = new ArrayList<>();
    private final List<Integer> counts = new ArrayList<>();
    private final List<Integer> kept = new ArrayList<>();
    private final List<Array> arrays = new ArrayList<>();
    private final List<Integer> arrayAxes = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private int arraysAt;

    private Selection(Shape shape) {
        this.shape = shape;
    }

    static Selection of(Shape shape, List<Index> indices) {
        Selection selection = new Selection(shape);
        boolean interrupted = false;
        boolean isSplit = false;
        boolean begun = false;
        for (Index index : Ellipses.expand(shape, indices)) {
            boolean names = index instanceof Array || index instanceof Index.Position;
            isSplit |= names && interrupted;
            interrupted |= begun && !names;
            begun |= names;
            selection.add(index);
        }
        if (isSplit) {
            selection.arraysAt = 0;
        }
        if (!selection.arrays.isEmpty()) {
            Shape joint = selection.jointShape();
            for (int i = joint.rank() - 1; i >= 0; i--) {
                selection.lengths.add(selection.arraysAt, joint.length(i));
            }
        }
        selection.isSplit = isSplit;
        return selection;
    }

    private boolean isSplit;

    private void add(Index index) {
        int axis = starts.size();
        switch (index) {
            case Index.NewAxis ignored -> lengths.add(1);
            case Index.Ellipsis ignored -> throw new ShapeException("at", "more than one ellipsis");
            case Index.Position position -> take(position(position.value(), axis), 1, 1);
            case Slice slice -> {
                int length = shape.length(axis);
                kept.add(slice.count(length));
                lengths.add(slice.count(length));
                take(slice.first(length), slice.step(), slice.count(length));
            }
            case Array array -> {
                if (arrays.isEmpty()) {
                    arraysAt = lengths.size();
                }
                arrays.add(Indexing.requireIndices("at", array));
                arrayAxes.add(kept.size());
                kept.add(shape.length(axis));
                take(0, 1, shape.length(axis));
            }
        }
    }

    private int position(int value, int axis) {
        int length = shape.length(axis);
        int position = value < 0 ? value + length : value;
        if (position < 0 || position >= length) {
            throw new IndexOutOfBoundsException(
                    "[at] index %d is out of range for axis %d of shape %s".formatted(value, axis, shape));
        }
        return position;
    }

    private void take(int start, int step, int count) {
        starts.add(start);
        steps.add(step);
        counts.add(count);
    }

    private Shape jointShape() {
        Shape joint = Shape.SCALAR;
        for (Array array : arrays) {
            joint = Shape.broadcast("at", joint, array.shape());
        }
        return joint;
    }

    /** The shape of what is selected. */
    Shape resultShape() {
        return Shape.of(ints(lengths));
    }

    boolean hasArrays() {
        return !arrays.isEmpty();
    }

    /** The axis of {@link #joined} that {@link #places} index. */
    int joinedAxis() {
        return isSplit ? 0 : arrayAxes.getFirst();
    }

    private boolean isWhole() {
        return Shape.of(ints(counts)).equals(shape) && steps.stream().allMatch(step -> step == 1);
    }

    /** The strided slice without the axes of which one position is taken. */
    Array sliced(Array x) {
        Array part = isWhole() ? x : Nodes.of(new StridedSlice(starts, steps, Shape.of(ints(counts))), x);
        return Shapes.reshape(part, ints(kept));
    }

    /** The array with another in place of what {@link #sliced} gives. */
    Array withSliced(Array x, Array sliced) {
        Array part = Shapes.reshape(sliced, ints(counts));
        return isWhole() ? part : Nodes.of(new SliceUpdate(starts, steps), x, part);
    }

    /** The indexed axes before all others, if they must be; else as they are. */
    private int[] order() {
        IntStream all = IntStream.range(0, kept.size());
        return isSplit
                ? IntStream.concat(
                                arrayAxes.stream().mapToInt(Integer::intValue),
                                all.filter(axis -> !arrayAxes.contains(axis)))
                        .toArray()
                : all.toArray();
    }

    /** {@link #sliced} with the indexed axes as one. */
    Array joined(Array sliced) {
        Array moved = sliced.shape().rank() == 0 ? sliced : Shapes.transpose(sliced, order());
        int at = joinedAxis();
        return Shapes.flatten(moved, at, at + arrays.size() - 1);
    }

    /** The inverse of {@link #joined}. */
    Array separated(Array joined) {
        int[] order = order();
        int[] moved = new int[order.length];
        int[] inverse = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            moved[i] = kept.get(order[i]);
            inverse[order[i]] = i;
        }
        return Shapes.transpose(Shapes.reshape(joined, moved), inverse);
    }

    /** The places along the joined axis. */
    Array places() {
        if (arrays.size() == 1) {
            return arrays.getFirst();
        }
        Array places = Creation.array(0);
        Array inside = Creation.array(true);
        for (int i = 0; i < arrays.size(); i++) {
            int length = kept.get(arrayAxes.get(i));
            Array index = SignedIndices.of(arrays.get(i));
            Array position = Functions.where(Functions.less(index, 0), Functions.add(index, length), index);
            Array fits = Functions.logicalAnd(Functions.greaterEqual(position, 0), Functions.less(position, length));
            places = Functions.add(Functions.multiply(places, length), position);
            inside = Functions.logicalAnd(inside, fits);
        }
        return Functions.where(inside, places, SignedIndices.OUTSIDE);
    }

    /**
     * Refuses truth values, through which only assignment is possible.
     *
     * @throws DTypeException if there are any
     */
    static void requirePositions(List<Index> indices) {
        for (Index index : indices) {
            if (index instanceof Array array && array.dtype() == DType.BOOL) {
                throw new DTypeException("at", "the number of true elements of %s is not known here", array.shape());
            }
        }
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
