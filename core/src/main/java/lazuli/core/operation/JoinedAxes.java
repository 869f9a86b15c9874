package lazuli.core.operation;

import java.util.Arrays;
import java.util.stream.IntStream;
import lazuli.core.Array;
import lazuli.core.Shape;

/** An array with some axes brought to the end and joined into one, for kernels that work along the last axis. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record JoinedAxes(Array array, Shape moved, int[] order) {

    static JoinedAxes of(String operation, Array x, int[] axes) {
        int[] last = x.shape().axes(operation, axes);
        Arrays.sort(last);
        IntStream others = IntStream.range(0, x.shape().rank()).filter(i -> Arrays.binarySearch(last, i) < 0);
        int[] order = IntStream.concat(others, Arrays.stream(last)).toArray();
        Array moved = order.length == 0 ? x : Shapes.transpose(x, order);
        int kept = order.length - last.length;
        int[] lengths = Arrays.copyOf(moved.shape().toArray(), kept + 1);
        lengths[kept] = 1;
        for (int axis : last) {
            lengths[kept] =
                    Shape.axisLength(operation, (long) lengths[kept] * x.shape().length(axis));
        }
        return new JoinedAxes(Shapes.reshape(moved, lengths), moved.shape(), order);
    }

    /** A result of {@link #array}'s shape with the axes back in their places. */
    Array restore(Array result) {
        if (order.length == 0) {
            return Shapes.reshape(result);
        }
        int[] inverse = new int[order.length];
        for (int i = 0; i < inverse.length; i++) {
            inverse[order[i]] = i;
        }
        return Shapes.transpose(Shapes.reshape(result, moved.toArray()), inverse);
    }
}
