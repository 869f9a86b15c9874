package lazuli.core;

import java.util.List;
import lazuli.core.graph.Required;

/**
 * What {@link Mx#jvp} gives: a function's outputs and their directional derivatives.
 *
 * @param outputs of the function
 * @param tangents one for each output, of its shape; for one of integers or truth values zeros of the inputs' tangents' dtype
 */
public record JvpResult(List<Array> outputs, List<Array> tangents) {
    /** Checks that nothing is null. */
    public JvpResult {
        outputs = List.copyOf(Required.arguments("jvp_result", "outputs", outputs));
        tangents = List.copyOf(Required.arguments("jvp_result", "tangents", tangents));
    }
}
