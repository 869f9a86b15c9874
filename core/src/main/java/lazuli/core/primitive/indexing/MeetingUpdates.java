package lazuli.core.primitive.indexing;

import static lazuli.core.operation.Creation.zerosLike;
import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Indexing.take;
import static lazuli.core.operation.Indexing.takeAlongAxis;
import static lazuli.core.operation.Shapes.broadcastTo;
import static lazuli.core.operation.Sorting.argsort;

import java.util.Arrays;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.graph.Nodes;
import lazuli.core.operation.Scans;
import lazuli.core.primitive.reduction.LinearRecurrence;

/**
 * Products of the updates that meet in one element, without division, so that they and their derivatives hold where updates are zero. The
 * updates are put in the order of the places they go to, where those that meet are neighbors; sorting is stable and moves no derivative.
 */
final class MeetingUpdates {
    private final Addressing addressing;
    private final int axis;
    /** The places in ascending order, as a column that fits the updates. */
    private final Array places;
    /** Where each update in that order comes from, and the way back. */
    private final Array order;

    private final Array back;

    private MeetingUpdates(Addressing addressing, int axis, int length, Array indices, int rank) {
        this.addressing = addressing;
        this.axis = axis;
        int along = switch (addressing) {
            case SLICES -> 0;
            case ELEMENTS -> axis;
        };
        Array signed = indices.astype(DType.INT64);
        Array fromStart = where(less(signed, 0), add(signed, length), signed);
        this.order = argsort(fromStart, along);
        this.back = argsort(order, along);
        Array sorted = takeAlongAxis(fromStart, order, along);
        this.places = switch (addressing) {
            case SLICES -> sorted.reshape(column(axis, rank));
            case ELEMENTS -> sorted;
        };
    }

    private static int[] column(int axis, int rank) {
        int[] lengths = new int[rank];
        Arrays.fill(lengths, 1);
        lengths[axis] = -1;
        return lengths;
    }

    /** For each update of a {@link Scatter} into an axis of a length the product of the others that go to the same place. */
    static Array productOfOthers(Addressing addressing, int axis, int length, Array indices, Array updates) {
        if (updates.size() == 0) {
            return updates;
        }
        return switch (addressing) {
            case ELEMENTS ->
                new MeetingUpdates(addressing, axis, length, indices, updates.ndim()).productOfOthers(updates);
            case SLICES -> {
                // One axis in place of those of the indices.
                int[] all = updates.shape().toArray();
                int[] before = Arrays.copyOf(all, axis + 1);
                int[] after = Arrays.copyOfRange(all, axis + indices.ndim(), all.length);
                before[axis] = Math.toIntExact(indices.size());
                int[] joined = Arrays.copyOf(before, axis + 1 + after.length);
                System.arraycopy(after, 0, joined, axis + 1, after.length);
                yield new MeetingUpdates(addressing, axis, length, indices.reshape(-1), joined.length)
                        .productOfOthers(updates.reshape(joined))
                        .reshape(all);
            }
        };
    }

    private Array productOfOthers(Array updates) {
        Array sorted = along(updates, order);
        return along(multiply(productBefore(sorted, false), productBefore(sorted, true)), back);
    }

    /** Of the updates in order, for each the product of those before it (after it, if reversed) that go to the same place. */
    private Array productBefore(Array sorted, boolean reverse) {
        Array none = subtract(-1, zerosLike(Scans.first(places, axis, reverse)));
        Array isFirst = notEqual(places, Scans.moved(places, none, axis, reverse));
        Array whole = broadcastTo(isFirst, sorted.shape().toArray());
        Array neighbor = Scans.moved(sorted, zerosLike(Scans.first(sorted, axis, reverse)), axis, reverse);
        return Nodes.of(new LinearRecurrence(axis, reverse), where(whole, 0, neighbor), whole.astype(sorted.dtype()));
    }

    private Array along(Array updates, Array sources) {
        return switch (addressing) {
            case SLICES -> take(updates, sources, axis);
            case ELEMENTS -> takeAlongAxis(updates, sources, axis);
        };
    }
}
