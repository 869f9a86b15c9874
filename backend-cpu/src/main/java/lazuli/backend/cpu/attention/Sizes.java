package lazuli.backend.cpu.attention;

import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/**
 * The lengths of an attention.
 *
 * @param examples the product of the leading axes
 * @param keyHeads how many heads keys and values have; each serves as many query heads
 * @param elements of a query or key
 * @param valueElements of a value or result
 */
record Sizes(long examples, int heads, int keyHeads, int queries, int keys, int elements, int valueElements) {
    static Sizes of(Tensor queries, Tensor keys, Tensor values) {
        Shape shape = queries.shape();
        long examples = 1;
        for (int i = 0; i < shape.rank() - 3; i++) {
            examples *= shape.length(i);
        }
        return new Sizes(
                examples,
                shape.length(-3),
                keys.shape().length(-3),
                shape.length(-2),
                keys.shape().length(-2),
                shape.length(-1),
                values.shape().length(-1));
    }

    /** Query heads of all examples. */
    long allHeads() {
        return examples * heads;
    }

    /** Key heads of all examples. */
    long allKeyHeads() {
        return examples * keyHeads;
    }

    /** Query heads that share a key head. */
    int group() {
        return heads / keyHeads;
    }

    /** How much later the last key is than the last query. */
    int lead() {
        return keys - queries;
    }
}
