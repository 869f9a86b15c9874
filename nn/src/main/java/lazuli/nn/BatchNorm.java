package lazuli.nn;

import static lazuli.core.Mx.*;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.Temporaries;
import lazuli.core.primitive.Count;
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
    private final float epsilon;
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
        this.epsilon = (float) epsilon;
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
        if (x.ndim() < 2 || x.shape().length(-1) != features) {
            throw new ShapeException("batch_norm", "%d features cannot normalize %s", features, x.shape());
        }
        Array mean = runningMean;
        Array variance = runningVar;
        if (mean == null || variance == null) {
            return ofBatch(x).getFirst();
        }
        if (!isTraining()) {
            return ofRunning(x, mean, variance);
        }
        List<Array> outputs = ofBatch(x);
        int[] axes = Arrays.copyOf(x.shape().allAxes(), x.ndim() - 1);
        runningMean = mix(mean, outputs.get(1));
        runningVar = mix(variance, Count.multiply(outputs.get(2), x, axes, Count.Form.UNBIASING));
        return outputs.getFirst();
    }

    private List<Array> ofBatch(Array x) {
        DType dtype = weight == null ? x.dtype().toFloating() : DType.promote(x.dtype(), weight.dtype());
        Array scale = weight == null ? ones(Shape.of(features), dtype) : weight.astype(dtype);
        Array shift = bias == null ? zeros(Shape.of(features), dtype) : bias.astype(dtype);
        return batchNorm(x.astype(dtype), scale, shift, epsilon);
    }

    private Array ofRunning(Array x, Array mean, Array variance) {
        return Temporaries.result(() -> {
            Array inverse = rsqrt(variance.add(epsilon));
            Array scale = weight == null ? inverse : inverse.multiply(weight);
            Array shift = mean.multiply(scale).negative();
            return x.multiply(scale).add(bias == null ? shift : bias.add(shift));
        });
    }

    /** Statistics outlive the function whose gradient is taken, and are no part of it. */
    private Array mix(Array running, Array observed) {
        return Temporaries.outside(() -> Temporaries.result(
                () -> running.multiply(1 - momentum).add(stopGradient(observed).multiply(momentum))));
    }

    @Override
    protected String describe() {
        return "%d, eps=%s, momentum=%s, affine=%s, trackRunningStats=%s"
                .formatted(features, epsilon, momentum, weight != null, runningMean != null);
    }
}
