package lazuli.nn;

import static lazuli.core.Mx.*;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fast;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.Required;
import org.jspecify.annotations.Nullable;

/**
 * Layer normalization (Ba et al., 2016) over the last axis: {@code (x - mean) / sqrt(variance + epsilon)} with the biased variance, scaled
 * and shifted; half floats are computed in float32.
 */
public final class LayerNorm extends Module implements Layer {
    private @Nullable Array weight;
    private @Nullable Array bias;
    private final int dims;
    private final double epsilon;

    /**
     * A normalization of vectors of {@code dims} elements.
     *
     * @param affine whether the result is scaled, and with {@code bias} shifted, by parameters
     */
    public LayerNorm(int dims, double epsilon, boolean affine, boolean bias) {
        this.dims = dims;
        this.epsilon = epsilon;
        this.weight = affine ? ones(Shape.of(dims), DType.FLOAT32) : null;
        this.bias = affine && bias ? zeros(Shape.of(dims), DType.FLOAT32) : null;
    }

    /** With epsilon 1e-5 and parameters. */
    public LayerNorm(int dims) {
        this(dims, 1e-5, true, true);
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
        Required.argument("layer_norm", "x", x);
        return called(() -> {
            if (x.ndim() < 1 || x.shape().length(-1) != dims) {
                throw new ShapeException("layer_norm", "%d elements are normalized, not %s", dims, x.shape());
            }
            return Fast.layerNorm(x, weight, bias, epsilon);
        });
    }

    @Override
    protected String describe() {
        return "%d, eps=%s, affine=%s, bias=%s".formatted(dims, epsilon, weight != null, bias != null);
    }
}
