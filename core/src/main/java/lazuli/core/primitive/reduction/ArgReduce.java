package lazuli.core.primitive.reduction;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.ShapeException;
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

/** The index of the first largest or smallest element, or of the first NaN, along an axis, which stays with length 1. */
public record ArgReduce(boolean largest, int axis) implements KernelPrimitive {
    @Override
    public String text() {
        return largest ? "argmax" : "argmin";
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.requireOneWith(axis, this, inputs);
        ArrayType x = inputs.getFirst();
        if (x.shape().length(axis) == 0) {
            throw new ShapeException(text(), "axis %d of shape %s has no elements", axis, x.shape());
        }
        return List.of(new ArrayType(x.shape().with(axis, 1), DType.UINT32));
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.numbers(inputs, outputs);
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.argReduce(largest, at.input(0), at.output(0), axis);
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
        return at.apply(new ArgReduce(largest, axis + 1));
    }
}
