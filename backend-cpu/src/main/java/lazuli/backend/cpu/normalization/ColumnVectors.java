package lazuli.backend.cpu.normalization;

import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/** Scratch vectors with an element for each column, of float32 or float64. */
final class ColumnVectors implements AutoCloseable {
    private final Buffer buffer;
    private final int columns;
    private final boolean wide;

    ColumnVectors(long count, int columns, DType dtype) {
        this.columns = columns;
        this.wide = dtype == DType.FLOAT64;
        this.buffer = Allocator.host().allocate(dtype.byteSize(count * columns));
    }

    /** Where a vector begins, from column {@code column} on. */
    long address(long vector, int column) {
        return buffer.address() + (vector * columns + column) * (wide ? Double.BYTES : Float.BYTES);
    }

    double get(long vector, int column) {
        long at = address(vector, column);
        return wide ? NativeMemory.getDouble(at) : NativeMemory.getFloat(at);
    }

    void set(long vector, int column, double value) {
        store(address(vector, column), wide, value);
    }

    /** An element of a one-dimensional tensor with any stride. */
    static double get(Tensor tensor, int index) {
        long at =
                tensor.address() + index * tensor.strides()[0] * tensor.dtype().size();
        return tensor.dtype() == DType.FLOAT64 ? NativeMemory.getDouble(at) : NativeMemory.getFloat(at);
    }

    /** Stores an element of a one-dimensional row-major tensor. */
    static void set(Tensor tensor, int index, double value) {
        store(tensor.address() + (long) index * tensor.dtype().size(), tensor.dtype() == DType.FLOAT64, value);
    }

    private static void store(long at, boolean wide, double value) {
        if (wide) {
            NativeMemory.setDouble(at, value);
        } else {
            NativeMemory.setFloat(at, (float) value);
        }
    }

    @Override
    public void close() {
        buffer.release();
    }
}
