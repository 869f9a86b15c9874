package lazuli.backend.gpu.places;

import java.util.ArrayList;
import java.util.List;
import lazuli.backend.gpu.copy.CopyKernels;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.backend.gpu.kernel.TensorAxes;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Buffer;

/** Operands of a call, copied where a kernel cannot go by their strides; to be closed when what reads them is encoded. */
public final class RowMajor implements AutoCloseable {
    private final Launcher launcher;
    private final List<Buffer> copies = new ArrayList<>();

    /** No copies so far. */
    public RowMajor(Launcher launcher) {
        this.launcher = launcher;
    }

    /** The tensor, or a copy if more axes than a kernel takes remain when those before the last {@code own} are joined. */
    public Tensor placed(Tensor tensor, int own) {
        return TensorAxes.of(tensor, 0, tensor.shape().rank() - own).fit() ? tensor : copy(tensor);
    }

    /** The tensor row-major. */
    public Tensor of(Tensor tensor) {
        return tensor.isRowMajor() ? tensor : copy(tensor);
    }

    private Tensor copy(Tensor tensor) {
        Tensor copy = new CopyKernels(launcher).rowMajor(tensor);
        copies.add(copy.buffer());
        return copy;
    }

    @Override
    public void close() {
        copies.forEach(Buffer::release);
    }
}
