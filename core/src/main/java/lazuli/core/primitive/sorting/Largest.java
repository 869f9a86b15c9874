package lazuli.core.primitive.sorting;

import static lazuli.core.operation.Indexing.takeAlongAxis;
import static lazuli.core.operation.Sorting.argsort;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Index;
import lazuli.core.Slice;
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
import lazuli.core.primitive.indexing.TakeAlongAxisScatter;
import org.jspecify.annotations.Nullable;

/** The last {@code count} elements of {@link Sort} along an axis, found without putting the others into order. */
public record Largest(int axis, int count) implements KernelPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.requireOneWith(axis, this, inputs);
        ArrayType x = inputs.getFirst();
        if (x.dtype() == DType.COMPLEX64) {
            throw new DTypeException(text(), "needs real numbers, not complex64");
        }
        Preconditions.require(count >= 0 && count <= x.shape().length(axis), this, inputs);
        return List.of(x.with(x.shape().with(axis, count)));
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.largest(at.input(0), at.output(0), axis);
    }

    /** Where the results stand in {@code x}. */
    private Array places(Array x) {
        Index[] index = new Index[x.shape().rank()];
        Arrays.fill(index, Slice.all());
        index[axis] = Slice.from(x.shape().length(axis) - count);
        return argsort(x, axis).at(index);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        Array x = at.primal(0);
        return at.wanted(
                () -> Nodes.of(new TakeAlongAxisScatter(axis, x.shape().length(axis)), at.cotangent(), places(x)));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Arrays.asList(takeAlongAxis(at.tangent(0), places(at.primal(0)), axis));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(new Largest(axis + 1, count));
    }
}
