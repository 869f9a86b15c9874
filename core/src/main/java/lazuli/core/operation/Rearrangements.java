package lazuli.core.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lazuli.core.Array;
import lazuli.core.Index;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.Slice;
import lazuli.core.compile.Shapeless;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.PartsPrimitive;
import lazuli.core.primitive.view.Split;
import lazuli.core.primitive.view.Unstack;

/** Elements in another order, repeated, or dealt out to several arrays. */
public final class Rearrangements {
    private Rearrangements() {}

    /** The elements in opposite order along some axes. */
    public static Array flip(Array x, int[] axes) {
        Index[] indices = new Index[x.shape().rank()];
        Arrays.fill(indices, Slice.all());
        for (int axis : x.shape().axes("flip", axes)) {
            indices[axis] = Slice.all().step(-1);
        }
        return axes.length == 0 ? x : Indexing.at(x, List.of(indices));
    }

    /** The elements moved along axes, what leaves at the end coming in at the start; one shift may serve all axes. */
    public static Array roll(Array x, int[] shifts, int[] axes) {
        if (shifts.length != axes.length && shifts.length != 1) {
            throw new ShapeException("roll", "%d shifts for %d axes", shifts.length, axes.length);
        }
        return TraceScope.result(() -> {
            Array rolled = x;
            for (int i = 0; i < axes.length; i++) {
                int axis = x.shape().axis("roll", axes[i]);
                int length = x.shape().length(axis);
                int shift = length == 0 ? 0 : Math.floorMod(shifts[shifts.length == 1 ? 0 : i], length);
                if (shift != 0) {
                    rolled = Shapes.concatenate(
                            List.of(
                                    slice(rolled, axis, length - shift, length),
                                    slice(rolled, axis, 0, length - shift)),
                            axis);
                }
            }
            return rolled;
        });
    }

    /** {@link #roll(Array, int[], int[])} of all elements in row-major order. */
    public static Array rollFlattened(Array x, int shift) {
        return TraceScope.result(() -> Shapes.reshape(
                roll(Shapes.reshape(x, -1), new int[] {shift}, new int[1]),
                x.shape().toArray()));
    }

    /** The array side by side with itself: {@code counts} times along the last axes. */
    public static Array tile(Array x, int[] counts) {
        int rank = Math.max(x.shape().rank(), counts.length);
        int[] between = new int[2 * rank];
        int[] repeated = new int[2 * rank];
        int[] joined = new int[rank];
        for (int i = 1; i <= rank; i++) {
            int length = i <= x.shape().rank() ? x.shape().length(-i) : 1;
            int count = i <= counts.length ? counts[counts.length - i] : 1;
            if (count < 0) {
                throw new ShapeException("tile", "negative count in %s", Arrays.toString(counts));
            }
            between[2 * (rank - i)] = 1;
            between[2 * (rank - i) + 1] = length;
            repeated[2 * (rank - i)] = count;
            repeated[2 * (rank - i) + 1] = length;
            joined[rank - i] = Shape.axisLength("tile", (long) length * count);
        }
        return TraceScope.result(
                () -> Shapes.reshape(Shapes.broadcast(Shapes.reshape(x, between), Shape.of(repeated)), joined));
    }

    /** Each slice along an axis {@code count} times in a row. */
    public static Array repeat(Array x, int count, int axis) {
        int at = x.shape().axis("repeat", axis);
        if (count < 0) {
            throw new ShapeException("repeat", "count %d is negative", count);
        }
        Shape shape = x.shape();
        return TraceScope.result(() -> Shapes.reshape(
                Shapes.broadcast(Shapes.expandDims(x, at + 1), shape.insert(at + 1, count)),
                shape.with(at, Shape.axisLength("repeat", (long) shape.length(at) * count))
                        .toArray()));
    }

    /** Parts along an axis that begin where the last one ends and end before the given positions, the last part at the end. */
    public static List<Array> split(Array x, int[] positions, int axis) {
        int at = x.shape().axis("split", axis);
        int length = x.shape().length(at);
        int[] ends = new int[positions.length + 1];
        Arrays.setAll(ends, i -> i < positions.length ? Slice.to(positions[i]).count(length) : length);
        boolean isSorted = IntStream.range(1, ends.length).allMatch(i -> ends[i - 1] <= ends[i]);
        if (isSorted && ends.length > 1) {
            List<Integer> lengths = IntStream.range(0, ends.length)
                    .mapToObj(i -> i == 0 ? ends[0] : ends[i] - ends[i - 1])
                    .toList();
            return Nodes.all(new Split(at, lengths), List.of(x));
        }
        List<Array> parts = new ArrayList<>();
        for (int i = 0; i < ends.length; i++) {
            parts.add(slice(x, at, i == 0 ? 0 : ends[i - 1], ends[i]));
        }
        return List.copyOf(parts);
    }

    /** Equal parts along an axis. */
    public static List<Array> split(Array x, int sections, int axis) {
        int length = x.shape().length(x.shape().axis("split", axis));
        if (sections < 1 || length % sections != 0) {
            throw new ShapeException("split", "axis %d of shape %s into %d equal parts", axis, x.shape(), sections);
        }
        requireFew("split", x, sections);
        int[] positions = new int[sections - 1];
        Arrays.setAll(positions, i -> (i + 1) * (length / sections));
        return split(x, positions, axis);
    }

    private static void requireFew(String operation, Array x, int parts) {
        if (parts > PartsPrimitive.MOST_PARTS) {
            throw new ShapeException(
                    operation, "%d parts of shape %s are more than %d", parts, x.shape(), PartsPrimitive.MOST_PARTS);
        }
    }

    /** The slices along an axis, without it. */
    public static List<Array> unstack(Array x, int axis) {
        int at = x.shape().axis("unstack", axis);
        requireFew("unstack", x, x.shape().length(at));
        // Where lengths are open, how many slices there are is not known of a node.
        if (x.shape().length(at) > 0 && !Shapeless.isTraced()) {
            return Nodes.all(new Unstack(at), List.of(x));
        }
        List<Array> slices = new ArrayList<>();
        for (int i = 0; i < x.shape().length(at); i++) {
            Index[] indices = new Index[at + 1];
            Arrays.fill(indices, Slice.all());
            indices[at] = Index.of(i);
            slices.add(Indexing.at(x, List.of(indices)));
        }
        return List.copyOf(slices);
    }

    private static Array slice(Array x, int axis, int start, int stop) {
        Index[] indices = new Index[axis + 1];
        Arrays.fill(indices, Slice.all());
        indices[axis] = Slice.of(start, stop);
        return Indexing.at(x, List.of(indices));
    }
}
