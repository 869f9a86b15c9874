package lazuli.core.primitive.indexing;

import static lazuli.core.operation.Shapes.moveaxis;

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

/** Adds slices along an axis of a zero array to the places that indices name: the transpose of {@link Take}. */
public record TakeScatter(int axis, int length) implements KernelPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(2);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Shape indices = inputs.get(1).shape();
        boolean fits = inputs.get(1).dtype().isInteger()
                && axis >= 0
                && axis <= inputs.getFirst().shape().rank() - indices.rank();
        for (int i = 0; fits && i < indices.rank(); i++) {
            fits = inputs.getFirst().shape().length(axis + i) == indices.length(i);
        }
        Preconditions.require(fits, this, inputs);
        Shape shape = inputs.getFirst().shape();
        for (int i = 0; i < inputs.get(1).shape().rank(); i++) {
            shape = shape.remove(axis);
        }
        return List.of(inputs.getFirst().with(shape.insert(axis, length)));
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.numbers(inputs, outputs);
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.takeScatter(at.input(0), at.rowMajorInput(1), axis, at.output(0));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return at.wanted(() -> Nodes.of(new Take(axis), at.cotangent(), at.primal(1)));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return at.hasTangent(0) ? Arrays.asList(Nodes.of(this, at.tangent(0), at.primal(1))) : at.none();
    }

    @Override
    public BatchedResult vmap(Batching at) {
        if (!at.isMapped(1)) {
            return BatchedResult.front(Nodes.of(new TakeScatter(axis + 1, length), at.front(0), at.input(1)));
        }
        int indexRank = at.input(1).shape().rank() - 1;
        Array values = BatchedIndices.moveForward(at.front(0), axis, indexRank);
        Array merged =
                Nodes.of(new TakeScatter(0, length * at.size()), values, BatchedIndices.offset(at.front(1), length));
        int[] lengths = merged.shape().insert(0, at.size()).toArray();
        lengths[1] = length;
        return BatchedResult.front(moveaxis(merged.reshape(lengths), 1, axis + 1));
    }
}
