package lazuli.core.primitive.view;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.ArrayType;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.PartsPrimitive;
import lazuli.core.primitive.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * Parts one after the other along an axis.
 *
 * @param lengths of the parts, which together are the axis's
 */
public record Split(int axis, List<Integer> lengths) implements PartsPrimitive {
    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.requireOneWith(axis, this, inputs);
        ArrayType x = inputs.getFirst();
        long sum = 0;
        for (int length : lengths) {
            sum += length < 0 ? Long.MIN_VALUE : length;
        }
        if (lengths.isEmpty() || lengths.size() > MOST_PARTS || sum != x.shape().length(axis)) {
            throw new ShapeException("split", "axis %d of shape %s into parts of %s", axis, x.shape(), lengths);
        }
        List<ArrayType> types = new ArrayList<>(lengths.size());
        for (int length : lengths) {
            types.add(x.with(x.shape().with(axis, length)));
        }
        return types;
    }

    @Override
    public List<Tensor> parts(Tensor input) {
        List<Tensor> parts = new ArrayList<>(lengths.size());
        long offset = input.offset();
        for (int length : lengths) {
            Shape shape = input.shape().with(axis, length);
            parts.add(input.view(shape, input.strides(), shape.size() == 0 ? input.offset() : offset));
            offset += length * input.strides()[axis];
        }
        return parts;
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return at.wanted(() -> PartsPrimitive.joined(
                at.cotangents(), lengths.stream().mapToInt(Integer::intValue).toArray(), axis));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(new Split(axis + 1, lengths));
    }
}
