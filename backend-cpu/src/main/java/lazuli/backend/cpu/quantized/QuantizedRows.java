package lazuli.backend.cpu.quantized;

import lazuli.backend.cpu.matmul.RowProduct;
import lazuli.backend.cpu.matmul.StridedMatrix;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;
import org.jspecify.annotations.Nullable;

/** {@code C = A Wᵀ} in float32 for quantized W: both in an order that words become numbers in quickly, if there is one. */
record QuantizedRows(FloatCodeKernel codes, RowProduct product) {
    /** As {@link RowProduct#multiply}. */
    void multiply(StridedMatrix a, QuantizedMatrix w, long rows, long columns, int depth, long c, long cStride) {
        @Nullable Interleaving order = Interleaving.of(w.format(), product.lanes(), depth);
        if (order == null) {
            product.multiply(
                    a,
                    (row, first, count, to) -> codes.numbers(w, row, first, count, to),
                    rows,
                    columns,
                    depth,
                    c,
                    cStride);
            return;
        }
        long stride = (long) depth * Float.BYTES;
        Buffer copy = Allocator.host().allocate(rows * stride);
        try {
            order.copy(a, rows, depth, copy.address(), stride);
            product.multiply(
                    new StridedMatrix(copy.address(), stride, Float.BYTES, Float.BYTES),
                    (row, first, count, to) -> codes.numbers(w, order, row, first, count, to),
                    rows,
                    columns,
                    depth,
                    c,
                    cStride);
        } finally {
            copy.release();
        }
    }
}
