package lazuli.core.primitive.reduction;

import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Reductions.sum;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.backend.Kernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.ShortWork;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.HalfPrecision;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.Preconditions;
import org.jspecify.annotations.Nullable;

/** exp(x - max(x)) / sum(exp(x - max(x))) along the last axis. */
public record Softmax() implements KernelPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.requireOneWith(inputs.getFirst().shape().rank() - 1, this, inputs);
        Preconditions.requireFloatingOrComplex(this, inputs.getFirst());
        return inputs;
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.numbers(inputs, outputs);
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.softmax(at.input(0), at.output(0));
    }

    /** The result for half floats as float32, rounded to which it has lost what the derivative needs: differences of its products. */
    private static Array result(Array x, Array y) {
        return HalfPrecision.isHalf(y.dtype()) ? Nodes.of(new Softmax(), HalfPrecision.widen(x)) : y;
    }

    private static Array derivative(Array d, Array wide) {
        Array weighted = multiply(HalfPrecision.widen(d), wide);
        return HalfPrecision.round(subtract(weighted, multiply(wide, sum(weighted, -1, true))), d.dtype());
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return at.wanted(() ->
                derivative(at.cotangent(), conjugate(result(at.primal(0), at.output(0))))); // the matrix is symmetric
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Arrays.asList(derivative(at.tangent(0), result(at.primal(0), at.output(0))));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(this);
    }
}
