package lazuli.backend.gpu.attention;

import lazuli.backend.gpu.device.Launch;
import lazuli.core.Shape;
import lazuli.core.backend.AttentionRule;
import lazuli.core.backend.Tensor;

/**
 * The lengths of an attention, {@code Shape} in the texts.
 *
 * @param heads of queries, in all examples
 * @param keyHeads the same of keys
 * @param group query heads that share a key head
 */
record HeadSizes(int heads, int keyHeads, int group, int queries, int keys, int elements, int valueElements) {
    static HeadSizes of(Tensor queries, Tensor keys, Tensor values) {
        int heads = queries.shape().length(-3);
        int keyHeads = keys.shape().length(-3);
        return new HeadSizes(
                matrices(queries.shape()),
                matrices(keys.shape()),
                keyHeads == 0 ? 0 : heads / keyHeads,
                queries.shape().length(-2),
                keys.shape().length(-2),
                queries.shape().length(-1),
                values.shape().length(-1));
    }

    private static int matrices(Shape shape) {
        long count = 1;
        for (int i = 0; i < shape.rank() - 2; i++) {
            count *= shape.length(i);
        }
        return Math.toIntExact(count);
    }

    /** The longer of the two vectors. */
    int widest() {
        return Math.max(elements, valueElements);
    }

    void append(Launch launch, AttentionRule rule) {
        launch.i32(heads).i32(group).i32(queries).i32(keys).i32(elements).i32(valueElements);
        launch.i32(keys - queries).i32(rule.causal() ? 1 : 0).f32((float) rule.scale());
    }
}
