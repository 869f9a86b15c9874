package lazuli.nn;

import static lazuli.core.Mx.*;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.HalfPrecision;
import lazuli.core.primitive.creation.AxisSize;
import org.jspecify.annotations.Nullable;

/**
 * Batch normalization (Ioffe and Szegedy, 2015) of (..., C) over all axes but the last: {@code (x - mean) / sqrt(variance + epsilon)},
 * scaled and shifted. In training it uses the batch's mean and biased variance and mixes them, the variance unbiased, into running ones;
 * in evaluation it uses the running ones.
 */
public final class BatchNorm extends Module implements Layer {
    private @Nullable Array weight;
    private @Nullable Array bias;

    @Buffer
    private @Nullable Array runningMean;

    @Buffer
    private @Nullable Array runningVar;

    private final int features;
    private final double epsilon;
    private final double momentum;

    /**
     * A normalization of arrays with {@code features} channels.
     *
     * @param momentum the batch's share in the running statistics
     * @param affine whether the result is scaled and shifted by parameters
     * @param trackRunningStats whether there are running statistics; if not, evaluation uses the batch's
     */
    public BatchNorm(int features, double epsilon, double momentum, boolean affine, boolean trackRunningStats) {
        Shape shape = Shape.of(features);
        this.features = features;
        this.epsilon = epsilon;
        this.momentum = momentum;
        this.weight = affine ? ones(shape, DType.FLOAT32) : null;
        this.bias = affine ? zeros(shape, DType.FLOAT32) : null;
        this.runningMean = trackRunningStats ? zeros(shape, DType.FLOAT32) : null;
        this.runningVar = trackRunningStats ? ones(shape, DType.FLOAT32) : null;
    }

    /** With parameters and running statistics. */
    public BatchNorm(int features, double epsilon, double momentum) {
        this(features, epsilon, momentum, true, true);
    }

    /** With epsilon 1e-5, momentum 0.1, parameters, and running statistics. */
    public BatchNorm(int features) {
        this(features, 1e-5, 0.1);
    }

    /**
     * The normalized array.
     *
     * @param x (..., C), at least two axes
     * @throws ShapeException if it has another number of channels
     */
    @Override
    public Array forward(Array x) {
        Required.argument("batch_norm", "x", x);
        return called(() -> {
            if (x.ndim() < 2 || x.shape().length(-1) != features) {
                throw new ShapeException("batch_norm", "%d features cannot normalize %s", features, x.shape());
            }
            Array mean = runningMean;
            Array variance = runningVar;
            if (mean != null && variance != null && !isTraining()) {
                return ofRunning(x, mean, variance);
            }
            DType dtype = weight == null ? x.dtype().toFloating() : DType.promote(x.dtype(), weight.dtype());
            List<Array> outputs = ofBatch(x, HalfPrecision.wide(dtype));
            Array normalized = HalfPrecision.round(outputs.getFirst(), dtype);
            if (mean == null || variance == null) {
                return normalized;
            }
            int[] axes = Arrays.copyOf(x.shape().allAxes(), x.ndim() - 1);
            runningMean = mix(mean, outputs.get(1));
            runningVar = mix(variance, AxisSize.multiply(outputs.get(2), x, axes, AxisSize.Form.UNBIASING));
            return normalized;
        });
    }

    /** The variance may overflow half floats where the normalized array does not. */
    private List<Array> ofBatch(Array x, DType dtype) {
        Array scale = weight == null ? ones(Shape.of(features), dtype) : weight.astype(dtype);
        Array shift = bias == null ? zeros(Shape.of(features), dtype) : bias.astype(dtype);
        return batchNorm(x.astype(dtype), scale, shift, epsilon);
    }

    private Array ofRunning(Array x, Array mean, Array variance) {
        DType dtype = DType.promote(x.dtype(), DType.promote(mean.dtype(), variance.dtype()));
        return TraceScope.result(() -> {
            Array inverse = rsqrt(HalfPrecision.widen(variance).add(epsilon));
            Array scale = weight == null ? inverse : inverse.multiply(weight);
            Array shift = HalfPrecision.widen(mean).multiply(scale).negative();
            Array y = HalfPrecision.widen(x).multiply(scale).add(bias == null ? shift : bias.add(shift));
            return HalfPrecision.round(y, weight == null ? dtype : DType.promote(dtype, weight.dtype()));
        });
    }

    /** Statistics outlive the function whose gradient is taken, and are no part of it. */
    private Array mix(Array running, Array observed) {
        return TraceScope.outside(() -> TraceScope.result(() -> HalfPrecision.round(
                HalfPrecision.widen(running)
                        .multiply(1 - momentum)
                        .add(stopGradient(observed).multiply(momentum)),
                running.dtype())));
    }

    @Override
    protected String describe() {
        return "%d, eps=%s, momentum=%s, affine=%s, trackRunningStats=%s"
                .formatted(features, epsilon, momentum, weight != null, runningMean != null);
    }
}
