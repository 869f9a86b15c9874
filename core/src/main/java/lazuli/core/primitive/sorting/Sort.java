package lazuli.core.primitive.sorting;

import static lazuli.core.operation.Indexing.takeAlongAxis;
import static lazuli.core.operation.Sorting.argsort;

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
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.Preconditions;
import lazuli.core.primitive.indexing.TakeAlongAxisScatter;
import org.jspecify.annotations.Nullable;

/** Ascending order along an axis, NaN last. */
public record Sort(int axis) implements KernelPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.requireOneWith(axis, this, inputs);
        return inputs;
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.sort(at.input(0), at.output(0), axis);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        Array x = at.primal(0);
        return at.wanted(() ->
                Nodes.of(new TakeAlongAxisScatter(axis, x.shape().length(axis)), at.cotangent(), argsort(x, axis)));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Arrays.asList(takeAlongAxis(at.tangent(0), argsort(at.primal(0), axis), axis));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(new Sort(axis + 1));
    }
}
