package lazuli.backend.gpu.attention;

import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.TensorAxes;
import lazuli.core.backend.Tensor;

/** Tensors as their last two axes make matrices. */
final class Matrices {
    private Matrices() {}

    /** Appends the structure of the same name. */
    static void append(Launch launch, Tensor tensor) {
        int rank = tensor.shape().rank();
        TensorAxes.of(tensor, 0, rank - 2).append(launch, 0);
        launch.i64(tensor.strides()[rank - 2]).i64(tensor.strides()[rank - 1]);
    }

    /** Takes the next slot; a tensor without elements has no memory to point to, so another one stands in for it. */
    static Launch bind(Launch launch, Tensor tensor, Tensor instead) {
        return launch.buffer(tensor.shape().size() == 0 ? instead : tensor);
    }
}
