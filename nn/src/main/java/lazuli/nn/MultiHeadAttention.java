package lazuli.nn;

import static lazuli.core.Mx.arange;
import static lazuli.core.Mx.expandDims;
import static lazuli.core.Mx.flatten;
import static lazuli.core.Mx.less;
import static lazuli.core.Mx.multiply;
import static lazuli.core.Mx.transpose;
import static lazuli.core.Mx.unflatten;

import lazuli.core.Array;
import lazuli.core.AttentionMask;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Fast;
import lazuli.core.ShapeException;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;

/** Attention of several heads (Vaswani et al., 2017) between linear projections of queries, keys, values and of the result. */
public final class MultiHeadAttention extends Module {
    private final int heads;
    private final Linear queryProj;
    private final Linear keyProj;
    private final Linear valueProj;
    private final Linear outProj;

    /**
     * An attention by options.
     *
     * @throws ShapeException if the heads do not divide the projected dimensions
     */
    public MultiHeadAttention(MultiHeadAttentionOptions options) {
        Required.argument("multi_head_attention", "options", options);
        this.heads = options.heads();
        int dims = options.dims();
        int valueDims = options.valueDims();
        if (heads < 1 || dims % heads != 0 || valueDims % heads != 0) {
            throw new ShapeException("multi_head_attention", "%d heads do not divide %s", heads, options);
        }
        Integer given = options.valueInputDims();
        int valueInputDims = given == null ? options.keyInputDims() : given;
        this.queryProj = new Linear(options.queryInputDims(), dims, options.bias());
        this.keyProj = new Linear(options.keyInputDims(), dims, options.bias());
        this.valueProj = new Linear(valueInputDims, valueDims, options.bias());
        this.outProj = new Linear(valueDims, options.valueOutputDims(), options.bias());
    }

    /** Vectors of {@code dims} elements everywhere, no biases. */
    public MultiHeadAttention(int dims, int heads) {
        this(MultiHeadAttentionOptions.of(dims, heads));
    }

    /**
     * What the queries find.
     *
     * @param queries (batch, queries, elements)
     * @param keys (batch, keys, elements)
     * @param values (batch, keys, elements)
     * @return (batch, queries, elements)
     * @throws ShapeException if the shapes do not fit each other
     */
    public Array forward(Array queries, Array keys, Array values, AttentionMask mask) {
        Required.argument("multi_head_attention", "queries", queries);
        Required.argument("multi_head_attention", "keys", keys);
        Required.argument("multi_head_attention", "values", values);
        Required.argument("multi_head_attention", "mask", mask);
        return result(() -> {
            Array q = split(queryProj.forward(queries));
            Array k = split(keyProj.forward(keys));
            Array v = split(valueProj.forward(values));
            double scale = Math.sqrt(1.0 / q.shape().length(-1));
            Array found = Fast.scaledDotProductAttention(q, k, v, scale, mask);
            return outProj.forward(flatten(transpose(found, 0, 2, 1, 3), -2, -1));
        });
    }

    /** {@link #forward(Array, Array, Array, AttentionMask)} of all keys. */
    public Array forward(Array queries, Array keys, Array values) {
        return forward(queries, keys, values, AttentionMask.NONE);
    }

    private Array split(Array x) {
        if (x.ndim() != 3) {
            throw new ShapeException("multi_head_attention", "needs (batch, length, elements), not %s", x.shape());
        }
        return transpose(unflatten(x, -1, heads, -1), 0, 2, 1, 3);
    }

    /** A mask to be added that hides later keys: (count, count), 0 or the dtype's lowest number; MLX's {@code create_additive_causal_mask}. */
    public static Array additiveCausalMask(int count, DType dtype) {
        Required.argument("additive_causal_mask", "dtype", dtype);
        return TraceScope.result(() -> {
            Array positions = arange(count);
            Array later = less(expandDims(positions, 1), positions);
            return multiply(later.astype(dtype), lowest(dtype));
        });
    }

    /** {@link #additiveCausalMask(int, DType)} of float32. */
    public static Array additiveCausalMask(int count) {
        return additiveCausalMask(count, DType.FLOAT32);
    }

    private static double lowest(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> -65504;
            case BFLOAT16 -> -0x1.FEp127;
            case FLOAT32 -> -Float.MAX_VALUE;
            case FLOAT64 -> -Double.MAX_VALUE;
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, COMPLEX64 ->
                throw new DTypeException("additive_causal_mask", "needs a real floating dtype, not %s", dtype);
        };
    }

    @Override
    protected String describe() {
        return "heads=" + heads;
    }
}
