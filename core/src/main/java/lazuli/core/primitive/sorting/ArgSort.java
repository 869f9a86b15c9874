package lazuli.core.primitive.sorting;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
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

/** The indices that sort along an axis, equal elements in their order, NaN last. */
public record ArgSort(int axis) implements KernelPrimitive {
    @Override
    public String text() {
        return "argsort";
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.requireOneWith(axis, this, inputs);
        return List.of(inputs.getFirst().with(DType.UINT32));
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.argsort(at.input(0), at.output(0), axis);
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
        return at.apply(new ArgSort(axis + 1));
    }
}
