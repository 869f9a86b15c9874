package lazuli.nn;

import static lazuli.core.Mx.*;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.HalfPrecision;
import org.jspecify.annotations.Nullable;

/**
 * Instance normalization (Ulyanov et al., 2016) of (N, ..., C): each channel of each example is normalized over all places, {@code (x -
 * mean) / sqrt(variance + epsilon)} with the biased variance.
 */
public final class InstanceNorm extends Module implements Layer {
    private @Nullable Array weight;
    private @Nullable Array bias;
    private final int dims;
    private final double epsilon;

    /**
     * A normalization of arrays with {@code dims} channels.
     *
     * @param affine whether the result is scaled and shifted by parameters
     */
    public InstanceNorm(int dims, double epsilon, boolean affine) {
        this.dims = dims;
        this.epsilon = epsilon;
        this.weight = affine ? ones(Shape.of(dims), DType.FLOAT32) : null;
        this.bias = affine ? zeros(Shape.of(dims), DType.FLOAT32) : null;
    }

    /** With epsilon 1e-5, without parameters. */
    public InstanceNorm(int dims) {
        this(dims, 1e-5, false);
    }

    /**
     * The normalized array.
     *
     * @param x (N, ..., C), at least three axes
     * @return the shape of x
     * @throws ShapeException if it has fewer axes or other channels
     */
    @Override
    public Array forward(Array x) {
        Required.argument("instance_norm", "x", x);
        return called(() -> {
            if (x.ndim() < 3 || x.shape().length(-1) != dims) {
                throw new ShapeException("instance_norm", "(N, ..., %d) is normalized, not %s", dims, x.shape());
            }
            int[] places = new int[x.ndim() - 2];
            Arrays.setAll(places, i -> i + 1);
            return affine(x, wide -> normalized(wide, places, epsilon), weight, bias);
        });
    }

    /** Half floats normalized, scaled and shifted in float32, and rounded once. */
    static Array affine(Array x, UnaryOperator<Array> normalized, @Nullable Array weight, @Nullable Array bias) {
        return TraceScope.result(() -> {
            Array normal = normalized.apply(HalfPrecision.widen(x));
            return weight == null || bias == null
                    ? HalfPrecision.round(normal, x.dtype())
                    : HalfPrecision.round(
                            normal.multiply(weight).add(bias),
                            DType.promote(x.dtype(), DType.promote(weight.dtype(), bias.dtype())));
        });
    }

    static Array normalized(Array x, int[] axes, double epsilon) {
        Array centered = x.subtract(mean(x, axes, true));
        return centered.multiply(rsqrt(var(x, axes, true, 0).add(epsilon)));
    }

    @Override
    protected String describe() {
        return "%d, eps=%s, affine=%s".formatted(dims, epsilon, weight != null);
    }
}
