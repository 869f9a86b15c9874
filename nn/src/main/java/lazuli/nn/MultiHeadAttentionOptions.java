package lazuli.nn;

import org.jspecify.annotations.Nullable;

/**
 * How a {@link MultiHeadAttention} is made: {@code MultiHeadAttentionOptions.of(512, 8).bias(true)}. The names are MLX's.
 *
 * @param dims elements of the projected queries and keys, all heads together
 * @param heads how many there are, which divide {@code dims} and {@code valueDims}
 * @param queryInputDims elements of the queries; {@code dims} by default
 * @param keyInputDims elements of the keys; {@code dims} by default
 * @param valueInputDims elements of the values; null, the default, is as many as of the keys
 * @param valueDims elements of the projected values, all heads together; {@code dims} by default
 * @param valueOutputDims elements of the result; {@code dims} by default
 * @param bias whether the projections have one; false by default
 */
public record MultiHeadAttentionOptions(
        int dims,
        int heads,
        int queryInputDims,
        int keyInputDims,
        @Nullable Integer valueInputDims,
        int valueDims,
        int valueOutputDims,
        boolean bias) {
    /** Vectors of {@code dims} elements everywhere, no biases. */
    public static MultiHeadAttentionOptions of(int dims, int heads) {
        return new MultiHeadAttentionOptions(dims, heads, dims, dims, null, dims, dims, false);
    }

    /** With queries of this many elements. */
    public MultiHeadAttentionOptions queryInputDims(int count) {
        return new MultiHeadAttentionOptions(
                dims, heads, count, keyInputDims, valueInputDims, valueDims, valueOutputDims, bias);
    }

    /** With keys of this many elements, and values too unless they are given a number. */
    public MultiHeadAttentionOptions keyInputDims(int count) {
        return new MultiHeadAttentionOptions(
                dims, heads, queryInputDims, count, valueInputDims, valueDims, valueOutputDims, bias);
    }

    /** With values of this many elements. */
    public MultiHeadAttentionOptions valueInputDims(int count) {
        return new MultiHeadAttentionOptions(
                dims, heads, queryInputDims, keyInputDims, count, valueDims, valueOutputDims, bias);
    }

    /** With projected values of this many elements, all heads together. */
    public MultiHeadAttentionOptions valueDims(int count) {
        return new MultiHeadAttentionOptions(
                dims, heads, queryInputDims, keyInputDims, valueInputDims, count, valueOutputDims, bias);
    }

    /** With a result of this many elements. */
    public MultiHeadAttentionOptions valueOutputDims(int count) {
        return new MultiHeadAttentionOptions(
                dims, heads, queryInputDims, keyInputDims, valueInputDims, valueDims, count, bias);
    }

    /** With or without biases. */
    public MultiHeadAttentionOptions bias(boolean add) {
        return new MultiHeadAttentionOptions(
                dims, heads, queryInputDims, keyInputDims, valueInputDims, valueDims, valueOutputDims, add);
    }
}
