package lazuli.core.primitive.view;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.ArrayType;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.Preconditions;
import lazuli.core.primitive.ViewPrimitive;
import org.jspecify.annotations.Nullable;

/** The same elements, lying in row-major order without gaps. */
public record Contiguous() implements ViewPrimitive {
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
    public @Nullable Tensor view(Tensor input) {
        return input.isRowMajor() ? input : null;
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return at.wanted(at::cotangent);
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Arrays.asList(at.tangent(0));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(this);
    }
}
