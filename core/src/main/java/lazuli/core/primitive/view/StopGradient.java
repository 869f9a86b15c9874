package lazuli.core.primitive.view;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.Preconditions;
import lazuli.core.primitive.ViewPrimitive;
import org.jspecify.annotations.Nullable;

/** The input itself, as a constant to differentiation. */
public record StopGradient() implements ViewPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.requireOne(this, inputs);
        return inputs;
    }

    @Override
    public Tensor view(Tensor input) {
        return input;
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return at.none();
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return at.none();
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return new BatchedResult(List.of(Nodes.of(this, at.input(0))), at.axes());
    }
}
