package lazuli.core;

import java.util.List;

/**
 * A function's gradients, and what else it returned.
 *
 * @param grads one for each argument asked for, in the order asked
 * @param aux as the function returned it
 */
public record GradWithAux<T>(List<Array> grads, T aux) {
    /** The first gradient. */
    public Array grad() {
        return grads.getFirst();
    }
}
