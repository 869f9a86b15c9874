package lazuli.core.primitive;

import static lazuli.core.operation.Shapes.*;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.graph.Nodes;

/**
 * What a primitive's vmap is given: inputs of which some carry the batch along an axis.
 *
 * @param axes the batch axis of each input, {@link #UNMAPPED} for one that all examples share
 * @param size the number of examples
 */
public record Batching(List<Array> inputs, List<Integer> axes, int size) {
    /** In place of an axis: the array is the same for each example. */
    public static final int UNMAPPED = -1;

    /** An input as it is. */
    public Array input(int index) {
        return inputs.get(index);
    }

    /** Whether an input carries the batch. */
    public boolean isMapped(int index) {
        return axes.get(index) != UNMAPPED;
    }

    /** An input with the batch as its first axis, of length {@link #size}. */
    public Array front(int index) {
        Array thin = thin(index);
        return isMapped(index)
                ? thin
                : broadcastTo(thin, thin.shape().with(0, size).toArray());
    }

    /** An input with the batch as its first axis, of length 1 if the input is shared. */
    public Array thin(int index) {
        return isMapped(index) ? moveaxis(inputs.get(index), axes.get(index), 0) : expandDims(inputs.get(index), 0);
    }

    /** All inputs with the batch as their first axis. */
    public List<Array> fronts() {
        List<Array> fronts = new ArrayList<>(inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            fronts.add(front(i));
        }
        return fronts;
    }

    /** The result of applying another primitive to all inputs with the batch in front, which it keeps there. */
    public BatchedResult apply(Primitive primitive) {
        return BatchedResult.front(Nodes.all(primitive, fronts()));
    }
}
