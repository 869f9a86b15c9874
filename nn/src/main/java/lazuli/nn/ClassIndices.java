package lazuli.nn;

import static lazuli.core.Mx.*;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.primitive.creation.AxisSize;
import org.jspecify.annotations.Nullable;

/**
 * Targets that are class indices. Their values are not known while a graph is built, so that a wrong one cannot be refused there: its score
 * is NaN. A negative index is wrong too, unlike in MLX, where PyTorch's customary -100 counts from the end of 100 classes or more.
 */
final class ClassIndices {
    private final Array perClass;
    private final Array targets;
    private final int axis;
    private final Array isClass;
    private final @Nullable Array isIgnored;

    /**
     * Of targets that have been checked.
     *
     * @param perClass what there is a number of for each class along {@code axis}
     */
    ClassIndices(Array perClass, Array targets, int axis, @Nullable Integer ignoreIndex) {
        Array wide = targets.astype(DType.INT64);
        Array classes = AxisSize.length(perClass, axis);
        this.perClass = perClass;
        this.axis = axis;
        this.isClass = logicalAnd(greaterEqual(wide, 0), less(wide, classes));
        this.isIgnored = ignoreIndex == null ? null : equal(wide, ignoreIndex);
        this.targets = where(isClass, wide, 0);
    }

    /** Refuses targets of another shape than that of {@code perClass} without the axis, and such that are no integers. */
    static void check(String operation, Array perClass, Array targets, int axis) {
        Shape shape = perClass.shape().remove(axis);
        if (!targets.shape().equals(shape)) {
            throw new ShapeException(
                    operation, "targets %s do not fit %s, %s were needed", targets.shape(), perClass.shape(), shape);
        }
        if (!targets.dtype().isInteger()) {
            throw new DTypeException(operation, "class indices are integers, not %s", targets.dtype());
        }
    }

    /** For each target the number of its class; NaN if it is none, and not ignored. */
    Array scores() {
        Array scores = takeAlongAxis(perClass, targets.expandDims(axis), axis).squeeze(axis);
        return where(isIgnored == null ? isClass : logicalOr(isClass, isIgnored), scores, Double.NaN);
    }

    /** For each target the weight of its class. */
    Array weights(Array classWeights) {
        return take(classWeights, targets, 0);
    }

    /** Zero where a target is ignored. */
    Array unlessIgnored(Array x) {
        return isIgnored == null ? x : where(isIgnored, 0, x);
    }
}
