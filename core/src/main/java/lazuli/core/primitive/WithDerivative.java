package lazuli.core.primitive;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.backend.Kernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.ShortWork;
import org.jspecify.annotations.Nullable;

/**
 * The result of a formula of the library whose derivatives are written down, because those taken through the formula fail at some points. Its
 * inputs are the formula's arguments and then its result, which is the output as it is. Files name the rule; {@link CustomTransforms}, whose
 * rules are a program's own, are not for files.
 *
 * @param given the dtype that the arguments had before half floats were widened
 */
public record WithDerivative(DerivativeRule rule, DType given) implements Primitive {
    /** A formula's result with a rule. */
    public static Array of(DerivativeRule rule, DType given, List<Array> arguments, Array result) {
        List<Array> inputs = new ArrayList<>(arguments);
        inputs.add(result);
        return Nodes.all(new WithDerivative(rule, given), inputs).getFirst();
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(rule.arguments() + 1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.require(rule.fits(inputs.subList(0, rule.arguments()), inputs.getLast()), this, inputs);
        return inputs.subList(rule.arguments(), inputs.size());
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        at.share(0, at.input(rule.arguments()));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        List<@Nullable Array> cotangents = new ArrayList<>(at.none());
        for (int i = 0; i < rule.arguments(); i++) {
            if (at.isWanted(i)) {
                cotangents.set(i, rule.cotangent(i, at.primals(), at.cotangent(), given));
            }
        }
        return cotangents;
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        List<@Nullable Array> sum = new ArrayList<>(at.none());
        for (int i = 0; i < rule.arguments(); i++) {
            if (at.hasTangent(i)) {
                Array term = rule.tangent(i, at.primals(), at.tangent(i), given);
                Array former = sum.getFirst();
                sum.set(0, former == null ? term : former.add(term));
            }
        }
        return sum;
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(this);
    }
}
