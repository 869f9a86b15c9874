package lazuli.backend.gpu.matmul;

import java.util.Optional;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/** Matrices of a batch that lie one below the other, seen as one tall matrix. */
public final class Stacked {
    private Stacked() {}

    /** Whether the tensor has one matrix for the whole of any batch. */
    public static boolean isSingle(Tensor tensor) {
        Shape shape = tensor.shape();
        for (int axis = 0; axis < shape.rank() - 2; axis++) {
            if (shape.length(axis) != 1) {
                return false;
            }
        }
        return true;
    }

    /** All axes but the last as one, if each matrix begins where the rows of the one before end. */
    public static Optional<Tensor> view(Tensor tensor) {
        Shape shape = tensor.shape();
        int last = shape.rank() - 1;
        long rows = 1;
        long stride = 0;
        for (int axis = last - 1; axis >= 0; axis--) {
            int length = shape.length(axis);
            if (length == 1) {
                continue;
            }
            if (rows == 1) {
                stride = tensor.strides()[axis];
            } else if (tensor.strides()[axis] != rows * stride) {
                return Optional.empty();
            }
            rows *= length;
        }
        return Optional.of(tensor.view(
                Shape.of(Math.toIntExact(rows), shape.length(last)),
                new long[] {stride, tensor.strides()[last]},
                tensor.offset()));
    }

    /** The last two axes of a tensor, the others being of length 1. */
    public static Tensor single(Tensor tensor) {
        Shape shape = tensor.shape();
        int rank = shape.rank();
        return tensor.view(
                Shape.of(shape.length(-2), shape.length(-1)),
                new long[] {tensor.strides()[rank - 2], tensor.strides()[rank - 1]},
                tensor.offset());
    }
}
