package lazuli.backend.cpu.reduction;

import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/** Where the elements of a reduction lie; strides count elements of {@code size} bytes. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Layout(Shape shape, long[] strides, int size) {
    static Layout of(Tensor tensor) {
        return new Layout(tensor.shape(), tensor.strides(), tensor.dtype().size());
    }

    static Layout rowMajor(Shape shape, int size) {
        return new Layout(shape, shape.strides(), size);
    }
}
