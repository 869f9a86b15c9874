package lazuli.core.primitive.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.ArrayType;
import lazuli.core.operation.Shapes;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.PartsPrimitive;
import lazuli.core.primitive.Preconditions;
import org.jspecify.annotations.Nullable;

/** The slices along an axis, without it. */
public record Unstack(int axis) implements PartsPrimitive {
    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.requireOneWith(axis, this, inputs);
        ArrayType x = inputs.getFirst();
        int count = x.shape().length(axis);
        Preconditions.require(count > 0 && count <= MOST_PARTS, this, inputs);
        return Collections.nCopies(count, x.with(x.shape().remove(axis)));
    }

    @Override
    public List<Tensor> parts(Tensor input) {
        Shape shape = input.shape().remove(axis);
        long[] strides = new long[shape.rank()];
        System.arraycopy(input.strides(), 0, strides, 0, axis);
        System.arraycopy(input.strides(), axis + 1, strides, axis, strides.length - axis);
        List<Tensor> parts = new ArrayList<>();
        for (int i = 0; i < input.shape().length(axis); i++) {
            long offset = shape.size() == 0 ? 0 : i * input.strides()[axis];
            parts.add(input.view(shape, strides, input.offset() + offset));
        }
        return parts;
    }

    /** Slices that have the next axis are joined along it and take no node each to get the one that they lack. */
    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return at.wanted(() -> {
            Shape shape = at.primal(0).shape();
            boolean isLast = axis == shape.rank() - 1;
            int[] lengths = new int[at.outputs()];
            Arrays.fill(lengths, isLast ? 1 : shape.length(axis + 1));
            List<@Nullable Array> parts = at.cotangents();
            if (isLast) {
                parts = new ArrayList<>(parts);
                parts.replaceAll(part -> part == null ? null : Shapes.expandDims(part, axis));
            }
            return Shapes.reshape(PartsPrimitive.joined(parts, lengths, axis), shape.toArray());
        });
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(new Unstack(axis + 1));
    }
}
