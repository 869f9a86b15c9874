package lazuli.core.primitive.creation;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.backend.Kernels;
import lazuli.core.backend.Tensor;
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
import org.jspecify.annotations.Nullable;

/** Threefry-2x32 words for each key: keys (K..., 2) of uint32 give (K..., shape...) of uint32. */
public record RandomBits(Shape shape) implements KernelPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType key = inputs.getFirst();
        if (key.dtype() != DType.UINT32) {
            throw new DTypeException("random", "a key must be uint32, not %s", key.dtype());
        }
        if (key.shape().rank() == 0 || key.shape().length(-1) != 2) {
            throw new ShapeException("random", "a key must have shape (2,), not %s", key.shape());
        }
        Shape.axisLength("random", shape.size());
        Shape result = shape;
        for (int i = key.shape().rank() - 2; i >= 0; i--) {
            result = result.insert(0, key.shape().length(i));
        }
        return List.of(new ArrayType(result, DType.UINT32));
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.numbers(inputs, outputs);
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        Tensor keys = at.input(0);
        Tensor output = at.output(0);
        Shape flat = keys.shape().with(-1, Shape.axisLength("random_bits", shape.size()));
        kernels.randomBits(keys, output.view(flat, flat.strides(), output.offset()));
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
        return BatchedResult.front(Nodes.of(this, at.front(0)));
    }
}
