package lazuli.core.primitive.sorting;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.ShapeException;
import lazuli.core.backend.Kernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.ShortWork;
import lazuli.core.operation.Shapes;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * Where values (N, M) belong in sorted lines (N, L): the index of the first element that is not below the value.
 *
 * @param right the first element that is above the value instead
 */
public record SearchSorted(boolean right) implements KernelPrimitive {
    @Override
    public String text() {
        return "searchsorted";
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(2);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.require(inputs.size() == 2 && Preconditions.haveOneDType(inputs), this, inputs);
        ArrayType sorted = inputs.get(0);
        ArrayType values = inputs.get(1);
        if (sorted.shape().rank() != 2
                || values.shape().rank() != 2
                || sorted.shape().length(0) != values.shape().length(0)) {
            throw new ShapeException(text(), "values %s for sequences %s", values.shape(), sorted.shape());
        }
        return List.of(values.with(DType.UINT32));
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.searchSorted(at.input(0), at.input(1), at.output(0), right);
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
        Array values = at.front(1);
        Array found = Nodes.of(this, Shapes.flatten(at.front(0), 0, 1), Shapes.flatten(values, 0, 1));
        return BatchedResult.front(found.reshape(values.shape().toArray()));
    }
}
