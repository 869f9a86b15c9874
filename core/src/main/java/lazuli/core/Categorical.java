package lazuli.core;

import static lazuli.core.Mx.*;

import lazuli.core.graph.TraceScope;
import org.jspecify.annotations.Nullable;

/**
 * Draws from distributions given by their logits, in MLX's two ways, which consume random bits differently. Logits of which one is NaN or
 * infinity, or all are minus infinity, give no distribution: both ways then give the index of the first largest one or the first NaN.
 */
final class Categorical {
    private Categorical() {}

    static Array draw(Array logits, int axis, Shape shape, @Nullable Array key) {
        boolean isSingle = logits.size() == logits.shape().length(axis);
        return TraceScope.result(() -> isSingle && shape.rank() > 0
                ? byInversion(flatten(logits), shape, key)
                : byGumbel(logits, axis, shape, key));
    }

    private static Array byInversion(Array logits, Shape shape, @Nullable Array key) {
        Array sums = cumsum(softmax(logits.astype(DType.FLOAT32), 0), 0);
        Array total = take(sums, -1, 0);
        Array unit = multiply(Random.uniform(0, 1, shape, DType.FLOAT32, key), total);
        return where(isnan(total), argmax(logits, 0), searchsorted(sums, unit, true));
    }

    private static Array byGumbel(Array logits, int axis, Shape shape, @Nullable Array key) {
        int at = axis + shape.rank() - logits.shape().rank() + 1;
        Array noise = Random.gumbel(shape.insert(at, logits.shape().length(axis)), DType.FLOAT32, key);
        return argmax(add(noise, logits), at);
    }
}
