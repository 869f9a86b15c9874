package lazuli.core.primitive.reduction;

import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Reductions.sum;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
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

/** log(sum(exp(x))) along the last axis, which stays with length 1. */
public record LogSumExp() implements KernelPrimitive {
    @Override
    public String text() {
        return "logsumexp";
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.requireOneWith(inputs.getFirst().shape().rank() - 1, this, inputs);
        Preconditions.requireFloatingOrComplex(this, inputs.getFirst());
        ArrayType x = inputs.getFirst();
        return List.of(x.with(x.shape().with(-1, 1)));
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.numbers(inputs, outputs);
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.logSumExp(at.input(0), at.output(0));
    }

    /**
     * The derivative; {@code exp(x - y)} would have few digits where x is large. It is 0 in a row of -infinity, of which softmax is NaN: no
     * finite change of such a row changes the result.
     */
    private static Array weights(Array x, Array y) {
        Array weights = Nodes.of(new Softmax(), HalfPrecision.widen(x));
        return x.dtype() == DType.COMPLEX64 ? weights : where(equal(y, Double.NEGATIVE_INFINITY), 0, weights);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return at.wanted(() -> HalfPrecision.round(
                multiply(HalfPrecision.widen(at.cotangent()), conjugate(weights(at.primal(0), at.output(0)))),
                at.primal(0).dtype()));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Arrays.asList(HalfPrecision.round(
                sum(multiply(HalfPrecision.widen(at.tangent(0)), weights(at.primal(0), at.output(0))), -1, true),
                at.primal(0).dtype()));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(this);
    }
}
