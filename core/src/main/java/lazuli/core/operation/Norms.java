package lazuli.core.operation;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.network.RowNorm;
import org.jspecify.annotations.Nullable;

/** Normalizations of the last axis. */
public final class Norms {
    private Norms() {}

    /** By the root of the mean square. */
    public static Array rms(Array x, @Nullable Array weight, double epsilon) {
        DType dtype = weight == null ? x.dtype() : DType.promote(x.dtype(), weight.dtype());
        return normalize(new RowNorm(false, epsilon), x, weight, null, dtype);
    }

    /** By mean and variance. As in MLX a bias alone does not promote. */
    public static Array layer(Array x, @Nullable Array weight, @Nullable Array bias, double epsilon) {
        DType scaled = weight == null ? x.dtype() : DType.promote(x.dtype(), weight.dtype());
        DType dtype = weight == null || bias == null ? scaled : DType.promote(scaled, bias.dtype());
        return normalize(new RowNorm(true, epsilon), x, weight, bias, dtype);
    }

    private static Array normalize(RowNorm norm, Array x, @Nullable Array weight, @Nullable Array bias, DType dtype) {
        if (x.shape().rank() == 0) {
            throw new ShapeException(norm.text(), "a scalar has no last axis");
        }
        if (!dtype.isFloating()) {
            throw new DTypeException(norm.text(), "needs a real floating dtype, not %s", dtype);
        }
        Shape row = Shape.of(x.shape().length(-1));
        check(norm, "weight", weight, row);
        check(norm, "bias", bias, row);
        return TraceScope.result(() -> Nodes.of(
                norm,
                Elementwise.astype(x, dtype),
                weight == null ? Creation.ones(row, dtype) : Elementwise.astype(weight, dtype),
                bias == null ? Creation.zeros(row, dtype) : Elementwise.astype(bias, dtype)));
    }

    private static void check(RowNorm norm, String name, @Nullable Array parameter, Shape row) {
        if (parameter != null && !parameter.shape().equals(row)) {
            throw new ShapeException(norm.text(), "%s has shape %s, not %s", name, parameter.shape(), row);
        }
    }
}
