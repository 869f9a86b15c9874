package lazuli.core.primitive.creation;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Kernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.ShortWork;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.Preconditions;
import org.jspecify.annotations.Nullable;

/** {@code start + i * step} for {@code i < count}. */
public record Arange(double start, double step, int count, DType dtype) implements KernelPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(0);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.require(inputs.isEmpty(), this, inputs);
        return List.of(new ArrayType(Shape.of(count), dtype));
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.numbers(inputs, outputs);
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.arange(start, step, at.output(0));
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
        throw new IllegalStateException("[arange] has no inputs that could be batched");
    }
}
