package lazuli.core.operation;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.RopeOptions;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.backend.Rotation;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.network.Rope;
import org.jspecify.annotations.Nullable;

/** Rotary position embeddings. */
public final class Positions {
    private static final String NAME = "rope";

    private Positions() {}

    /** See {@link lazuli.core.Fast#rope(Array, int, RopeOptions, Array)}. */
    public static Array rotate(Array x, int dims, RopeOptions options, Array offset) {
        check(x, dims);
        @Nullable Array given = options.frequencies();
        Array frequencies = given == null ? powers(options.base(), dims / 2, dtypeOf(x)) : given;
        if (!frequencies.shape().equals(Shape.of(dims / 2))) {
            throw new ShapeException(NAME, "%d dims need %d frequencies, not %s", dims, dims / 2, frequencies.shape());
        }
        int batch = x.shape().length(0);
        if (offset.shape().rank() > 1 || (offset.size() != 1 && offset.size() != batch)) {
            throw new ShapeException(NAME, "offsets of shape %s for %s", offset.shape(), x.shape());
        }
        if (!offset.dtype().isInteger()) {
            throw new DTypeException(NAME, "offsets are integers, not %s", offset.dtype());
        }
        Rope rope = new Rope(new Rotation(dims, options.traditional(), options.scale(), true));
        return TraceScope.result(() -> Nodes.of(
                rope,
                x,
                Shapes.broadcastTo(signed(Shapes.reshape(offset, -1)), batch),
                Elementwise.astype(frequencies, dtypeOf(x))));
    }

    /** {@code base^(i / count)}. */
    private static Array powers(double base, int count, DType dtype) {
        double[] powers = new double[count];
        for (int i = 0; i < count; i++) {
            powers[i] = Math.pow(base, (double) i / count);
        }
        return Nesting.array(powers, dtype);
    }

    /** What angles are computed in. */
    private static DType dtypeOf(Array x) {
        return x.dtype() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
    }

    /** In a signed dtype that holds them, int32 or int64; those of uint64 beyond 2^63 - 1 become that. */
    private static Array signed(Array offset) {
        return switch (offset.dtype()) {
            case UINT64 ->
                Elementwise.astype(
                        Functions.minimum(offset, Creation.full(Shape.SCALAR, Long.MAX_VALUE, DType.UINT64)),
                        DType.INT64);
            case UINT32, INT64 -> Elementwise.astype(offset, DType.INT64);
            case BOOL, UINT8, UINT16, INT8, INT16, INT32, FLOAT16, BFLOAT16, FLOAT32, FLOAT64, COMPLEX64 ->
                Elementwise.astype(offset, DType.INT32);
        };
    }

    private static void check(Array x, int dims) {
        if (x.shape().rank() < 3) {
            throw new ShapeException(NAME, "needs (batch, ..., positions, elements), not %s", x.shape());
        }
        if (!x.dtype().isFloating()) {
            throw new DTypeException(NAME, "needs a real floating dtype, not %s", x.dtype());
        }
        if (dims <= 0 || dims % 2 != 0 || dims > x.shape().length(-1)) {
            throw new ShapeException(NAME, "%d dims must be positive, even and within %s", dims, x.shape());
        }
    }
}
