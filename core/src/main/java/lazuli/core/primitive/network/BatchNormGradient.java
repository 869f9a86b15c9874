package lazuli.core.primitive.network;

import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Reductions.sum;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.backend.Kernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.ShortWork;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Composition;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.Preconditions;
import lazuli.core.primitive.creation.AxisSize;
import org.jspecify.annotations.Nullable;

/**
 * The cotangents of {@link BatchNorm}'s x, weight and bias from x, weight, mean, variance and the cotangent of the result, with mean and
 * variance varying with x.
 */
public record BatchNormGradient(double epsilon) implements KernelPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(5);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType x = inputs.getFirst();
        List<ArrayType> forward = List.of(x, inputs.get(1), inputs.get(1));
        List<ArrayType> made = new BatchNorm(epsilon).outputs(forward);
        Preconditions.require(inputs.equals(List.of(x, inputs.get(1), made.get(1), made.get(2), x)), this, inputs);
        ArrayType weight = inputs.get(1);
        return List.of(inputs.getFirst(), weight, weight);
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.batchNormGradient(
                at.rowMajorInput(0),
                at.rowMajorInput(1),
                at.rowMajorInput(2),
                at.rowMajorInput(3),
                epsilon,
                at.rowMajorInput(4),
                at.output(0),
                at.output(1),
                at.output(2));
    }

    /** With n elements per channel: dx = weight * r * (dy - mean(dy) - xhat * mean(dy * xhat)), r = 1 / sqrt(variance + epsilon). */
    private List<Array> composed(List<Array> inputs) {
        Array x = inputs.get(0);
        Array dy = inputs.get(4);
        int[] axes = BatchNorm.channels(x);
        Array scale = rsqrt(add(inputs.get(3), epsilon));
        Array normalized = multiply(subtract(x, inputs.get(2)), scale);
        Array weightGradient = sum(multiply(dy, normalized), axes, false);
        Array biasGradient = sum(dy, axes, false);
        Array centred = subtract(
                subtract(dy, AxisSize.multiply(biasGradient, x, axes, AxisSize.Form.SHARE)),
                multiply(normalized, AxisSize.multiply(weightGradient, x, axes, AxisSize.Form.SHARE)));
        return List.of(multiply(multiply(inputs.get(1), scale), centred), weightGradient, biasGradient);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return Composition.vjp(at, this::composed);
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
