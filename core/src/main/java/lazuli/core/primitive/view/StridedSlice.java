package lazuli.core.primitive.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Nodes;
import lazuli.core.operation.Indexing;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.ViewPrimitive;
import org.jspecify.annotations.Nullable;

/**
 * Evenly spaced elements along each axis.
 *
 * @param starts the first position taken on each axis
 * @param steps the distance to the next one, possibly negative
 * @param shape how many are taken
 */
public record StridedSlice(List<Integer> starts, List<Integer> steps, Shape shape) implements ViewPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        requireWithin("slice", inputs.getFirst().shape(), starts, steps, shape);
        return List.of(inputs.getFirst().with(shape));
    }

    /** Refuses positions that the sliced array does not have. */
    public static void requireWithin(
            String operation, Shape sliced, List<Integer> starts, List<Integer> steps, Shape taken) {
        boolean fits = sliced.rank() == taken.rank() && starts.size() == taken.rank() && steps.size() == taken.rank();
        for (int i = 0; fits && taken.size() > 0 && i < taken.rank(); i++) {
            long first = starts.get(i);
            long last = first + (taken.length(i) - 1L) * steps.get(i);
            fits = Math.min(first, last) >= 0 && Math.max(first, last) < sliced.length(i);
        }
        if (!fits) {
            throw new ShapeException(
                    operation, "%s from %s in steps of %s is not within shape %s", taken, starts, steps, sliced);
        }
    }

    @Override
    public Tensor view(Tensor input) {
        return view(input, starts, steps, shape);
    }

    /** The elements of a tensor from {@code starts} in {@code steps}, over the same memory; the positions are not checked. */
    public static Tensor view(Tensor input, List<Integer> starts, List<Integer> steps, Shape shape) {
        long[] strides = new long[shape.rank()];
        long offset = input.offset();
        for (int i = 0; i < strides.length; i++) {
            strides[i] = input.strides()[i] * steps.get(i);
            offset += shape.size() == 0 ? 0 : input.strides()[i] * starts.get(i);
        }
        return input.view(shape, strides, offset);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return at.wanted(() -> Indexing.intoZeros(at.cotangent(), at.primal(0).shape(), starts, steps));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Arrays.asList(Nodes.of(this, at.tangent(0)));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(new StridedSlice(prepend(starts, 0), prepend(steps, 1), shape.insert(0, at.size())));
    }

    /** The values with {@code first} before them; unmodifiable. */
    public static List<Integer> prepend(List<Integer> values, int first) {
        List<Integer> result = new ArrayList<>(values.size() + 1);
        result.add(first);
        result.addAll(values);
        return List.copyOf(result);
    }
}
