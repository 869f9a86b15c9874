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
 * Group normalization (Wu and He, 2018) of (N, ..., C): each example's channels are dealt to groups, and each group is normalized over its
 * channels and all places, {@code (x - mean) / sqrt(variance + epsilon)} with the biased variance.
 */
public final class GroupNorm extends Module implements Layer {
    private @Nullable Array weight;
    private @Nullable Array bias;
    private final int groups;
    private final int dims;
    private final double epsilon;
    private final boolean pytorchCompatible;

    /**
     * A normalization of arrays with {@code dims} channels.
     *
     * @param affine whether the result is scaled and shifted by parameters
     * @param pytorchCompatible whether neighbouring channels make a group; otherwise channel c is in group {@code c mod groups}, as in MLX
     * @throws IllegalArgumentException if the channels cannot be dealt evenly
     */
    public GroupNorm(int groups, int dims, double epsilon, boolean affine, boolean pytorchCompatible) {
        if (groups < 1 || dims % groups != 0) {
            throw new IllegalArgumentException(
                    "[group_norm] %d channels cannot be dealt to %d groups".formatted(dims, groups));
        }
        this.groups = groups;
        this.dims = dims;
        this.epsilon = epsilon;
        this.pytorchCompatible = pytorchCompatible;
        this.weight = affine ? ones(Shape.of(dims), DType.FLOAT32) : null;
        this.bias = affine ? zeros(Shape.of(dims), DType.FLOAT32) : null;
    }

    /** With epsilon 1e-5, parameters, and MLX's groups. */
    public GroupNorm(int groups, int dims) {
        this(groups, dims, 1e-5, true, false);
    }

    /**
     * The normalized array.
     *
     * @param x (N, ..., C), at least two axes
     * @return the shape of x
     * @throws ShapeException if it has fewer axes or other channels
     */
    @Override
    public Array forward(Array x) {
        Required.argument("group_norm", "x", x);
        return called(() -> {
            if (x.ndim() < 2 || x.shape().length(-1) != dims) {
                throw new ShapeException("group_norm", "(N, ..., %d) is normalized, not %s", dims, x.shape());
            }
            return InstanceNorm.affine(x, wide -> pytorchCompatible ? neighbours(wide) : strided(wide), weight, bias);
        });
    }

    private Array neighbours(Array x) {
        int batch = x.shape().length(0);
        int places = places(x);
        Array grouped = x.reshape(batch, places, groups, dims / groups).transpose(0, 2, 1, 3);
        Array normal = Fast.layerNorm(grouped.reshape(batch, groups, places * (dims / groups)), null, null, epsilon);
        return normal.reshape(batch, groups, places, dims / groups)
                .transpose(0, 2, 1, 3)
                .reshape(x.shape().toArray());
    }

    private Array strided(Array x) {
        Array grouped = x.reshape(x.shape().length(0), places(x) * (dims / groups), groups);
        return InstanceNorm.normalized(grouped, new int[] {1}, epsilon)
                .reshape(x.shape().toArray());
    }

    private static int places(Array x) {
        int places = 1;
        for (int axis = 1; axis < x.ndim() - 1; axis++) {
            places *= x.shape().length(axis);
        }
        return places;
    }

    @Override
    protected String describe() {
        return "%d, %d, eps=%s, affine=%s, pytorchCompatible=%s"
                .formatted(groups, dims, epsilon, weight != null, pytorchCompatible);
    }
}
