package lazuli.core.backend;

import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.memory.Buffer;

/**
 * A strided region of native memory. Strides and offset count elements; strides may be zero or negative.
 *
 * @param buffer the memory
 * @param offset where the first element lies
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; strides are read in every kernel
public record Tensor(Buffer buffer, DType dtype, Shape shape, long[] strides, long offset) {

    /** A row-major tensor at the start of {@code buffer}. */
    public static Tensor rowMajor(Buffer buffer, DType dtype, Shape shape) {
        return new Tensor(buffer, dtype, shape, shape.strides(), 0);
    }

    /** The address of the first element. */
    public long address() {
        return buffer.address() + offset * dtype.size();
    }

    /** Whether the elements lie in row-major order without gaps. */
    public boolean isRowMajor() {
        long expected = 1;
        for (int i = shape.rank() - 1; i >= 0; i--) {
            int length = shape.length(i);
            if (length != 1 && strides[i] != expected) {
                return shape.size() == 0;
            }
            expected *= length;
        }
        return true;
    }

    /** Bytes of the elements when laid out without gaps. */
    public long byteSize() {
        return dtype.byteSize(shape.size());
    }

    /** The same memory seen with another shape and strides; {@code offset} in elements from the buffer's start. */
    public Tensor view(Shape newShape, long[] newStrides, long newOffset) {
        return new Tensor(buffer, dtype, newShape, newStrides, newOffset);
    }
}
