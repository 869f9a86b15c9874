package lazuli.core;

import java.util.List;
import lazuli.core.graph.Required;

/**
 * A function's value and its gradients.
 *
 * @param grads one for each argument asked for, in the order asked
 */
public record ValueAndGrad(Array value, List<Array> grads) {
    /** Checks that nothing is null. */
    public ValueAndGrad {
        Required.argument("value_and_grad", "value", value);
        Required.arguments("value_and_grad", "grads", grads);
    }

    /** The first gradient. */
    public Array grad() {
        return grads.getFirst();
    }

    /** Value and gradients of a function of one array. */
    @FunctionalInterface
    public interface Of1 {
        /** Value and gradients at {@code a}. */
        ValueAndGrad apply(Array a);
    }

    /** Value and gradients of a function of two arrays. */
    @FunctionalInterface
    public interface Of2 {
        /** Value and gradients at these arguments. */
        ValueAndGrad apply(Array a, Array b);
    }

    /** Value and gradients of a function of three arrays. */
    @FunctionalInterface
    public interface Of3 {
        /** Value and gradients at these arguments. */
        ValueAndGrad apply(Array a, Array b, Array c);
    }

    /** Value and gradients of a function of four arrays. */
    @FunctionalInterface
    public interface Of4 {
        /** Value and gradients at these arguments. */
        ValueAndGrad apply(Array a, Array b, Array c, Array d);
    }

    /** Value and gradients of a function of a list of arrays. */
    @FunctionalInterface
    public interface OfN {
        /** Value and gradients at these arguments. */
        ValueAndGrad apply(List<Array> inputs);
    }

    /** Value and gradient of a function of a tree of arrays. */
    @FunctionalInterface
    public interface OfTree {
        /** Value and gradient at {@code parameters}. */
        TreeResult apply(Tree parameters);
    }

    /**
     * Value and gradient of a function of a tree.
     *
     * @param grads a tree of the parameters' form
     */
    public record TreeResult(Array value, Tree grads) {
        /** Checks that nothing is null. */
        public TreeResult {
            Required.argument("tree_result", "value", value);
            Required.argument("tree_result", "grads", grads);
        }
    }
}
