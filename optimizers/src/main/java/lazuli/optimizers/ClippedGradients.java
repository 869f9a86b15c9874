package lazuli.optimizers;

import static lazuli.core.Mx.*;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.Tree;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.HalfPrecision;

/**
 * Gradients whose norm is bounded.
 *
 * @param grads the gradients, scaled down if their norm was too large
 * @param norm the norm of all of them together as it was
 */
public record ClippedGradients(Tree grads, Array norm) {
    /** Checks that nothing is null. */
    public ClippedGradients {
        Required.argument("clipped_gradients", "grads", grads);
        Required.argument("clipped_gradients", "norm", norm);
    }

    /**
     * Scales gradients so that the norm of all of them together, the square root of the sum of all squares, does not exceed a bound.
     * Half floats are squared, added up and scaled in float32.
     *
     * @return the gradients, multiplied by {@code maxNorm / (norm + 1e-6)} if the norm is not below {@code maxNorm}
     */
    public static ClippedGradients clipGradNorm(Tree grads, double maxNorm) {
        Required.argument("clip_grad_norm", "grads", grads);
        Required.notNegative("clip_grad_norm", "maxNorm", maxNorm);
        List<Array> clipped = new ArrayList<>();
        Array norm = TraceScope.within(() -> {
            Array squares = zeros(Shape.SCALAR, DType.FLOAT32);
            for (Array grad : grads.leaves()) {
                squares = squares.add(square(HalfPrecision.widen(grad)).sum());
            }
            Array total = sqrt(squares);
            Array factor = where(less(total, maxNorm), 1, divide(maxNorm, add(total, 1e-6)));
            grads.leaves()
                    .forEach(grad -> clipped.add(
                            HalfPrecision.compute(grad, wide -> wide.multiply(factor.astype(wide.dtype())))));
            return total;
        });
        return new ClippedGradients(grads.withLeaves(TraceScope.keep(clipped)), TraceScope.keep(norm));
    }
}
