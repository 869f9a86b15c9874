package lazuli.core.primitive.network;

import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Reductions.mean;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.Shape;
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
import lazuli.core.primitive.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * Normalization of the rows of x (..., C): {@code (x - c) / sqrt(mean((x - c)²) + epsilon) * weight + bias}, weight and bias (C). Centred,
 * c is the row's mean (Ba et al., 2016), else zero (Zhang and Sennrich, 2019).
 */
public record RowNorm(boolean centred, double epsilon) implements KernelPrimitive {
    @Override
    public String text() {
        return centred ? "layer_norm" : "rms_norm";
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(3);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType x = inputs.getFirst();
        ArrayType weight = inputs.get(1);
        if (x.shape().rank() < 1
                || !weight.shape().equals(Shape.of(x.shape().length(-1)))
                || !weight.equals(inputs.get(2))) {
            throw new ShapeException(text(), "input %s, weight %s, bias %s", x, weight, inputs.get(2));
        }
        Preconditions.require(
                inputs.size() == 3
                        && Preconditions.haveOneDType(inputs)
                        && x.dtype().isFloating(),
                this,
                inputs);
        return List.of(x);
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.numbers(inputs, outputs);
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.rowNorm(centred, epsilon, at.input(0), at.input(1), at.input(2), at.output(0));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        List<Array> gradients =
                Nodes.all(new RowNormGradient(centred, epsilon), List.of(at.primal(0), at.primal(1), at.cotangent()));
        return at.wanted(() -> gradients.get(0), () -> gradients.get(1), () -> gradients.get(2));
    }

    /** x less its center, by row. */
    static Array centre(boolean centred, Array x) {
        return centred ? subtract(x, mean(x, -1, true)) : x;
    }

    /** {@code 1 / sqrt(mean(x²) + epsilon)}, by row. */
    static Array scale(Array x, double epsilon) {
        return rsqrt(add(mean(square(x), -1, true), epsilon));
    }

    private List<Array> composed(List<Array> inputs) {
        Array x = centre(centred, inputs.get(0));
        return List.of(add(multiply(multiply(x, scale(x, epsilon)), inputs.get(1)), inputs.get(2)));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Composition.jvp(at, Composition.inFloat32(this::composed));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.isMapped(1) || at.isMapped(2)
                ? Composition.vmap(at, Composition.inFloat32(this::composed))
                : BatchedResult.front(Nodes.of(this, at.front(0), at.input(1), at.input(2)));
    }
}
