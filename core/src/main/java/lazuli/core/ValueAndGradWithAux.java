package lazuli.core;

import java.util.List;

/**
 * A function's value, its gradients, and what else it returned.
 *
 * @param aux as the function returned it
 * @param grads one for each argument asked for, in the order asked
 */
public record ValueAndGradWithAux<T>(Array value, T aux, List<Array> grads) {
    /** The first gradient. */
    public Array grad() {
        return grads.getFirst();
    }

    /**
     * The same for a function of a tree.
     *
     * @param grads a tree of the parameters' form
     */
    public record OfTree<T>(Array value, T aux, Tree grads) {}
}
