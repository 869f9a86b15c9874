package lazuli.backend.gpu.matmul;

import lazuli.backend.gpu.copy.CopyKernels;
import lazuli.backend.gpu.copy.Scratch;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/** Row-major copies of one call's operands, for kernels that want them so; they live until this is closed, after what uses them is encoded. */
public final class RowMajorCopies implements AutoCloseable {
    private final Launcher launcher;
    private final Scratch scratch;

    /** None so far. */
    public RowMajorCopies(Launcher launcher) {
        this.launcher = launcher;
        this.scratch = new Scratch(launcher);
    }

    /** The tensor, or a copy if it is not row-major. */
    public Tensor of(Tensor tensor) {
        return scratch.rowMajor(tensor);
    }

    /** The tensor, or a copy if its last axis has gaps or runs backwards. */
    public Tensor lastAxisDense(Tensor tensor) {
        int last = tensor.shape().rank() - 1;
        return tensor.strides()[last] == 1 || tensor.shape().length(last) == 1 ? tensor : of(tensor);
    }

    /** A copy with the leading axes of a product's shape, to which the tensor's are broadcast. */
    public Tensor broadcast(Tensor tensor, Shape shape) {
        int rank = shape.rank();
        int missing = rank - tensor.shape().rank();
        long[] strides = new long[rank];
        int[] lengths = shape.toArray();
        for (int axis = 0; axis < rank; axis++) {
            int own = axis - missing;
            boolean matrix = axis >= rank - 2;
            int length = own < 0 ? 1 : tensor.shape().length(own);
            strides[axis] = own < 0 || (length == 1 && !matrix) ? 0 : tensor.strides()[own];
            lengths[axis] = matrix ? length : lengths[axis];
        }
        return copy(tensor.view(Shape.of(lengths), strides, tensor.offset()));
    }

    /** Uninitialized memory. */
    public Tensor scratch(DType dtype, Shape shape) {
        return scratch.tensor(dtype, shape);
    }

    private Tensor copy(Tensor tensor) {
        Tensor copy = scratch.tensor(tensor.dtype(), tensor.shape());
        new CopyKernels(launcher).copy(tensor, copy);
        return copy;
    }

    @Override
    public void close() {
        scratch.close();
    }
}
