package lazuli.nn;

import static lazuli.core.Mx.*;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fast;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.Required;

/**
 * Normalization by the root of the mean square over the last axis (Zhang and Sennrich, 2019): {@code x / sqrt(mean(x²) + epsilon)}, scaled;
 * half floats are computed in float32.
 */
public final class RMSNorm extends Module implements Layer {
    private Array weight;
    private final double epsilon;

    /** A normalization of vectors of {@code dims} elements. */
    public RMSNorm(int dims, double epsilon) {
        this.weight = ones(Shape.of(dims), DType.FLOAT32);
        this.epsilon = epsilon;
    }

    /** With epsilon 1e-5. */
    public RMSNorm(int dims) {
        this(dims, 1e-5);
    }

    /**
     * The normalized array.
     *
     * @param x (..., dims)
     * @return the shape of x
     * @throws ShapeException if the last axis has another length
     */
    @Override
    public Array forward(Array x) {
        Required.argument("rms_norm", "x", x);
        return called(() -> {
            if (x.ndim() < 1 || x.shape().length(-1) != weight.size()) {
                throw new ShapeException("rms_norm", "%d elements are normalized, not %s", weight.size(), x.shape());
            }
            return Fast.rmsNorm(x, weight, epsilon);
        });
    }

    @Override
    protected String describe() {
        return "%d, eps=%s".formatted(weight.size(), epsilon);
    }
}
