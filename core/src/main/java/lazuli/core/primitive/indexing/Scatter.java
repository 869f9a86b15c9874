package lazuli.core.primitive.indexing;

import static lazuli.core.operation.Creation.onesLike;
import static lazuli.core.operation.Creation.zerosLike;
import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Shapes.moveaxis;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
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
import lazuli.core.primitive.Primitive;
import org.jspecify.annotations.Nullable;

/**
 * The first input with updates (the third) combined into it at places along an axis that indices (the second) name. The updates have
 * the shape that taking there would give.
 */
public record Scatter(Combination combination, Addressing addressing, int axis) implements KernelPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(3);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType base = inputs.getFirst();
        ArrayType updates = inputs.get(2);
        List<ArrayType> reading = List.of(base, inputs.get(1));
        ArrayType wanted = gathering().outputs(reading).getFirst();
        if (!wanted.equals(updates)) {
            throw new ShapeException("scatter", "updates %s where %s would fit", updates, wanted);
        }
        return List.of(base);
    }

    private Primitive gathering() {
        return switch (addressing) {
            case SLICES -> new Take(axis);
            case ELEMENTS -> new TakeAlongAxis(axis);
        };
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.numbers(inputs, outputs);
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.scatter(combination, addressing, at.input(0), at.input(1), at.input(2), axis, at.output(0));
    }

    private Array gather(Array x, Array indices) {
        return Nodes.of(gathering(), x, indices);
    }

    private Array with(Combination other, Array base, Array indices, Array updates) {
        return Nodes.of(new Scatter(other, addressing, axis), base, indices, updates);
    }

    /** The derivative of each element of the output with respect to the one of the base in its place. */
    private Array ofBase(Array base, Array indices, Array updates, Array output) {
        return switch (combination) {
            case SET -> with(Combination.SET, onesLike(base), indices, zerosLike(updates));
            case ADD -> onesLike(base);
            case MULTIPLY -> with(Combination.MULTIPLY, onesLike(base), indices, updates);
            case MAXIMUM, MINIMUM -> equal(base, output).astype(base.dtype());
        };
    }

    /** The derivative of each updated element of the output with respect to the update. */
    private Array ofUpdates(Array base, Array indices, Array updates, Array output) {
        return switch (combination) {
            case SET, ADD -> onesLike(updates);
            case MULTIPLY -> productOfOthers(base, indices, updates);
            case MAXIMUM, MINIMUM -> equal(updates, gather(output, indices)).astype(updates.dtype());
        };
    }

    private Array productOfOthers(Array base, Array indices, Array updates) {
        int length = base.shape().length(axis);
        return multiply(
                gather(base, indices), MeetingUpdates.productOfOthers(addressing, axis, length, indices, updates));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        Array base = at.primal(0);
        Array indices = at.primal(1);
        Array updates = at.primal(2);
        return Arrays.asList(
                at.isWanted(0)
                        ? multiply(at.cotangent(), conjugate(ofBase(base, indices, updates, at.output(0))))
                        : null,
                null,
                at.isWanted(2)
                        ? multiply(
                                gather(at.cotangent(), indices),
                                conjugate(ofUpdates(base, indices, updates, at.output(0))))
                        : null);
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        Array base = at.primal(0);
        Array indices = at.primal(1);
        Array updates = at.primal(2);
        Array kept = multiply(at.tangent(0), ofBase(base, indices, updates, at.output(0)));
        Array change = multiply(at.tangent(2), ofUpdates(base, indices, updates, at.output(0)));
        return Arrays.asList(
                with(combination == Combination.SET ? Combination.SET : Combination.ADD, kept, indices, change));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        if (addressing == Addressing.ELEMENTS) {
            return at.apply(new Scatter(combination, addressing, axis + 1));
        }
        if (!at.isMapped(1)) {
            Scatter inner = new Scatter(combination, addressing, axis + 1);
            return BatchedResult.front(Nodes.of(inner, at.front(0), at.input(1), at.front(2)));
        }
        Array base = at.front(0);
        int length = base.shape().length(axis + 1);
        Array merged = Nodes.of(
                new Scatter(combination, addressing, 0),
                BatchedIndices.mergeAxis(base, axis),
                BatchedIndices.offset(at.front(1), length),
                BatchedIndices.moveForward(
                        at.front(2), axis, at.front(1).shape().rank() - 1));
        Shape shape = merged.shape().with(0, length).insert(0, at.size());
        return BatchedResult.front(moveaxis(merged.reshape(shape.toArray()), 1, axis + 1));
    }
}
