package lazuli.core.operation;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Index;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.Slice;
import lazuli.core.primitive.SliceUpdate;
import lazuli.core.primitive.StridedSlice;
import lazuli.core.primitive.Take;
import lazuli.core.primitive.TakeAlongAxis;

/** Reading parts of arrays. */
public final class Indexing {
    private Indexing() {}

    /** A zero array with {@code x} in place of the elements that a slice takes. */
    public static Array intoZeros(Array x, Shape shape, List<Integer> starts, List<Integer> steps) {
        return Array.of(new SliceUpdate(starts, steps), Mx.zeros(shape, x.dtype()), x);
    }

    /** The part of an array that indices name, in the order of its axes. */
    public static Array at(Array x, List<Index> indices) {
        List<Index> full = expandEllipsis(x, indices);
        List<Integer> starts = new ArrayList<>();
        List<Integer> steps = new ArrayList<>();
        List<Integer> taken = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        List<Array> arrays = new ArrayList<>();
        List<Integer> arrayAxes = new ArrayList<>();
        int axis = 0;
        for (Index index : full) {
            switch (index) {
                case Index.NewAxis ignored -> lengths.add(1);
                case Index.Ellipsis ignored -> throw new ShapeException("at", "more than one ellipsis");
                case Index.Position position -> {
                    int length = x.shape().length(axis);
                    int value = position.value() < 0 ? position.value() + length : position.value();
                    if (value < 0 || value >= length) {
                        throw new IndexOutOfBoundsException("[at] index %d is out of range for axis %d of shape %s"
                                .formatted(position.value(), axis, x.shape()));
                    }
                    add(starts, steps, taken, value, 1, 1);
                    axis++;
                }
                case Slice slice -> {
                    int length = x.shape().length(axis);
                    add(starts, steps, taken, slice.first(length), slice.step(), slice.count(length));
                    lengths.add(slice.count(length));
                    axis++;
                }
                case Array array -> {
                    add(starts, steps, taken, 0, 1, x.shape().length(axis));
                    arrays.add(array);
                    arrayAxes.add(lengths.size());
                    lengths.add(x.shape().length(axis));
                    axis++;
                }
            }
        }
        Shape shape = Shape.of(ints(taken));
        Array part = shape.equals(x.shape()) && steps.stream().allMatch(step -> step == 1)
                ? x
                : Array.of(new StridedSlice(starts, steps, shape), x);
        Array result = Shapes.reshape(part, ints(lengths));
        if (arrays.size() > 1) {
            throw new ShapeException("at", "at most one index may be an array, not %d", arrays.size());
        }
        return arrays.isEmpty() ? result : take(result, arrays.getFirst(), arrayAxes.getFirst());
    }

    private static void add(
            List<Integer> starts, List<Integer> steps, List<Integer> taken, int start, int step, int count) {
        starts.add(start);
        steps.add(step);
        taken.add(count);
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    private static List<Index> expandEllipsis(Array x, List<Index> indices) {
        int consumed = (int) indices.stream()
                .filter(index -> !(index instanceof Index.NewAxis) && !(index instanceof Index.Ellipsis))
                .count();
        int missing = x.shape().rank() - consumed;
        if (missing < 0) {
            throw new ShapeException("at", "%d indices for shape %s", consumed, x.shape());
        }
        List<Index> full = new ArrayList<>();
        boolean expanded = false;
        for (Index index : indices) {
            if (index instanceof Index.Ellipsis && !expanded) {
                expanded = true;
                for (int i = 0; i < missing; i++) {
                    full.add(Slice.all());
                }
            } else {
                full.add(index);
            }
        }
        for (int i = expanded ? missing : 0; i < missing; i++) {
            full.add(Slice.all());
        }
        return full;
    }

    /** The slices along an axis that integer indices name. */
    public static Array take(Array x, Array indices, int axis) {
        return Array.of(new Take(x.shape().axis("take", axis)), x, requireIndices("take", indices));
    }

    /** Along an axis, the elements that indices of the same rank name; other axes are broadcast. */
    public static Array takeAlongAxis(Array x, Array indices, int axis) {
        int at = x.shape().axis("take_along_axis", axis);
        if (x.shape().rank() != indices.shape().rank()) {
            throw new ShapeException("take_along_axis", "ranks differ: %s by %s", x.shape(), indices.shape());
        }
        Shape others = Shape.broadcast(
                "take_along_axis", x.shape().with(at, 1), indices.shape().with(at, 1));
        return Array.of(
                new TakeAlongAxis(at),
                Shapes.broadcast(x, others.with(at, x.shape().length(at))),
                Shapes.broadcast(
                        requireIndices("take_along_axis", indices),
                        others.with(at, indices.shape().length(at))));
    }

    private static Array requireIndices(String operation, Array indices) {
        if (!indices.dtype().isInteger()) {
            throw new DTypeException(operation, "indices must be integers, not %s", indices.dtype());
        }
        return indices.dtype() == DType.UINT32 ? indices : Elementwise.astype(indices, DType.INT32);
    }
}
