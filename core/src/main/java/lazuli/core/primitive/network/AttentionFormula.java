package lazuli.core.primitive.network;

import static lazuli.core.operation.Creation.*;
import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Indexing.part;
import static lazuli.core.operation.Matrices.matmul;
import static lazuli.core.operation.Reductions.*;
import static lazuli.core.operation.Shapes.*;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.AttentionRule;
import lazuli.core.operation.Shapes;
import lazuli.core.primitive.creation.AxisSize;
import org.jspecify.annotations.Nullable;

/** Attention and its gradient as other operations make them, with the whole matrix of scores. Half floats are computed in float32. */
final class AttentionFormula {
    private AttentionFormula() {}

    /** The result and the logarithms of the sums. */
    static List<Array> apply(AttentionRule rule, List<Array> inputs, @Nullable Array mask, @Nullable Array sinks) {
        Array values = wide(inputs.get(2));
        Array scores = scores(rule, inputs.get(0), inputs.get(1), mask);
        int keys = scores.shape().length(-1);
        if (sinks != null) {
            int[] column = scores.shape().with(-1, 1).toArray();
            scores = concatenate(List.of(scores, broadcastTo(wide(sinks), column)), -1);
        }
        Array weights = softmax(scores, -1);
        Array seen = sinks == null ? weights : part(weights, weights.shape().rank() - 1, 0, keys);
        Array y = joined(matmul(grouped(seen, values), expandDims(values, -3)));
        return List.of(y.astype(inputs.getFirst().dtype()), logSumExp(scores, -1));
    }

    /** The cotangents of queries, keys and values; the inputs are those of {@link AttentionGradient}. */
    static List<Array> gradient(AttentionRule rule, List<Array> inputs) {
        Array queries = wide(inputs.get(0));
        Array keys = wide(inputs.get(1));
        Array values = wide(inputs.get(2));
        Array dy = wide(inputs.get(5));
        Array weights = weights(rule, inputs);
        Array scores = multiply(scoresGradient(rule, inputs), rule.scale());
        Array dq = joined(matmul(grouped(scores, keys), expandDims(keys, -3)));
        Array dk = sum(matmul(Shapes.transposeLast(grouped(scores, keys)), grouped(queries, keys)), -3);
        Array dv = sum(matmul(Shapes.transposeLast(grouped(weights, values)), grouped(dy, values)), -3);
        return List.of(
                dq.astype(inputs.get(0).dtype()),
                dk.astype(inputs.get(1).dtype()),
                dv.astype(inputs.get(2).dtype()));
    }

    /** The cotangent of the masked scores. */
    static Array scoresGradient(AttentionRule rule, List<Array> inputs) {
        Array values = wide(inputs.get(2));
        Array products =
                joined(matmul(grouped(wide(inputs.get(5)), values), Shapes.transposeLast(expandDims(values, -3))));
        Array gradient = multiply(weights(rule, inputs), subtract(products, expandDims(inputs.get(4), -1)));
        @Nullable Array seen = seen(rule, inputs.get(0), inputs.get(1), mask(inputs));
        return seen == null ? gradient : where(seen, gradient, zeros(Shape.SCALAR, gradient.dtype()));
    }

    private static @Nullable Array mask(List<Array> inputs) {
        return inputs.size() > 6 ? inputs.get(6) : null;
    }

    /** The weights by the logarithms; those of a query that sees nothing are all the same. */
    private static Array weights(AttentionRule rule, List<Array> inputs) {
        Array scores = scores(rule, inputs.get(0), inputs.get(1), mask(inputs));
        Array logarithms = expandDims(inputs.get(3), -1);
        double lowest = lowest(scores.dtype());
        Array blind = logicalAnd(lessEqual(logarithms, lowest / 2), greaterEqual(logarithms, lowest));
        Array zero = zeros(Shape.SCALAR, scores.dtype());
        int[] keys = {scores.shape().rank() - 1};
        Array one = full(Shape.SCALAR, 1, scores.dtype());
        Array even = AxisSize.multiply(one, scores, keys, AxisSize.Form.SHARE);
        return where(blind, even, exp(where(blind, zero, subtract(scores, logarithms))));
    }

    private static double lowest(DType dtype) {
        return dtype == DType.FLOAT64 ? -Double.MAX_VALUE : -Float.MAX_VALUE;
    }

    private static Array scores(AttentionRule rule, Array queries, Array keys, @Nullable Array mask) {
        Array wideKeys = wide(keys);
        Array products = matmul(
                grouped(multiply(wide(queries), rule.scale()), wideKeys),
                Shapes.transposeLast(expandDims(wideKeys, -3)));
        Array scores = joined(products);
        @Nullable Array seen = seen(rule, queries, keys, mask);
        if (seen != null) {
            return where(seen, scores, full(Shape.SCALAR, lowest(scores.dtype()), scores.dtype()));
        }
        return mask == null ? scores : add(scores, wide(mask));
    }

    /** Which keys are seen, or null if all are. */
    private static @Nullable Array seen(AttentionRule rule, Array queries, Array keys, @Nullable Array mask) {
        if (mask != null && mask.dtype() == DType.BOOL) {
            return mask;
        }
        if (!rule.causal()) {
            return null;
        }
        int length = keys.shape().length(-2);
        int count = queries.shape().length(-2);
        return greaterEqual(arange(length - count, length).reshape(count, 1), arange(length));
    }

    private static Array wide(Array x) {
        return x.astype(Attention.wide(x.dtype()));
    }

    /** (..., H, L, D) as (..., G, H / G, L, D), G being how many heads {@code keys} have. */
    private static Array grouped(Array x, Array keys) {
        int heads = keys.shape().length(-3);
        return unflatten(x, -3, heads, heads == 0 ? 0 : x.shape().length(-3) / heads);
    }

    /** The opposite of {@link #grouped}. */
    private static Array joined(Array x) {
        return flatten(x, -4, -3);
    }
}
