package lazuli.core;

import java.util.List;
import lazuli.core.graph.Required;

/**
 * A function's gradients, and what else it returned.
 *
 * @param grads one for each argument asked for, in the order asked
 * @param aux as the function returned it
 */
public record GradWithAux<T>(List<Array> grads, T aux) {
    /** Checks that nothing is null. */
    public GradWithAux {
        Required.arguments("grad_with_aux", "grads", grads);
    }

    /** The first gradient. */
    public Array grad() {
        return grads.getFirst();
    }
}
