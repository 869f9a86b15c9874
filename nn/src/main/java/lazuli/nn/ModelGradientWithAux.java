package lazuli.nn;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.Tree;
import lazuli.core.graph.Required;

/**
 * The value of a function of a model, what else it returned, and its gradients with respect to the model.
 *
 * @param aux as the function returned it
 * @param grads a tree of the form of {@link Module#trainableParameters}
 * @param passedOver as in {@link ModelGradient}
 */
public record ModelGradientWithAux<T>(Array value, T aux, Tree grads, List<String> passedOver) {
    /** Checks that nothing is null. */
    public ModelGradientWithAux {
        Required.argument("model_gradient_with_aux", "value", value);
        Required.argument("model_gradient_with_aux", "grads", grads);
        Required.arguments("model_gradient_with_aux", "passedOver", passedOver);
    }
}
