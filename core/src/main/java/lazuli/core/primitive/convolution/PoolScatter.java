package lazuli.core.primitive.convolution;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Kernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.ShortWork;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * Adds the elements of (N, pooled..., C) to those places of a zero (N, spatial..., C) that indices name: the transpose of {@link
 * PoolGather}.
 */
public record PoolScatter(List<Integer> spatial) implements KernelPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(2);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.require(
                inputs.get(1).equals(inputs.getFirst().with(DType.INT32))
                        && spatial.size() + 2 == inputs.getFirst().shape().rank(),
                this,
                inputs);
        int[] lengths = inputs.getFirst().shape().toArray();
        for (int i = 0; i < spatial.size(); i++) {
            lengths[i + 1] = spatial.get(i);
        }
        return List.of(inputs.getFirst().with(Shape.of(lengths)));
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.poolScatter(at.input(0), at.input(1), at.output(0));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return at.wanted(() -> Nodes.of(new PoolGather(), at.cotangent(), at.primal(1)));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Arrays.asList(Nodes.of(this, at.tangent(0), at.primal(1)));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return MaxPool.mergedExamples(this, at);
    }
}
