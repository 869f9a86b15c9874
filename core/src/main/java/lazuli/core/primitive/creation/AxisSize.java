package lazuli.core.primitive.creation;

import static lazuli.core.operation.Creation.full;
import static lazuli.core.operation.Shapes.broadcastTo;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Kernels;
import lazuli.core.compile.Shapeless;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.ShortWork;
import lazuli.core.operation.Functions;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * A number that depends on how many elements n some axes of an array hold together, for graphs that are replayed with other lengths; elsewhere
 * it is a constant.
 *
 * @param less for {@link Form#LESS}, else 0
 */
public record AxisSize(List<Integer> axes, Form form, int less, DType dtype) implements KernelPrimitive {
    /** What is made of n. */
    public enum Form {
        /** 1 / n. */
        SHARE,
        /** n - less, at least 0. */
        LESS,
        /** n / (n - 1), which makes a variance unbiased; 1 for one element. */
        UNBIASING
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.require(
                inputs.size() == 1 && axes.stream().allMatch(axis -> Preconditions.isAxis(inputs.getFirst(), axis)),
                this,
                inputs);
        return List.of(new ArrayType(Shape.SCALAR, dtype));
    }

    /** {@code y} times the number for {@code x}, which is a constant unless its lengths are to stay open. */
    public static Array multiply(Array y, Array x, int[] axes, Form form) {
        AxisSize count = new AxisSize(fromTheFront(x, axes), form, 0, y.dtype());
        return Shapeless.isTraced()
                ? Functions.multiply(y, Nodes.of(count, x))
                : Functions.multiply(y, count.of(x.shape()));
    }

    /** {@code y} divided by n - {@code less}, at least 0, of axes of {@code x}. */
    public static Array divide(Array y, Array x, int[] axes, int less) {
        AxisSize count = new AxisSize(fromTheFront(x, axes), Form.LESS, less, y.dtype());
        return Shapeless.isTraced()
                ? Functions.divide(y, Nodes.of(count, x))
                : Functions.divide(y, count.of(x.shape()));
    }

    /** The length of an axis of {@code x} as an int64 scalar, which is a constant unless lengths are to stay open. */
    public static Array length(Array x, int axis) {
        AxisSize count = new AxisSize(List.of(axis), Form.LESS, 0, DType.INT64);
        return Shapeless.isTraced() ? Nodes.of(count, x) : count.constant(x.shape());
    }

    private static List<Integer> fromTheFront(Array x, int[] axes) {
        return Arrays.stream(axes)
                .map(axis -> x.shape().axis("count", axis))
                .boxed()
                .toList();
    }

    /** The number for a shape. */
    double of(Shape shape) {
        long count = 1;
        for (int axis : axes) {
            count *= shape.length(axis);
        }
        return switch (form) {
            case SHARE -> 1.0 / count;
            case LESS -> Math.max(0, count - less);
            case UNBIASING -> (double) count / Math.max(count - 1, 1);
        };
    }

    /** The number for a shape as a constant. */
    public Array constant(Shape shape) {
        return full(Shape.SCALAR, of(shape), dtype);
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.numbers(inputs, outputs);
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.arange(of(at.input(0).shape()), 0, at.output(0));
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
        List<Integer> later = axes.stream().map(axis -> axis + 1).toList();
        Array count = Nodes.of(new AxisSize(later, form, less, dtype), at.front(0));
        return BatchedResult.front(broadcastTo(count, at.size()));
    }
}
