package lazuli.backend.gpu.reduction;

import java.util.Arrays;
import lazuli.backend.gpu.kernel.JoinedAxes;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/**
 * The axes of a reduction's inputs in two index spaces: that of the results, in the order in which they lie, and that of the elements of each.
 *
 * @param columns how many results lie side by side whose elements do, too: the length of the last axis, with those before it that are kept; 1 if it is
 *     reduced
 * @param isNarrow whether no offset takes more than 31 bits
 */
record ReducedAxes(JoinedAxes kept, JoinedAxes reduced, long columns, boolean isNarrow) {
    /** For inputs that have all the shape. */
    static ReducedAxes of(Shape shape, int[] axes, Tensor[] inputs) {
        int rank = shape.rank();
        boolean[] isReduced = new boolean[rank];
        for (int axis : axes) {
            isReduced[axis] = true;
        }
        long[] lengths = JoinedAxes.lengths(shape);
        long[][] strides = new long[inputs.length][];
        for (int i = 0; i < inputs.length; i++) {
            strides[i] = inputs[i].strides();
        }
        return new ReducedAxes(
                chosen(lengths, strides, isReduced, false),
                chosen(lengths, strides, isReduced, true),
                columns(lengths, isReduced),
                JoinedAxes.of(lengths, strides).isNarrow());
    }

    private static JoinedAxes chosen(long[] lengths, long[][] strides, boolean[] isReduced, boolean wanted) {
        long[][] steps = new long[strides.length][];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = chosen(strides[i], isReduced, wanted);
        }
        return JoinedAxes.of(chosen(lengths, isReduced, wanted), steps);
    }

    private static long[] chosen(long[] values, boolean[] isReduced, boolean wanted) {
        long[] chosen = new long[values.length];
        int count = 0;
        for (int axis = 0; axis < values.length; axis++) {
            if (isReduced[axis] == wanted) {
                chosen[count++] = values[axis];
            }
        }
        return Arrays.copyOf(chosen, count);
    }

    private static long columns(long[] lengths, boolean[] isReduced) {
        long columns = 1;
        for (int axis = lengths.length - 1; axis >= 0; axis--) {
            if (lengths[axis] != 1) {
                if (isReduced[axis]) {
                    return columns;
                }
                columns *= lengths[axis];
            }
        }
        // Nothing is reduced: each result is an element.
        return 1;
    }

    /** How many results there are. */
    long results() {
        return kept.size();
    }

    /** How many elements each has. */
    long length() {
        return reduced.size();
    }
}
