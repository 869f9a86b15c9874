package lazuli.core;

import java.util.List;
import lazuli.core.graph.Required;

/**
 * In which order {@link Mx#einsum} contracts its operands.
 *
 * @param steps the positions of the operands of each contraction among those that are left; its result is put behind them
 * @param naiveCost operations for contracting all at once
 * @param cost operations along this path
 * @param largest elements of the largest intermediate array
 */
public record EinsumPath(List<List<Integer>> steps, double naiveCost, double cost, double largest) {
    /** Checks that nothing is null. */
    public EinsumPath {
        Required.arguments("einsum_path", "steps", steps);
    }
}
