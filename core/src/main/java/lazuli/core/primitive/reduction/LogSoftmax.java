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

/** x - log(sum(exp(x))) along the last axis. */
public record LogSoftmax() implements KernelPrimitive {
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
        kernels.logSoftmax(at.input(0), at.output(0));
    }

    /** {@code exp(y)}; rounded to half floats, y has too few digits for that. */
    private static Array weights(Array x, Array y) {
        return HalfPrecision.isHalf(y.dtype()) ? Nodes.of(new Softmax(), HalfPrecision.widen(x)) : exp(y);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        Array y = at.output(0);
        Array dy = HalfPrecision.widen(at.cotangent());
        return at.wanted(() -> HalfPrecision.round(
                subtract(dy, multiply(conjugate(weights(at.primal(0), y)), sum(dy, -1, true))), y.dtype()));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        Array y = at.output(0);
        Array dx = HalfPrecision.widen(at.tangent(0));
        return Arrays.asList(HalfPrecision.round(
                subtract(dx, sum(multiply(weights(at.primal(0), y), dx), -1, true)), y.dtype()));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(this);
    }
}
