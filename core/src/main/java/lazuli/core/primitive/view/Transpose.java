package lazuli.core.primitive.view;

import static lazuli.core.operation.Shapes.transpose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.ArrayType;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.Preconditions;
import lazuli.core.primitive.ViewPrimitive;
import org.jspecify.annotations.Nullable;

/** Axis {@code i} of the result is axis {@code axes[i]} of the input; {@code axes} is a permutation. */
public record Transpose(List<Integer> axes) implements ViewPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.require(
                inputs.getFirst().shape().rank() == axes.size()
                        && axes.stream().distinct().count() == axes.size()
                        && axes.stream().allMatch(axis -> Preconditions.isAxis(inputs.getFirst(), axis)),
                this,
                inputs);
        ArrayType x = inputs.getFirst();
        int[] lengths = new int[axes.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = x.shape().length(axes.get(i));
        }
        return List.of(x.with(Shape.of(lengths)));
    }

    @Override
    public Tensor view(Tensor input) {
        int[] lengths = new int[axes.size()];
        long[] strides = new long[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = input.shape().length(axes.get(i));
            strides[i] = input.strides()[axes.get(i)];
        }
        return input.view(Shape.of(lengths), strides, input.offset());
    }

    private int[] inverse() {
        int[] inverse = new int[axes.size()];
        for (int i = 0; i < inverse.length; i++) {
            inverse[axes.get(i)] = i;
        }
        return inverse;
    }

    private int[] order() {
        return axes.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return at.wanted(() -> transpose(at.cotangent(), inverse()));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Arrays.asList(transpose(at.tangent(0), order()));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        List<Integer> shifted = new ArrayList<>();
        shifted.add(0);
        axes.forEach(axis -> shifted.add(axis + 1));
        return at.apply(new Transpose(List.copyOf(shifted)));
    }
}
