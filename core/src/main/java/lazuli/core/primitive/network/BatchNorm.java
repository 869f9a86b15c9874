package lazuli.core.primitive.network;

import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Reductions.mean;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.ShapeException;
import lazuli.core.backend.Kernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.ShortWork;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Composition;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.creation.AxisSize;
import org.jspecify.annotations.Nullable;

/**
 * Normalization of x (..., C) over all axes but the last, scaled by weight (C) and shifted by bias (C); also the mean and the biased
 * variance (C) that were used (Ioffe and Szegedy, 2015); all float32 or all float64.
 */
public record BatchNorm(double epsilon) implements KernelPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(3);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType x = inputs.getFirst();
        ArrayType weight = inputs.get(1);
        if (x.shape().rank() < 2
                || weight.shape().rank() != 1
                || weight.shape().length(0) != x.shape().length(-1)
                || !weight.equals(inputs.get(2))) {
            throw new ShapeException("batch_norm", "input %s, weight %s, bias %s", x, weight, inputs.get(2));
        }
        if (x.dtype() != weight.dtype() || (x.dtype() != DType.FLOAT32 && x.dtype() != DType.FLOAT64)) {
            throw new DTypeException(
                    "batch_norm", "needs float32 or float64, not %s and %s", x.dtype(), weight.dtype());
        }
        return List.of(x, weight, weight);
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.batchNorm(
                at.rowMajorInput(0),
                at.rowMajorInput(1),
                at.rowMajorInput(2),
                epsilon,
                at.output(0),
                at.output(1),
                at.output(2));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        Array x = at.primal(0);
        Array mean = at.output(1);
        List<Array> gradients = Nodes.all(
                new BatchNormGradient(epsilon), List.of(x, at.primal(1), mean, at.output(2), at.cotangent(0)));
        Array dx = gradients.getFirst();
        int[] axes = channels(x);
        if (at.hasCotangent(1)) {
            dx = add(dx, AxisSize.multiply(at.cotangent(1), x, axes, AxisSize.Form.SHARE));
        }
        if (at.hasCotangent(2)) {
            dx = add(
                    dx,
                    multiply(
                            subtract(x, mean),
                            multiply(AxisSize.multiply(at.cotangent(2), x, axes, AxisSize.Form.SHARE), 2)));
        }
        Array total = dx;
        return at.wanted(() -> total, () -> gradients.get(1), () -> gradients.get(2));
    }

    /** The axes of which each channel is a slice: all but the last. */
    static int[] channels(Array x) {
        return Arrays.copyOf(x.shape().allAxes(), x.shape().rank() - 1);
    }

    private List<Array> composed(List<Array> inputs) {
        Array x = inputs.get(0);
        int[] axes = channels(x);
        Array mean = mean(x, axes, false);
        Array centred = subtract(x, mean);
        Array variance = mean(square(centred), axes, false);
        Array y = add(multiply(multiply(centred, rsqrt(add(variance, epsilon))), inputs.get(1)), inputs.get(2));
        return List.of(y, mean, variance);
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Composition.jvp(at, this::composed);
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return Composition.vmap(at, this::composed);
    }
}
