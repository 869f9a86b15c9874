package lazuli.core.primitive.network;

import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Reductions.mean;
import static lazuli.core.operation.Reductions.sum;

import java.util.Arrays;
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
import org.jspecify.annotations.Nullable;

/** The cotangents of {@link RowNorm}'s x, weight and bias from x, weight and the cotangent of the result. */
public record RowNormGradient(boolean centred, double epsilon) implements KernelPrimitive {
    @Override
    public String text() {
        return centred ? "layer_norm_gradient" : "rms_norm_gradient";
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(3);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType x = inputs.getFirst();
        Preconditions.require(inputs.size() == 3 && inputs.get(2).equals(x), this, inputs);
        new RowNorm(centred, epsilon).outputs(List.of(x, inputs.get(1), inputs.get(1)));
        ArrayType weight = inputs.get(1);
        return List.of(inputs.getFirst(), weight, weight);
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.numbers(inputs, outputs);
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.rowNormGradient(
                centred, epsilon, at.input(0), at.input(1), at.input(2), at.output(0), at.output(1), at.output(2));
    }

    /** With g = dy * weight, xhat the normalized row: dx = r * (g - mean(g) - xhat * mean(g * xhat)), the first mean only if centred. */
    private List<Array> composed(List<Array> inputs) {
        Array x = RowNorm.centre(centred, inputs.get(0));
        Array dy = inputs.get(2);
        Array scale = RowNorm.scale(x, epsilon);
        Array normalized = multiply(x, scale);
        Array g = multiply(dy, inputs.get(1));
        Array away = multiply(normalized, mean(multiply(g, normalized), -1, true));
        Array dx = multiply(scale, subtract(RowNorm.centre(centred, g), away));
        int[] rows = Arrays.copyOf(dy.shape().allAxes(), dy.shape().rank() - 1);
        return List.of(dx, sum(multiply(dy, normalized), rows, false), sum(dy, rows, false));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return Composition.vjp(at, Composition.inFloat32(this::composed));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Composition.jvp(at, Composition.inFloat32(this::composed));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return Composition.vmap(at, Composition.inFloat32(this::composed));
    }
}
