package lazuli.backend.gpu.matmul;

import lazuli.core.backend.Tensor;

/** How wide the places of elements are: 32 bits where they fit, which devices compute with faster. */
public final class Offsets {
    private Offsets() {}

    /** How far apart elements of a matrix in the last axes lie at most. */
    public static long within(Tensor tensor, int axes) {
        int rank = tensor.shape().rank();
        long farthest = 0;
        for (int axis = Math.max(0, rank - axes); axis < rank; axis++) {
            farthest += Math.max(0, tensor.shape().length(axis) - 1L) * Math.abs(tensor.strides()[axis]);
        }
        return farthest;
    }

    /** The text's type for places that are no further than these. */
    public static String type(long... farthest) {
        for (long far : farthest) {
            if (far > Integer.MAX_VALUE) {
                return "i64";
            }
        }
        return "i32";
    }
}
