package lazuli.core.primitive.network;

import static lazuli.core.operation.Shapes.*;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.primitive.BatchedResult;

/** Batches of batches: examples of vmap side by side with those that a recurrent layer has. */
final class RecurrentBatch {
    private RecurrentBatch() {}

    /** The examples along the first axis joined with those along an axis of each. */
    static Array joined(Array x, int axis) {
        return flatten(moveaxis(x, 0, axis), axis, axis + 1);
    }

    /** Results whose examples were joined along these axes. */
    static BatchedResult separated(List<Array> results, List<Integer> axes, int size) {
        List<Array> outputs = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Array result = results.get(i);
            int each = result.shape().length(axes.get(i)) / size;
            outputs.add(unflatten(result, axes.get(i), size, each));
        }
        return new BatchedResult(outputs, axes);
    }
}
