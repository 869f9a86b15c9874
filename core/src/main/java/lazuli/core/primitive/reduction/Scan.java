package lazuli.core.primitive.reduction;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.backend.Kernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.ShortWork;
import lazuli.core.operation.Scans;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Composition;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * At each place of an axis what all elements up to it accumulate to.
 *
 * @param reverse whether to run from the last element to the first
 * @param inclusive whether a place's own element counts; if not, the first result is the identity
 */
public record Scan(Accumulation accumulation, int axis, boolean reverse, boolean inclusive) implements KernelPrimitive {
    @Override
    public String text() {
        return accumulation.text();
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.requireOneWith(axis, this, inputs);
        return inputs;
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.numbers(inputs, outputs);
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.scan(accumulation, at.input(0), at.output(0), axis, reverse, inclusive);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        if (accumulation == Accumulation.SUM) {
            return at.wanted(() -> Nodes.of(new Scan(accumulation, axis, !reverse, inclusive), at.cotangent()));
        }
        return inclusive
                ? at.wanted(() -> Scans.vjp(this, at.primal(0), at.output(0), at.cotangent()))
                : Composition.vjp(at, shifted());
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        if (accumulation == Accumulation.SUM) {
            return Arrays.asList(Nodes.of(this, at.tangent(0)));
        }
        return inclusive
                ? Arrays.asList(Scans.jvp(this, at.primal(0), at.output(0), at.tangent(0)))
                : Composition.jvp(at, shifted());
    }

    /** An exclusive scan is the inclusive one moved by a place. */
    private FnN shifted() {
        Scan whole = new Scan(accumulation, axis, reverse, true);
        return inputs -> {
            Array x = inputs.getFirst();
            Array first = Nodes.of(this, Scans.first(x, axis, reverse).stopGradient());
            return List.of(Scans.moved(Nodes.of(whole, x), first, axis, reverse));
        };
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(new Scan(accumulation, axis + 1, reverse, inclusive));
    }
}
