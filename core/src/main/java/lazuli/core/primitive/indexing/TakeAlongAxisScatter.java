package lazuli.core.primitive.indexing;

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
import org.jspecify.annotations.Nullable;

/** Adds values along an axis of a zero array to the places that indices of the same shape name: the transpose of {@link TakeAlongAxis}. */
public record TakeAlongAxisScatter(int axis, int length) implements KernelPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(2);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.require(
                Preconditions.isIndexed(inputs.get(0), inputs.get(1), axis)
                        && inputs.get(0).shape().equals(inputs.get(1).shape()),
                this,
                inputs);
        ArrayType values = inputs.getFirst();
        return List.of(values.with(values.shape().with(axis, length)));
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.numbers(inputs, outputs);
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.takeAlongAxisScatter(at.input(0), at.input(1), axis, at.output(0));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return at.wanted(() -> Nodes.of(new TakeAlongAxis(axis), at.cotangent(), at.primal(1)));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return at.hasTangent(0) ? Arrays.asList(Nodes.of(this, at.tangent(0), at.primal(1))) : at.none();
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(new TakeAlongAxisScatter(axis + 1, length));
    }
}
