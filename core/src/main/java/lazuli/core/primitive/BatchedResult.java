package lazuli.core.primitive;

import java.util.Collections;
import java.util.List;
import lazuli.core.Array;

/**
 * A primitive's outputs for a batch.
 *
 * @param axes the batch axis of each
 */
public record BatchedResult(List<Array> outputs, List<Integer> axes) {
    /** Outputs whose first axis is the batch. */
    public static BatchedResult front(List<Array> outputs) {
        return new BatchedResult(outputs, Collections.nCopies(outputs.size(), 0));
    }

    /** One output whose first axis is the batch. */
    public static BatchedResult front(Array output) {
        return front(List.of(output));
    }
}
