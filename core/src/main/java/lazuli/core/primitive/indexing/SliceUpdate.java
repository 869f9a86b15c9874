package lazuli.core.primitive.indexing;

import static lazuli.core.operation.Creation.zerosLike;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.backend.Kernels;
import lazuli.core.backend.Tensor;
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
import lazuli.core.primitive.view.StridedSlice;
import org.jspecify.annotations.Nullable;

/** The first input with the second in place of the elements that {@link StridedSlice} with the same components takes. */
public record SliceUpdate(List<Integer> starts, List<Integer> steps) implements KernelPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(2);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        StridedSlice.requireWithin(
                "slice_update",
                inputs.get(0).shape(),
                starts,
                steps,
                inputs.get(1).shape());
        Preconditions.require(Preconditions.haveOneDType(inputs), this, inputs);
        return List.of(inputs.getFirst());
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.numbers(inputs, outputs);
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        Tensor output = at.output(0);
        kernels.copy(at.input(0), output);
        kernels.copy(
                at.input(1),
                StridedSlice.view(output, starts, steps, at.input(1).shape()));
    }

    private Array slice(Array x, Array like) {
        return Nodes.of(new StridedSlice(starts, steps, like.shape()), x);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return at.wanted(
                () -> Nodes.of(this, at.cotangent(), zerosLike(at.primal(1))),
                () -> slice(at.cotangent(), at.primal(1)));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Arrays.asList(Nodes.of(this, at.tangent(0), at.tangent(1)));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(new SliceUpdate(StridedSlice.prepend(starts, 0), StridedSlice.prepend(steps, 1)));
    }
}
