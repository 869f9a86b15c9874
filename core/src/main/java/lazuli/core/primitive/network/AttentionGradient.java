package lazuli.core.primitive.network;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.backend.AttentionRule;
import lazuli.core.backend.Kernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.ShortWork;
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
 * The cotangents of {@link Attention}'s queries, keys and values from these, the logarithms of the sums, the rows' deltas, the cotangent of
 * the result, and the mask if there is one. Memory grows with the lengths, not with their product.
 */
public record AttentionGradient(AttentionRule rule, boolean masked) implements KernelPrimitive {
    /** Queries, keys, values, logarithms, deltas, cotangent. */
    private static final int UNMASKED_INPUTS = 6;

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(masked ? UNMASKED_INPUTS + 1 : UNMASKED_INPUTS);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType cotangent = inputs.get(5);
        List<ArrayType> forward = new ArrayList<>(inputs.subList(0, 3));
        if (masked) {
            forward.add(inputs.get(UNMASKED_INPUTS));
        }
        List<ArrayType> made = new Attention(rule, masked, false).outputs(forward);
        List<ArrayType> given = List.of(cotangent, inputs.get(3), inputs.get(4));
        Preconditions.require(given.equals(List.of(made.getFirst(), made.getLast(), made.getLast())), this, inputs);
        return inputs.subList(0, 3);
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.attentionGradient(
                rule,
                at.input(0),
                at.input(1),
                at.input(2),
                masked ? at.input(UNMASKED_INPUTS) : null,
                at.rowMajorInput(3),
                at.rowMajorInput(4),
                at.input(5),
                at.output(0),
                at.output(1),
                at.output(2));
    }

    private List<Array> composed(List<Array> inputs) {
        return AttentionFormula.gradient(rule, inputs);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return Composition.vjp(at, this::composed);
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Composition.jvp(at, this::composed);
    }

    @Override
    public BatchedResult vmap(Batching at) {
        List<Array> inputs = new ArrayList<>();
        for (int i = 0; i < at.inputs().size(); i++) {
            inputs.add(i < UNMASKED_INPUTS ? at.front(i) : at.thin(i));
        }
        return BatchedResult.front(Nodes.all(this, inputs));
    }
}
