package lazuli.core.operation;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.AttentionMask;
import lazuli.core.AttentionOptions;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.backend.AttentionRule;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.network.Attention;
import org.jspecify.annotations.Nullable;

/** Attention by scaled dot products. */
public final class Attentions {
    private static final String NAME = "scaled_dot_product_attention";

    private Attentions() {}

    /** See {@link lazuli.core.Fast#scaledDotProductAttention}. */
    public static Array attend(Array queries, Array keys, Array values, double scale, AttentionOptions options) {
        AttentionMask mask = options.mask();
        @Nullable Array sinks = options.sinks();
        if (queries.shape().rank() != 4
                || keys.shape().rank() != 4
                || values.shape().rank() != 4) {
            throw new ShapeException(
                    NAME,
                    "queries, keys and values are (batch, heads, length, elements), not %s, %s, %s",
                    queries.shape(),
                    keys.shape(),
                    values.shape());
        }
        DType dtype = DType.promote(DType.promote(queries.dtype(), keys.dtype()), values.dtype());
        if (!dtype.isFloating()) {
            throw new DTypeException(NAME, "needs a real floating dtype, not %s", dtype);
        }
        @Nullable
        Array given = switch (mask) {
            case AttentionMask.None none -> null;
            case AttentionMask.Causal causal -> null;
            case AttentionMask.Given array ->
                mask(array.mask(), queries.shape().with(-1, keys.shape().length(-2)), dtype);
        };
        AttentionRule rule = new AttentionRule(scale, mask instanceof AttentionMask.Causal);
        return TraceScope.result(() -> {
            List<Array> inputs = new ArrayList<>();
            for (Array x : List.of(queries, keys, values)) {
                inputs.add(Elementwise.astype(x, dtype));
            }
            if (given != null) {
                inputs.add(given);
            }
            if (sinks != null) {
                inputs.add(sinks(sinks, queries.shape().length(1), dtype));
            }
            return Nodes.all(new Attention(rule, given != null, sinks != null), inputs)
                    .getFirst();
        });
    }

    /** The mask with four axes, of bool or of the dtype. */
    private static Array mask(Array mask, Shape scores, DType dtype) {
        checkPromotes("the mask", mask, dtype);
        int rank = mask.shape().rank();
        boolean fits = rank <= 4;
        for (int i = 1; fits && i <= rank; i++) {
            fits = mask.shape().length(-i) == 1 || mask.shape().length(-i) == scores.length(-i);
        }
        if (!fits) {
            throw new ShapeException(NAME, "a mask %s does not broadcast to %s", mask.shape(), scores);
        }
        Shape shape = mask.shape();
        while (shape.rank() < 4) {
            shape = shape.insert(0, 1);
        }
        Array withAxes = Shapes.reshape(mask, shape.toArray());
        return mask.dtype() == DType.BOOL ? withAxes : Elementwise.astype(withAxes, dtype);
    }

    private static Array sinks(Array sinks, int heads, DType dtype) {
        checkPromotes("sinks", sinks, dtype);
        if (!sinks.shape().equals(Shape.of(heads))) {
            throw new ShapeException(NAME, "%d heads have as many sinks, not %s", heads, sinks.shape());
        }
        return Shapes.reshape(Elementwise.astype(sinks, dtype), 1, heads, 1, 1);
    }

    private static void checkPromotes(String what, Array array, DType dtype) {
        if (DType.promote(array.dtype(), dtype) != dtype) {
            throw new DTypeException(NAME, "%s of %s must promote to %s", what, array.dtype(), dtype);
        }
    }
}
