package lazuli.core;

import java.util.List;
import lazuli.core.graph.Required;

/**
 * What {@link Mx#vjp} gives: a function's outputs and the vector-Jacobian products for its inputs.
 *
 * @param outputs of the function
 * @param gradients one for each input, of its shape
 */
public record VjpResult(List<Array> outputs, List<Array> gradients) {
    /** Checks that nothing is null. */
    public VjpResult {
        outputs = List.copyOf(Required.arguments("vjp_result", "outputs", outputs));
        gradients = List.copyOf(Required.arguments("vjp_result", "gradients", gradients));
    }
}
