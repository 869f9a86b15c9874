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

/** The elements of (N, spatial..., C) at the places in the spatial plane that indices (N, pooled..., C) name. */
public record PoolGather() implements KernelPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(2);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Shape plane = inputs.get(0).shape();
        ArrayType indices = inputs.get(1);
        Preconditions.require(
                indices.dtype() == DType.INT32
                        && plane.rank() >= 2
                        && Preconditions.differBetween(1, plane.rank() - 1, plane, indices.shape()),
                this,
                inputs);
        return List.of(inputs.getFirst().with(inputs.get(1).shape()));
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.poolGather(at.input(0), at.input(1), at.output(0));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        List<Integer> spatial = Convolution.spatial(at.primal(0).shape());
        return at.wanted(() -> Nodes.of(new PoolScatter(spatial), at.cotangent(), at.primal(1)));
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
