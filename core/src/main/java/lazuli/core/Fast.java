package lazuli.core;

import lazuli.core.operation.Norms;
import org.jspecify.annotations.Nullable;

/**
 * Operations that models spend their time in, each as one kernel: normalizations, rotary positions, attention. Half floats are computed in
 * float32 and rounded once.
 */
public final class Fast {
    private Fast() {}

    /**
     * {@code x / sqrt(mean(x²) + epsilon) * weight} along the last axis (Zhang and Sennrich, 2019).
     *
     * @param x (..., C)
     * @param weight (C); null is one
     * @return the shape of x, in the dtype that x and weight promote to
     * @throws ShapeException if x is a scalar or weight does not have x's last length
     * @throws DTypeException if that dtype is not float16, bfloat16, float32 or float64
     */
    public static Array rmsNorm(Array x, @Nullable Array weight, double epsilon) {
        return Norms.rms(x, weight, epsilon);
    }

    /**
     * {@code (x - mean(x)) / sqrt(var(x) + epsilon) * weight + bias} along the last axis, with the biased variance (Ba et al., 2016).
     *
     * @param x (..., C)
     * @param weight (C); null is one
     * @param bias (C); null is zero
     * @return the shape of x, in the dtype that x, weight and, beside a weight, bias promote to
     * @throws ShapeException if x is a scalar or weight or bias does not have x's last length
     * @throws DTypeException if that dtype is not float16, bfloat16, float32 or float64
     */
    public static Array layerNorm(Array x, @Nullable Array weight, @Nullable Array bias, double epsilon) {
        return Norms.layer(x, weight, bias, epsilon);
    }
}
