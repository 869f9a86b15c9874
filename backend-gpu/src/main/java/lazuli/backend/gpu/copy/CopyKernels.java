package lazuli.backend.gpu.copy;

import lazuli.backend.gpu.elementwise.ElementwiseKernels;
import lazuli.backend.gpu.kernel.JoinedAxes;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;

/** Copies elements between tensors with any strides. */
public final class CopyKernels {
    private final ElementwiseKernels elementwise;
    private final TiledTranspose transpose;

    /** What encodes with a launcher. */
    public CopyKernels(Launcher launcher) {
        this.elementwise = new ElementwiseKernels(launcher);
        this.transpose = new TiledTranspose(launcher);
    }

    /** As {@link lazuli.core.backend.Kernels#copy}. */
    public void copy(Tensor from, Tensor to) {
        if (to.shape().size() == 0) {
            return;
        }
        JoinedAxes space = JoinedAxes.of(JoinedAxes.lengths(to.shape()), new long[][] {from.strides(), to.strides()})
                .falling(1);
        if (!transpose.copy(from, to, space)) {
            DType width = widthOf(from.dtype());
            elementwise.strided(
                    ElementwiseKernels.identity(width), new Tensor[] {as(from, width)}, new Tensor[] {as(to, width)});
        }
    }

    /** Copies move bits: dtypes of one width share a kernel. */
    private static DType widthOf(DType dtype) {
        return switch (dtype.size()) {
            case 1 -> DType.UINT8;
            case 2 -> DType.UINT16;
            case 4 -> DType.UINT32;
            default -> DType.UINT64;
        };
    }

    private static Tensor as(Tensor tensor, DType dtype) {
        return new Tensor(tensor.buffer(), dtype, tensor.shape(), tensor.strides(), tensor.offset());
    }
}
