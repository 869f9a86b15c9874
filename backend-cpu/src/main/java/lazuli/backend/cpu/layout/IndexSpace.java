package lazuli.backend.cpu.layout;

import java.util.Arrays;

/**
 * The indices of some operands of one shape in row-major order, with as few axes as possible: axes of length 1 are left out, and
 * neighbours are joined where one step of the outer is a whole inner axis for each operand.
 */
public final class IndexSpace {
    private final int rank;
    private final long[] lengths;
    private final long[][] strides;

    /**
     * @param lengths of the axes, outermost first
     * @param strides per operand, then axis
     */
    public IndexSpace(int[] lengths, long[]... strides) {
        this.lengths = new long[lengths.length];
        this.strides = new long[strides.length][lengths.length];
        int axes = 0;
        for (int axis = 0; axis < lengths.length; axis++) {
            if (lengths[axis] == 1) {
                continue;
            }
            if (axes > 0 && isJoinable(axes - 1, strides, axis, lengths[axis])) {
                axes--;
                this.lengths[axes] *= lengths[axis];
            } else {
                this.lengths[axes] = lengths[axis];
            }
            for (int operand = 0; operand < strides.length; operand++) {
                this.strides[operand][axes] = strides[operand][axis];
            }
            axes++;
        }
        this.rank = axes;
    }

    private boolean isJoinable(int outer, long[][] given, int axis, long length) {
        for (int operand = 0; operand < given.length; operand++) {
            if (strides[operand][outer] != given[operand][axis] * length) {
                return false;
            }
        }
        return true;
    }

    /** The number of axes that are left; 0 for a single index. */
    public int rank() {
        return rank;
    }

    public long length(int axis) {
        return lengths[axis];
    }

    public long stride(int operand, int axis) {
        return strides[operand][axis];
    }

    /** The number of indices. */
    public long size() {
        return size(rank);
    }

    /** The number of indices of the last axes. */
    public long size(int trailingAxes) {
        long size = 1;
        for (int axis = rank - trailingAxes; axis < rank; axis++) {
            size *= lengths[axis];
        }
        return size;
    }

    /** How many trailing axes have at most {@code limit} indices together. */
    public int trailingAxes(long limit) {
        long size = 1;
        int axis = rank;
        while (axis > 0 && size * lengths[axis - 1] <= limit) {
            size *= lengths[--axis];
        }
        return rank - axis;
    }

    @Override
    public String toString() {
        return Arrays.toString(Arrays.copyOf(lengths, rank)) + " " + Arrays.deepToString(strides);
    }
}
