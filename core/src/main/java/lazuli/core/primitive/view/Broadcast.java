package lazuli.core.primitive.view;

import static lazuli.core.operation.Shapes.broadcastTo;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.ArrayType;
import lazuli.core.operation.Reductions;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.ViewPrimitive;
import org.jspecify.annotations.Nullable;

/** Repetition along axes of length 1 and along new leading axes, without copying. */
public record Broadcast(Shape shape) implements ViewPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType x = inputs.getFirst();
        if (x.shape().rank() > shape.rank()
                || !Shape.broadcast("broadcast_to", x.shape(), shape).equals(shape)) {
            throw new ShapeException("broadcast_to", "shape %s cannot be broadcast to %s", x.shape(), shape);
        }
        return List.of(x.with(shape));
    }

    @Override
    public Tensor view(Tensor input) {
        long[] strides = new long[shape.rank()];
        int added = shape.rank() - input.shape().rank();
        for (int i = added; i < strides.length; i++) {
            strides[i] = input.shape().length(i - added) == 1 ? 0 : input.strides()[i - added];
        }
        return input.view(shape, strides, input.offset());
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return at.wanted(() -> Reductions.sumTo(at.cotangent(), at.primal(0).shape()));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Arrays.asList(broadcastTo(at.tangent(0), shape.toArray()));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        Array x = at.front(0);
        int[] lengths = new int[1 + shape.rank()];
        lengths[0] = at.size();
        Arrays.fill(lengths, 1, lengths.length, 1);
        int rank = x.shape().rank() - 1;
        for (int i = 0; i < rank; i++) {
            lengths[lengths.length - rank + i] = x.shape().length(i + 1);
        }
        Shape target = shape.insert(0, at.size());
        return BatchedResult.front(broadcastTo(x.reshape(lengths), target.toArray()));
    }
}
