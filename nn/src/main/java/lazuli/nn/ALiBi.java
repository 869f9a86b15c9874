package lazuli.nn;

import static lazuli.core.Mx.abs;
import static lazuli.core.Mx.add;
import static lazuli.core.Mx.arange;
import static lazuli.core.Mx.expandDims;
import static lazuli.core.Mx.multiply;
import static lazuli.core.Mx.negative;
import static lazuli.core.Mx.subtract;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
import org.jspecify.annotations.Nullable;

/** Attention with linear biases (Press et al., 2022): scores sink with the distance of query and key, by each head's own slope. */
public final class ALiBi extends Module implements Layer {
    /** The slopes are computed in a Java array. */
    private static final int MOST_HEADS = 1 << 20;

    /**
     * The biased scores.
     *
     * @param scores (batch, heads, queries, keys)
     * @param offset the first query's position; the first key's is 0
     * @param mask what is added too; null is nothing
     * @throws ShapeException if the scores have other axes
     */
    public Array forward(Array scores, int offset, @Nullable Array mask) {
        Required.argument("alibi", "scores", scores);
        return called(() -> {
            if (scores.ndim() != 4) {
                throw new ShapeException("alibi", "needs (batch, heads, queries, keys), not %s", scores.shape());
            }
            int heads = scores.shape().length(1);
            int queries = scores.shape().length(2);
            int keys = scores.shape().length(3);
            return TraceScope.result(() -> {
                Array biases = matrix(queries + offset, keys, heads, offset, scores.dtype());
                return add(scores, mask == null ? biases : add(biases, mask));
            });
        });
    }

    /** {@link #forward(Array, int, Array)} from position 0 on. */
    @Override
    public Array forward(Array scores) {
        return forward(scores, 0, null);
    }

    /**
     * The biases of queries {@code offset} to {@code queries} and the keys from 0 on; MLX's {@code create_alibi_matrix}.
     *
     * @return (1, heads, queries - offset, keys)
     */
    public static Array matrix(int queries, int keys, int heads, int offset, DType dtype) {
        Required.notNegative("matrix", "queries", queries);
        Required.notNegative("matrix", "keys", keys);
        Required.within("matrix", "heads", heads, 0, MOST_HEADS);
        Required.argument("matrix", "dtype", dtype);
        return TraceScope.result(() -> {
            Array distances = abs(subtract(expandDims(arange(offset, queries), 1), arange(keys)));
            Array slopes = slopes(heads, dtype);
            return multiply(negative(expandDims(distances, new int[] {0, 1})), slopes)
                    .astype(dtype);
        });
    }

    /** Each head's slope, (heads, 1, 1); MLX's {@code create_alibi_slope}. */
    public static Array slopes(int heads, DType dtype) {
        Required.within("slopes", "heads", heads, 0, MOST_HEADS);
        Required.argument("slopes", "dtype", dtype);
        double[] slopes = new double[heads];
        int whole = Integer.highestOneBit(heads);
        for (int i = 0; i < heads; i++) {
            // Beyond a power of two come every second slope of twice as many heads.
            slopes[i] = i < whole ? slope(whole, i) : slope(2 * whole, 2 * (i - whole));
        }
        return Mx.array(slopes, Shape.of(heads, 1, 1)).astype(dtype);
    }

    private static double slope(int heads, int head) {
        return Math.pow(2, -8.0 * (head + 1) / heads);
    }
}
