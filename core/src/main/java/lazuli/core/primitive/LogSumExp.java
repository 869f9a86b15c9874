package lazuli.core.primitive;

import static lazuli.core.Mx.*;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.backend.CpuKernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Execution;
import org.jspecify.annotations.Nullable;

/** log(sum(exp(x))) along the last axis, which stays with length 1. */
public record LogSumExp() implements Primitive {
    @Override
    public String text() {
        return "logsumexp";
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Fit.requireOneWith(inputs.getFirst().shape().rank() - 1, this, inputs);
        ArrayType x = inputs.getFirst();
        return List.of(x.with(x.shape().with(-1, 1)));
    }

    @Override
    public void evalCpu(Execution at, CpuKernels kernels) {
        kernels.logSumExp(at.input(0), at.output(0));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return at.wanted(() -> multiply(at.cotangent(), conjugate(exp(subtract(at.primal(0), at.output(0))))));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Arrays.asList(sum(multiply(at.tangent(0), exp(subtract(at.primal(0), at.output(0)))), -1, true));
    }

    @Override
    public Batched vmap(Batching at) {
        return at.apply(this);
    }
}
