package lazuli.core;

import java.util.List;
import lazuli.core.graph.Required;

/**
 * A function's value, its gradients, and what else it returned.
 *
 * @param aux as the function returned it
 * @param grads one for each argument asked for, in the order asked
 */
public record ValueAndGradWithAux<T>(Array value, T aux, List<Array> grads) {
    /** Checks that nothing is null. */
    public ValueAndGradWithAux {
        Required.argument("value_and_grad_with_aux", "value", value);
        Required.arguments("value_and_grad_with_aux", "grads", grads);
    }

    /** The first gradient. */
    public Array grad() {
        return grads.getFirst();
    }

    /**
     * The same for a function of a tree.
     *
     * @param grads a tree of the parameters' form
     */
    public record OfTree<T>(Array value, T aux, Tree grads) {
        /** Checks that nothing is null. */
        public OfTree {
            Required.argument("value_and_grad_with_aux", "value", value);
            Required.argument("value_and_grad_with_aux", "grads", grads);
        }
    }
}
