package lazuli.nn;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.Tree;
import lazuli.core.graph.Required;

/**
 * What a function of a model returned, and its gradients with respect to the model.
 *
 * @param values the function's outputs; the first is the one the gradients are of
 * @param grads a tree of the form of {@link Module#trainableParameters}
 * @param passedOver the paths of the trainable parameters that are integers or bool, like tables of indices: their gradients are zeros, and
 *     optimizers leave them as they are
 */
public record ModelGradient(List<Array> values, Tree grads, List<String> passedOver) {
    /** Checks that nothing is null. */
    public ModelGradient {
        Required.arguments("model_gradient", "values", values);
        Required.argument("model_gradient", "grads", grads);
        Required.arguments("model_gradient", "passedOver", passedOver);
    }

    /** The first output. */
    public Array value() {
        return values.getFirst();
    }

    /** Value and gradients of a function of one array. */
    @FunctionalInterface
    public interface Of1 {
        /** Value and gradients for this argument. */
        ModelGradient apply(Array a);
    }

    /** Value and gradients of a function of two arrays. */
    @FunctionalInterface
    public interface Of2 {
        /** Value and gradients for these arguments. */
        ModelGradient apply(Array a, Array b);
    }

    /** Value and gradients of a function of three arrays. */
    @FunctionalInterface
    public interface Of3 {
        /** Value and gradients for these arguments. */
        ModelGradient apply(Array a, Array b, Array c);
    }

    /** Value and gradients of a function of four arrays. */
    @FunctionalInterface
    public interface Of4 {
        /** Value and gradients for these arguments. */
        ModelGradient apply(Array a, Array b, Array c, Array d);
    }

    /** Values and gradients of a function of a list of arrays. */
    @FunctionalInterface
    public interface OfN {
        /** Values and gradients for these arguments. */
        ModelGradient apply(List<Array> inputs);
    }
}
