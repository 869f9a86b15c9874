package lazuli.core.primitive;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.backend.Kernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
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
