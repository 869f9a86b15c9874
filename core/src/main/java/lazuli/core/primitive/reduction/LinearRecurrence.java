package lazuli.core.primitive.reduction;

import static lazuli.core.operation.Creation.zerosLike;
import static lazuli.core.operation.Functions.*;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.ShapeException;
import lazuli.core.backend.Kernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.ShortWork;
import lazuli.core.operation.Scans;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.Preconditions;
import lazuli.core.primitive.linalg.MatrixTypes;
import org.jspecify.annotations.Nullable;

/**
 * Along an axis, {@code y[i] = a[i] * y[i - 1] + b[i]} with nothing before the first: what derivatives of scans are made of. Inputs are
 * {@code a} and {@code b}, of one shape and floating or complex dtype.
 *
 * @param reverse whether to run from the last element to the first
 */
public record LinearRecurrence(int axis, boolean reverse) implements KernelPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(2);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        if (!inputs.get(0).equals(inputs.get(1))) {
            throw new ShapeException("linear_recurrence", "%s and %s differ", inputs.get(0), inputs.get(1));
        }
        Preconditions.require(inputs.size() == 2 && Preconditions.isAxis(inputs.getFirst(), axis), this, inputs);
        MatrixTypes.requireRealOrComplex(text(), inputs.getFirst());
        return List.of(inputs.getFirst());
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.numbers(inputs, outputs);
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.linearRecurrence(at.input(0), at.input(1), at.output(0), axis, reverse);
    }

    /** What stands before each place; zero before the first. */
    private Array before(Array y) {
        return Scans.moved(y, zerosLike(Scans.first(y, axis, reverse)), axis, reverse);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        Array a = conjugate(at.primal(0));
        Array next = Scans.moved(a, zerosLike(Scans.first(a, axis, !reverse)), axis, !reverse);
        Array b = Nodes.of(new LinearRecurrence(axis, !reverse), next, at.cotangent());
        return at.wanted(() -> multiply(b, conjugate(before(at.output(0)))), () -> b);
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        Array change = at.tangent(1);
        if (at.hasTangent(0)) {
            change = add(change, multiply(at.tangent(0), before(at.output(0))));
        }
        return Arrays.asList(Nodes.of(this, at.primal(0), change));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(new LinearRecurrence(axis + 1, reverse));
    }
}
