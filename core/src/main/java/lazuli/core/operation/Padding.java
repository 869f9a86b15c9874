package lazuli.core.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.PadMode;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.indexing.SliceUpdate;
import lazuli.core.primitive.view.StridedSlice;

/** Elements added before and after an array along its axes. */
public final class Padding {
    private Padding() {}

    /** The same widths for each of {@code rank} axes. */
    public static int[][] everyAxis(int rank, int before, int after) {
        int[][] widths = new int[rank][];
        Arrays.setAll(widths, axis -> new int[] {before, after});
        return widths;
    }

    /** Surrounds an array by a constant. */
    public static Array constant(Array x, int[][] widths, Array value) {
        check(x, widths);
        int[] lengths = x.shape().toArray();
        List<Integer> starts = new ArrayList<>();
        for (int axis = 0; axis < lengths.length; axis++) {
            lengths[axis] = Shape.axisLength("pad", (long) lengths[axis] + widths[axis][0] + widths[axis][1]);
            starts.add(widths[axis][0]);
        }
        Shape shape = Shape.of(lengths);
        return shape.equals(x.shape())
                ? x
                : TraceScope.result(() -> Nodes.of(
                        new SliceUpdate(starts, Collections.nCopies(lengths.length, 1)),
                        Shapes.broadcast(Elementwise.astype(value, x.dtype()), shape),
                        x));
    }

    /** Continues an array by its own elements. */
    public static Array continued(Array x, int[][] widths, PadMode mode) {
        check(x, widths);
        return TraceScope.result(() -> {
            Array padded = x;
            for (int axis = 0; axis < widths.length; axis++) {
                if (widths[axis][0] > 0 || widths[axis][1] > 0) {
                    padded = alongAxis(padded, axis, widths[axis][0], widths[axis][1], mode);
                }
            }
            return padded;
        });
    }

    private static void check(Array x, int[][] widths) {
        if (widths.length != x.shape().rank()) {
            throw new ShapeException("pad", "%d pairs of widths for shape %s", widths.length, x.shape());
        }
        for (int[] pair : widths) {
            if (pair.length != 2 || pair[0] < 0 || pair[1] < 0) {
                throw new ShapeException("pad", "widths must be pairs and not negative: %s", Arrays.toString(pair));
            }
        }
    }

    private static Array alongAxis(Array x, int axis, int low, int high, PadMode mode) {
        int length = x.shape().length(axis);
        if (length == 0) {
            throw new ShapeException("pad", "axis %d of shape %s has nothing to continue", axis, x.shape());
        }
        int skipped = mode == PadMode.REFLECT ? 1 : 0;
        List<Array> parts = new ArrayList<>();
        if (mode == PadMode.EDGE || length == skipped) {
            parts.add(Shapes.broadcast(part(x, axis, 0, 1, 1), x.shape().with(axis, low)));
            parts.add(x);
            parts.add(
                    Shapes.broadcast(part(x, axis, length - 1, 1, 1), x.shape().with(axis, high)));
        } else if (low > length - skipped || high > length - skipped) {
            return Indexing.take(x, alternating(length, low, high, skipped), axis);
        } else {
            parts.add(part(x, axis, skipped + Math.max(low, 1) - 1, -1, low));
            parts.add(x);
            parts.add(part(x, axis, length - 1 - skipped, -1, high));
        }
        return Shapes.concatenate(parts, axis);
    }

    /** Going outwards the array alternates with its mirror image, each without the edge where reflected. */
    private static Array alternating(int length, int low, int high, int skipped) {
        int total = Shape.axisLength("pad", (long) length + low + high);
        long period = 2L * (length - skipped);
        Array place =
                Functions.remainder(Functions.subtract(Creation.arange(total).astype(DType.INT64), low), period);
        return Functions.where(Functions.less(place, length), place, Functions.subtract(period - 1 + skipped, place));
    }

    private static Array part(Array x, int axis, int start, int step, int count) {
        List<Integer> starts = new ArrayList<>(Collections.nCopies(x.shape().rank(), 0));
        List<Integer> steps = new ArrayList<>(Collections.nCopies(x.shape().rank(), 1));
        starts.set(axis, start);
        steps.set(axis, step);
        return Nodes.of(new StridedSlice(starts, steps, x.shape().with(axis, count)), x);
    }
}
