package lazuli.backend.gpu.copy;

import lazuli.backend.gpu.kernel.Launcher;
import lazuli.backend.gpu.kernel.TensorAxes;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/** Operands of a call as its kernel wants them: themselves, or copies in scratch memory. Not to be asked for while a launch is filled. */
public final class Operands {
    private final Launcher launcher;

    /** What encodes its copies with a launcher. */
    public Operands(Launcher launcher) {
        this.launcher = launcher;
    }

    /** The tensor, or a copy of it, with its elements in row-major order without gaps. */
    public Tensor rowMajor(Tensor tensor) {
        return tensor.isRowMajor() ? tensor : copy(tensor);
    }

    /** The tensor, or a copy if more axes than a kernel takes remain when those before the last {@code own} are joined. */
    public Tensor placed(Tensor tensor, int own) {
        return TensorAxes.of(tensor, 0, tensor.shape().rank() - own).fit() ? tensor : copy(tensor);
    }

    /** The tensor, or a copy if its last axis has gaps or runs backwards. */
    public Tensor lastAxisDense(Tensor tensor) {
        int last = tensor.shape().rank() - 1;
        return tensor.strides()[last] == 1 || tensor.shape().length(last) == 1 ? tensor : rowMajor(tensor);
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

    private Tensor copy(Tensor tensor) {
        Tensor copy = launcher.scratch(tensor.dtype(), tensor.shape());
        new CopyKernels(launcher).copy(tensor, copy);
        return copy;
    }
}
