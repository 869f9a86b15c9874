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

/** Along an axis, the elements that indices of the same rank name; the other axes' lengths are equal. */
public record TakeAlongAxis(int axis) implements KernelPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(2);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.require(
                Preconditions.isIndexed(inputs.get(0), inputs.get(1), axis)
                        && Preconditions.differBetween(
                                axis,
                                axis + 1,
                                inputs.get(0).shape(),
                                inputs.get(1).shape()),
                this,
                inputs);
        return List.of(inputs.getFirst().with(inputs.get(1).shape()));
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.numbers(inputs, outputs);
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.takeAlongAxis(at.input(0), at.input(1), axis, at.output(0));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        int length = at.primal(0).shape().length(axis);
        return at.wanted(() -> Nodes.of(new TakeAlongAxisScatter(axis, length), at.cotangent(), at.primal(1)));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return at.hasTangent(0) ? Arrays.asList(Nodes.of(this, at.tangent(0), at.primal(1))) : at.none();
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(new TakeAlongAxis(axis + 1));
    }
}
