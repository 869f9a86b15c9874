package lazuli.core.operation;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.network.BatchNorm;

/** Normalization over all axes but the last. */
public final class BatchNormalization {
    private BatchNormalization() {}

    /** The normalized array, mean and biased variance, of the dtype that the arguments promote to; half floats are computed in float32. */
    public static List<Array> apply(Array x, Array weight, Array bias, double epsilon) {
        DType dtype = DType.promote(DType.promote(x.dtype(), weight.dtype()), bias.dtype())
                .toFloating();
        if (!dtype.isFloating()) {
            throw new DTypeException("batch_norm", "needs a real floating dtype, not %s", dtype);
        }
        DType exact = dtype == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
        return TraceScope.within(() -> {
                    List<Array> inputs = List.of(
                            Elementwise.astype(x, exact),
                            Elementwise.astype(weight, exact),
                            Elementwise.astype(bias, exact));
                    return Nodes.all(new BatchNorm(epsilon), inputs).stream()
                            .map(output -> Elementwise.astype(output, dtype))
                            .toList();
                })
                .stream()
                .map(TraceScope::keep)
                .toList();
    }
}
