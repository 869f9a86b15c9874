package lazuli.backend.cpu;

import lazuli.backend.cpu.copy.StridedCopy;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.backend.cpu.quantized.QuantizedBatch;
import lazuli.backend.cpu.quantized.QuantizedMatrix;
import lazuli.backend.cpu.quantized.QuantizedProduct;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/**
 * Sends products of few rows to the kernels that make numbers as they multiply, which read little memory. Where many rows share one matrix,
 * panels of it become numbers first, and a dense product, which is faster then, takes them.
 */
final class QuantizedRouter {
    private static final long PANEL_ELEMENTS = 1 << 21;

    /** Rows from which making the numbers once is worth a panel's way through memory. */
    private static final long MANY_ROWS = 24;

    /** A multiple of every format's group size. */
    private static final int COLUMNS_STEP = 128;

    private static final long GRAIN_ELEMENTS = 1 << 15;

    private final KernelSource<QuantizedProduct> quantized;
    private final MatmulRouter matmul;
    private final long panelElements;

    QuantizedRouter(KernelSource<QuantizedProduct> quantized, MatmulRouter matmul) {
        this(quantized, matmul, PANEL_ELEMENTS);
    }

    QuantizedRouter(KernelSource<QuantizedProduct> quantized, MatmulRouter matmul, long panelElements) {
        this.quantized = quantized;
        this.matmul = matmul;
        this.panelElements = panelElements;
    }

    /** {@code to = x w} over the last two axes; the last of x lies without gaps, leading axes of length 1 repeat. */
    void multiply(Tensor x, QuantizedBatch batch, Tensor to) {
        Shape shape = to.shape();
        boolean many = shape.size() > 0 && shape.size() / shape.length(-1) >= MANY_ROWS;
        if (many && x.shape().length(-1) > 0 && to.dtype() == DType.FLOAT32 && batch.isShared()) {
            quantized.use(product -> multiplyPanels(x, product.rows(batch), batch.transposed(), to));
        } else {
            quantized.use(product -> product.multiply(x, batch, to));
        }
    }

    private void multiplyPanels(Tensor x, QuantizedMatrix rows, boolean transposed, Tensor to) {
        int depth = x.shape().length(-1);
        int columns = to.shape().length(-1);
        int width = (int) Math.min(columns, Math.max(1, panelElements / depth / COLUMNS_STEP) * COLUMNS_STEP);
        try (Operands operands = new Operands()) {
            Tensor numbers = operands.scratch(DType.FLOAT32, Shape.of(depth, width));
            Tensor products = width == columns ? to : operands.scratch(DType.FLOAT32, withColumns(to.shape(), width));
            for (int column = 0; column < columns; column += width) {
                int count = Math.min(width, columns - column);
                Tensor panel = panel(rows, transposed, column, count, depth, numbers);
                if (width == columns) {
                    matmul.multiply(x, panel, to);
                } else {
                    Tensor part = Tensor.rowMajor(products.buffer(), DType.FLOAT32, withColumns(to.shape(), count));
                    matmul.multiply(x, panel, part);
                    StridedCopy.copy(part, to.view(part.shape(), to.strides(), to.offset() + column));
                }
            }
        }
    }

    /** Some columns of the matrix, (depth, count). */
    private static Tensor panel(
            QuantizedMatrix rows, boolean transposed, int column, int count, int depth, Tensor numbers) {
        int length = transposed ? depth : count;
        long stride = (long) length * Float.BYTES;
        long to = numbers.address();
        ParallelLoop.run(transposed ? count : depth, Math.max(1, GRAIN_ELEMENTS / length), (from, until) -> {
            int some = Math.toIntExact(until - from);
            if (transposed) {
                rows.copyBlock(column + from, some, 0, depth, to + from * stride, stride);
            } else {
                rows.copyBlock(from, some, column, count, to + from * stride, stride);
            }
        });
        long[] strides = transposed ? new long[] {1, depth} : new long[] {count, 1};
        return numbers.view(Shape.of(depth, count), strides, 0);
    }

    private static Shape withColumns(Shape shape, int columns) {
        int[] lengths = shape.toArray();
        lengths[lengths.length - 1] = columns;
        return Shape.of(lengths);
    }
}
