package lazuli.core.primitive.indexing;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Shape;
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

/** The slices along an axis that indices of any shape name; the indices' axes stand in place of that axis. */
public record Take(int axis) implements KernelPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(2);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.require(Preconditions.isIndexed(inputs.get(0), inputs.get(1), axis), this, inputs);
        return List.of(inputs.getFirst()
                .with(shape(inputs.getFirst().shape(), inputs.get(1).shape())));
    }

    private Shape shape(Shape from, Shape indices) {
        Shape shape = from.remove(axis);
        for (int i = 0; i < indices.rank(); i++) {
            shape = shape.insert(axis + i, indices.length(i));
        }
        return shape;
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.numbers(inputs, outputs);
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.take(at.input(0), at.rowMajorInput(1), axis, at.output(0));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        int length = at.primal(0).shape().length(axis);
        return at.wanted(() -> Nodes.of(new TakeScatter(axis, length), at.cotangent(), at.primal(1)));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return at.hasTangent(0) ? Arrays.asList(Nodes.of(this, at.tangent(0), at.primal(1))) : at.none();
    }

    @Override
    public BatchedResult vmap(Batching at) {
        if (!at.isMapped(1)) {
            return BatchedResult.front(Nodes.of(new Take(axis + 1), at.front(0), at.input(1)));
        }
        if (!at.isMapped(0)) {
            return new BatchedResult(List.of(Nodes.of(this, at.input(0), at.front(1))), List.of(axis));
        }
        Array from = at.front(0);
        int length = from.shape().length(axis + 1);
        Array taken =
                Nodes.of(new Take(0), BatchedIndices.mergeAxis(from, axis), BatchedIndices.offset(at.front(1), length));
        int indexRank = at.input(1).shape().rank() - 1;
        return BatchedResult.front(BatchedIndices.moveBehind(taken, 1, indexRank, axis));
    }
}
