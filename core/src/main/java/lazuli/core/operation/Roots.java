package lazuli.core.operation;

import lazuli.core.Array;
import lazuli.core.graph.TraceScope;

/**
 * Roots of sums that are never negative. The derivative of such a root is infinite at 0, where that of the sum is 0; their product has no
 * limit and counts as 0, one of the slopes that a norm has there.
 */
public final class Roots {
    private Roots() {}

    /** The square root, whose derivative counts as 0 at 0. */
    public static Array ofSum(Array x) {
        return TraceScope.result(() -> {
            Array zero = Functions.equal(x, 0);
            return Functions.where(zero, 0, Functions.sqrt(Functions.where(zero, 1, x)));
        });
    }

    /** {@code x^(1 / order)} for a positive order, whose derivative counts as 0 at 0. */
    public static Array ofSum(Array x, double order) {
        return TraceScope.result(() -> {
            Array zero = Functions.equal(x, 0);
            return Functions.where(zero, 0, Functions.power(Functions.where(zero, 1, x), 1 / order));
        });
    }
}
