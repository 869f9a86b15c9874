package lazuli.backend.cpu.attention;

import lazuli.backend.cpu.matmul.StridedMatrix;
import lazuli.backend.cpu.memory.Lines;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/** The matrices that a tensor's last two axes make, by row-major number; any strides. */
final class Heads {
    private final Lines places;
    private final long rowStride;
    private final long columnStride;
    private final int size;

    private Heads(Tensor tensor) {
        int rank = tensor.shape().rank();
        this.size = tensor.dtype().size();
        this.places = Lines.of(tensor, rank - 2);
        this.rowStride = tensor.strides()[rank - 2] * size;
        this.columnStride = tensor.strides()[rank - 1] * size;
    }

    static Heads of(Tensor tensor) {
        return new Heads(tensor);
    }

    /** Those of a tensor whose axes of length 1 repeat to a shape of the same rank. */
    static Heads broadcast(Tensor tensor, Shape shape) {
        long[] strides = tensor.strides().clone();
        for (int i = 0; i < strides.length; i++) {
            strides[i] = tensor.shape().length(i) == 1 ? 0 : strides[i];
        }
        return new Heads(tensor.view(shape, strides, tensor.offset()));
    }

    StridedMatrix matrix(long index) {
        return new StridedMatrix(places.address(index), rowStride, columnStride, size);
    }

    /** Where the first element of a matrix lies. */
    long address(long index) {
        return places.address(index);
    }
}
