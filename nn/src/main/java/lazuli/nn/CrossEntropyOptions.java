package lazuli.nn;

import lazuli.core.Array;
import lazuli.core.graph.Required;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Losses#crossEntropy(Array, Array, CrossEntropyOptions)} does beyond the plain loss. Ignored indices and class weights mean
 * what they mean in PyTorch: a mean divides by the sum of the class weights of those targets that are not ignored, each 1 without weights,
 * and is NaN if all are ignored.
 *
 * @param weights factors of the shape of the losses; null, the default, is none
 * @param axis the classes; -1, the last, by default
 * @param labelSmoothing in [0, 1): the share of the target that goes to all classes evenly; 0 by default
 * @param ignoreIndex the target whose loss and gradient are zero, a class or any other number, for class indices only; null, the default, is
 *     none
 * @param classWeights a factor for each class, which the loss of a target of that class is times; null, the default, is none
 * @param reduction of the examples' losses; {@link Reduction#NONE} by default
 */
public record CrossEntropyOptions(
        @Nullable Array weights,
        int axis,
        double labelSmoothing,
        @Nullable Integer ignoreIndex,
        @Nullable Array classWeights,
        Reduction reduction) {
    /** The losses of all examples, the classes being the last axis. */
    public static final CrossEntropyOptions DEFAULTS = new CrossEntropyOptions(null, -1, 0, null, null, Reduction.NONE);

    /**
     * Checks the numbers.
     *
     * @throws lazuli.core.ArgumentException if the share is not in [0, 1), or the reduction is null
     */
    public CrossEntropyOptions {
        Required.fraction("cross_entropy", "labelSmoothing", labelSmoothing);
        Required.argument("cross_entropy", "reduction", reduction);
    }

    /** With factors of the shape of the losses. */
    public CrossEntropyOptions weights(Array factors) {
        Required.argument("cross_entropy_options", "factors", factors);
        return new CrossEntropyOptions(factors, axis, labelSmoothing, ignoreIndex, classWeights, reduction);
    }

    /** With the classes along this axis. */
    public CrossEntropyOptions axis(int classes) {
        return new CrossEntropyOptions(weights, classes, labelSmoothing, ignoreIndex, classWeights, reduction);
    }

    /** With this share of the target going to all classes evenly. */
    public CrossEntropyOptions labelSmoothing(double share) {
        return new CrossEntropyOptions(weights, axis, share, ignoreIndex, classWeights, reduction);
    }

    /** With a target that does not count. */
    public CrossEntropyOptions ignoreIndex(int target) {
        return new CrossEntropyOptions(weights, axis, labelSmoothing, target, classWeights, reduction);
    }

    /** With a factor for each class. */
    public CrossEntropyOptions classWeights(Array factors) {
        Required.argument("cross_entropy_options", "factors", factors);
        return new CrossEntropyOptions(weights, axis, labelSmoothing, ignoreIndex, factors, reduction);
    }

    /** With this reduction. */
    public CrossEntropyOptions reduction(Reduction kind) {
        Required.argument("cross_entropy_options", "kind", kind);
        return new CrossEntropyOptions(weights, axis, labelSmoothing, ignoreIndex, classWeights, kind);
    }
}
