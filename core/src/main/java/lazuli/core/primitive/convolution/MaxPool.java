package lazuli.core.primitive.convolution;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.backend.Kernels;
import lazuli.core.backend.PoolingGeometry;
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
import lazuli.core.primitive.Primitive;
import org.jspecify.annotations.Nullable;

/** The largest element of each window of a channels-last array, and as int32 where in the spatial plane it stands. */
public record MaxPool(PoolingGeometry geometry) implements KernelPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.requireOne(this, inputs);
        ArrayType x = inputs.getFirst();
        if (x.shape().rank() != geometry.spatialRank() + 2) {
            throw new ShapeException(
                    "max_pool",
                    "%d spatial axes need rank %d, not shape %s",
                    geometry.spatialRank(),
                    geometry.spatialRank() + 2,
                    x.shape());
        }
        int[] lengths = x.shape().toArray();
        for (int i = 0; i < geometry.spatialRank(); i++) {
            lengths[i + 1] = geometry.outputLength(i, lengths[i + 1]);
            if (lengths[i + 1] <= 0) {
                throw new ShapeException(
                        "max_pool", "window %s is longer than the padded input %s", geometry.window(), x.shape());
            }
        }
        ArrayType y = x.with(Shape.of(lengths));
        return List.of(y, y.with(DType.INT32));
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.maxPool(geometry, at.input(0), at.output(0), at.output(1));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        Array x = at.primal(0);
        return at.wanted(() -> Nodes.of(new PoolScatter(Convolution.spatial(x.shape())), at.cotangent(), at.output(1)));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Arrays.asList(Nodes.of(new PoolGather(), at.tangent(0), at.output(1)), null);
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return mergedExamples(this, at);
    }

    /** Applies a primitive that treats examples alike to all examples of the batch at once. */
    static BatchedResult mergedExamples(Primitive primitive, Batching at) {
        List<Array> merged =
                at.fronts().stream().map(BatchedConvolution::mergeExamples).toList();
        return BatchedResult.front(Nodes.all(primitive, merged).stream()
                .map(y ->
                        BatchedConvolution.splitExamples(y, at.size()).outputs().getFirst())
                .toList());
    }
}
