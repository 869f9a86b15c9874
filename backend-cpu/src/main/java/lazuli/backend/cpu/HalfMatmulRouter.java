package lazuli.backend.cpu;

import lazuli.backend.cpu.copy.StridedCopy;
import lazuli.backend.cpu.kernel.Kernel;
import lazuli.backend.cpu.kernel.Kernels;
import lazuli.backend.cpu.matmul.MatrixBatch;
import lazuli.backend.cpu.matmul.RowProduct;
import lazuli.backend.cpu.matmul.StridedMatrix;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/**
 * Products of halves in float32, rounded once. A large right matrix is read once and never written in float32 as a whole: with few left rows
 * its rows become float32 while they are multiplied, with many it does so in panels that stay in a cache.
 */
final class HalfMatmulRouter {
    /** Rows from which a panel's way through the cache is worth it. */
    private static final long MANY_ROWS = 16;

    private static final long PANEL_ELEMENTS = 1 << 19;
    private static final int COLUMNS_STEP = 64;

    private final KernelSource<RowProduct> rows;
    private final Operands.Computation floats;
    private final long panelElements;

    /** Takes what multiplies float32. */
    HalfMatmulRouter(KernelSource<RowProduct> rows, Operands.Computation floats) {
        this(rows, floats, PANEL_ELEMENTS);
    }

    HalfMatmulRouter(KernelSource<RowProduct> rows, Operands.Computation floats, long panelElements) {
        this.rows = rows;
        this.floats = floats;
        this.panelElements = panelElements;
    }

    /** {@code to = a b}; any strides. */
    void multiply(Tensor a, Tensor b, Tensor to) {
        MatrixBatch batch = MatrixBatch.of(a, b, to);
        if (batch.count() != 1 || batch.isSmall() || batch.depth() == 0) {
            Operands.inFloat32(a, b, to, floats);
        } else if (batch.rows() < MANY_ROWS && batch.right().first().rowStride() == Short.BYTES) {
            rows.use(product -> {
                if (batch.depth() % product.lanes() == 0) {
                    multiplyRows(product, a, b, batch, to);
                } else {
                    Operands.inFloat32(a, b, to, floats);
                }
            });
        } else if ((long) batch.depth() * batch.columns() >= 2 * panelElements) {
            multiplyPanels(a, b, batch, to);
        } else {
            Operands.inFloat32(a, b, to, floats);
        }
    }

    private static void multiplyRows(RowProduct product, Tensor a, Tensor b, MatrixBatch batch, Tensor to) {
        StridedMatrix right = batch.right().first();
        Kernel widen = Kernels.widen(b.dtype());
        try (Operands operands = new Operands()) {
            Tensor result = operands.result(to);
            product.multiply(
                    rowMajor(operands.dense(a), batch.depth()),
                    (row, first, count, address) -> {
                        long from = right.address() + row * right.columnStride() + first * Short.BYTES;
                        widen.run(address, from, from, from, count);
                    },
                    batch.rows(),
                    batch.columns(),
                    batch.depth(),
                    result.address(),
                    (long) batch.columns() * Float.BYTES);
            operands.finish();
        }
    }

    private static StridedMatrix rowMajor(Tensor floats, int columns) {
        return new StridedMatrix(floats.address(), (long) columns * Float.BYTES, Float.BYTES, Float.BYTES);
    }

    private void multiplyPanels(Tensor a, Tensor b, MatrixBatch batch, Tensor to) {
        int columns = batch.columns();
        int width = (int) Math.min(columns, Math.max(1, panelElements / batch.depth() / COLUMNS_STEP) * COLUMNS_STEP);
        int rows = Math.toIntExact(batch.rows());
        try (Operands operands = new Operands()) {
            Tensor left = view(operands.dense(a), batch.depth(), 1, 0, rows, batch.depth());
            Tensor result = operands.result(to);
            Tensor numbers = operands.scratch(DType.FLOAT32, Shape.of(batch.depth(), width));
            Tensor products = operands.scratch(DType.FLOAT32, Shape.of(rows, width));
            for (int column = 0; column < columns; column += width) {
                int count = Math.min(width, columns - column);
                Tensor panel = panel(b, column, count, numbers);
                Tensor part = view(products, count, 1, 0, rows, count);
                floats.run(left, panel, part);
                StridedCopy.copy(part, view(result, columns, 1, column, rows, count));
            }
            operands.finish();
        }
    }

    /** Some columns of the only matrix of a tensor in float32, (depth, count), in the order in which they lie. */
    private static Tensor panel(Tensor b, int column, int count, Tensor numbers) {
        int axis = b.shape().rank() - 2;
        int depth = b.shape().length(axis);
        long down = b.strides()[axis];
        long right = b.strides()[axis + 1];
        if (Math.abs(down) < Math.abs(right)) {
            Tensor from = view(b, right, down, b.offset() + column * right, count, depth);
            Operands.convert(from, view(numbers, depth, 1, 0, count, depth));
            return view(numbers, 1, depth, 0, depth, count);
        }
        Tensor from = view(b, down, right, b.offset() + column * right, depth, count);
        Tensor panel = view(numbers, count, 1, 0, depth, count);
        Operands.convert(from, panel);
        return panel;
    }

    private static Tensor view(Tensor tensor, long rowStride, long columnStride, long offset, int rows, int columns) {
        return tensor.view(Shape.of(rows, columns), new long[] {rowStride, columnStride}, offset);
    }
}
