package lazuli.core.primitive.indexing;

import static lazuli.core.operation.Shapes.concatenate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import lazuli.core.Array;
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
import lazuli.core.primitive.Preconditions;
import lazuli.core.primitive.view.StridedSlice;
import org.jspecify.annotations.Nullable;

/** Arrays one after the other along an axis. */
public record Concatenate(int axis) implements KernelPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.atLeast(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.require(
                Preconditions.haveOneDType(inputs) && Preconditions.isAxis(inputs.getFirst(), axis), this, inputs);
        ArrayType first = inputs.getFirst();
        long length = 0;
        for (ArrayType input : inputs) {
            if (input.shape().rank() != first.shape().rank()
                    || !input.shape().with(axis, 1).equals(first.shape().with(axis, 1))) {
                throw new ShapeException(
                        "concatenate", "shapes %s and %s differ beyond axis %d", first.shape(), input.shape(), axis);
            }
            length += input.shape().length(axis);
        }
        return List.of(first.with(first.shape().with(axis, Shape.axisLength("concatenate", length))));
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.numbers(inputs, outputs);
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        Tensor output = at.output(0);
        int start = 0;
        for (int i = 0; i < at.inputs(); i++) {
            Tensor input = at.input(i);
            kernels.copy(
                    input,
                    StridedSlice.view(
                            output, starts(input.shape().rank(), start), steps(input.shape()), input.shape()));
            start += input.shape().length(axis);
        }
    }

    private List<Integer> starts(int rank, int start) {
        List<Integer> starts = new ArrayList<>(Collections.nCopies(rank, 0));
        starts.set(axis, start);
        return starts;
    }

    private static List<Integer> steps(Shape shape) {
        return Collections.nCopies(shape.rank(), 1);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        List<@Nullable Array> cotangents = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < at.primals().size(); i++) {
            Shape shape = at.primal(i).shape();
            cotangents.add(
                    at.isWanted(i)
                            ? Nodes.of(
                                    new StridedSlice(starts(shape.rank(), start), steps(shape), shape), at.cotangent())
                            : null);
            start += shape.length(axis);
        }
        return cotangents;
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        List<Array> tangents = new ArrayList<>();
        for (int i = 0; i < at.primals().size(); i++) {
            tangents.add(at.tangent(i));
        }
        return Arrays.asList(concatenate(tangents, axis));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(new Concatenate(axis + 1));
    }
}
