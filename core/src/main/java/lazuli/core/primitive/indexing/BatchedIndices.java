package lazuli.core.primitive.indexing;

import static lazuli.core.operation.Creation.arange;
import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Shapes.moveaxis;
import static lazuli.core.operation.Shapes.transpose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;

/** How taking by indices that differ from example to example becomes one taking from all examples joined along one axis. */
final class BatchedIndices {
    private BatchedIndices() {}

    /** (B, before..., L, after...) as (B * L, before..., after...); {@code axis} counts without the batch. */
    static Array mergeAxis(Array from, int axis) {
        Array moved = moveaxis(from, axis + 1, 1);
        int[] lengths = moved.shape().remove(0).toArray();
        lengths[0] = Shape.axisLength("take", (long) lengths[0] * moved.shape().length(0));
        return moved.reshape(lengths);
    }

    /** Indices (B, I...) into axes of length {@code length}, as indices into the joined axis; what is outside of its own axis is outside of that. */
    static Array offset(Array indices, int length) {
        Array signed = SignedIndices.of(indices);
        Array counted = where(less(signed, 0), add(signed, length), signed);
        Array fits = logicalAnd(greaterEqual(counted, 0), less(counted, length));
        int[] column = new int[indices.shape().rank()];
        Arrays.fill(column, 1);
        column[0] = indices.shape().length(0);
        Array starts = multiply(arange(column[0], DType.INT32), length).reshape(column);
        return where(fits, add(counted, starts), SignedIndices.OUTSIDE);
    }

    /** Moves {@code count} axes that start at {@code from} behind the {@code after} axes that follow them. */
    static Array moveBehind(Array x, int from, int count, int after) {
        return permute(x, from, count, after);
    }

    /** (B, before (axis)..., I (count)..., after...) as (B, I..., before..., after...). */
    static Array moveForward(Array x, int axis, int count) {
        return permute(x, 1, axis, count);
    }

    /** Exchanges {@code first} axes from {@code start} with the {@code second} axes behind them. */
    private static Array permute(Array x, int start, int first, int second) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < x.shape().rank(); i++) {
            if (i < start || i >= start + first + second) {
                order.add(i);
            } else if (i < start + second) {
                order.add(i + first);
            } else {
                order.add(i - second);
            }
        }
        return transpose(x, order.stream().mapToInt(Integer::intValue).toArray());
    }
}
