package lazuli.backend.gpu.kernel;

import java.util.Arrays;
import lazuli.core.Shape;

/**
 * The axes of an index space without those of length 1, neighbours joined where all operands step through them as through one. Indices run in
 * row-major order, as before.
 *
 * @param lengths of the axes that are left; none for a single index
 * @param strides of each operand along them, in elements
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record JoinedAxes(long[] lengths, long[][] strides) {

    /** Joins what can be joined; no length is zero. */
    public static JoinedAxes of(long[] lengths, long[][] strides) {
        int rank = lengths.length;
        int operands = strides.length;
        long[] joined = new long[rank];
        long[][] steps = new long[operands][rank];
        int last = -1;
        for (int axis = 0; axis < rank; axis++) {
            if (lengths[axis] == 1) {
                continue;
            }
            if (last >= 0 && isOne(steps, last, strides, axis, lengths[axis])) {
                joined[last] *= lengths[axis];
            } else {
                joined[++last] = lengths[axis];
            }
            for (int i = 0; i < operands; i++) {
                steps[i][last] = strides[i][axis];
            }
        }
        int left = last + 1;
        for (int i = 0; i < operands; i++) {
            steps[i] = Arrays.copyOf(steps[i], left);
        }
        return new JoinedAxes(Arrays.copyOf(joined, left), steps);
    }

    /** Whether a step along the outer axis is as many along the inner one as it is long. */
    private static boolean isOne(long[][] outer, int last, long[][] inner, int axis, long length) {
        for (int i = 0; i < outer.length; i++) {
            if (outer[i][last] != inner[i][axis] * length) {
                return false;
            }
        }
        return true;
    }

    /** The lengths of a shape's axes. */
    public static long[] lengths(Shape shape) {
        long[] lengths = new long[shape.rank()];
        for (int axis = 0; axis < lengths.length; axis++) {
            lengths[axis] = shape.length(axis);
        }
        return lengths;
    }

    /** The same indices in another order: an operand's strides fall, whatever their sign. */
    public JoinedAxes falling(int operand) {
        Integer[] order = new Integer[rank()];
        Arrays.setAll(order, axis -> axis);
        long[] by = strides[operand];
        Arrays.sort(order, (a, b) -> Long.compare(Math.abs(by[b]), Math.abs(by[a])));
        return of(
                permuted(lengths, order),
                Arrays.stream(strides).map(steps -> permuted(steps, order)).toArray(long[][]::new));
    }

    private static long[] permuted(long[] values, Integer[] order) {
        long[] permuted = new long[values.length];
        Arrays.setAll(permuted, i -> values[order[i]]);
        return permuted;
    }

    /** How many axes are left. */
    public int rank() {
        return lengths.length;
    }

    /** How many indices there are. */
    public long size() {
        long size = 1;
        for (long length : lengths) {
            size *= length;
        }
        return size;
    }

    /** Whether no operand's offset, nor the number of indices, leaves 31 bits. */
    public boolean isNarrow() {
        if (size() > Integer.MAX_VALUE) {
            return false;
        }
        for (long[] steps : strides) {
            long reach = 0;
            for (int axis = 0; axis < lengths.length; axis++) {
                reach += Math.abs(steps[axis]) * (lengths[axis] - 1);
            }
            if (reach > Integer.MAX_VALUE) {
                return false;
            }
        }
        return true;
    }

    /** Whether all operands have stride 1 along the only axis. */
    public boolean isContiguous() {
        if (lengths.length > 1) {
            return false;
        }
        for (long[] steps : strides) {
            if (steps.length == 1 && steps[0] != 1) {
                return false;
            }
        }
        return true;
    }
}
