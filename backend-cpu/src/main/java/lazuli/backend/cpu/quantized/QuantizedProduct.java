package lazuli.backend.cpu.quantized;

import lazuli.backend.cpu.matmul.MatrixProducts;
import lazuli.backend.cpu.matmul.RowProduct;
import lazuli.backend.cpu.matmul.StridedMatrix;
import lazuli.backend.cpu.memory.Lines;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/**
 * Products with quantized matrices in float32 or float64. Of transposed ones in float32, rows become numbers as they lie in memory; of all
 * others, the blocks that a product copies.
 */
public final class QuantizedProduct {
    private final MatrixProducts products;
    private final QuantizedRows rows;
    private final CodeKernel doubles = new DoubleLoopCodes();

    private QuantizedProduct(MatrixProducts products, QuantizedRows rows) {
        this.products = products;
        this.rows = rows;
    }

    /** By plain loops. */
    public static QuantizedProduct loops() {
        return loops(RowProduct.loops());
    }

    /** By plain loops that give the same bits as {@link #vectors}; the Vector API must be present. */
    public static QuantizedProduct loopsLikeVectors() {
        return loops(RowProduct.loopsLikeVectors());
    }

    private static QuantizedProduct loops(RowProduct rows) {
        return new QuantizedProduct(MatrixProducts.loops(), new QuantizedRows(new FloatLoopCodes(), rows));
    }

    /** By the Vector API, which must be present. */
    public static QuantizedProduct vectors() {
        return new QuantizedProduct(
                MatrixProducts.vectors(), new QuantizedRows(new FloatVectorCodes(), RowProduct.vectors()));
    }

    CodeKernel codes(DType dtype) {
        return dtype == DType.FLOAT64 ? doubles : rows.codes();
    }

    /** {@code to = x w} over the last two axes; the last of x lies without gaps, leading axes of length 1 repeat. */
    public void multiply(Tensor x, QuantizedBatch batch, Tensor to) {
        Shape shape = to.shape();
        if (shape.size() == 0) {
            return;
        }
        int axes = shape.rank() - 2;
        int size = to.dtype().size();
        Lines lefts = QuantizedBatch.places(x, shape);
        QuantizedBatch.Matrices rights = matrices(batch, shape, to.dtype());
        long count = rights.count();
        long toStride = (long) shape.length(-1) * size;
        // Many matrices are shared out whole; few one after another, each by all threads.
        ParallelLoop.run(count, count < 4L * ParallelLoop.threads() ? count : 1, (from, until) -> {
            for (long i = from; i < until; i++) {
                multiply(
                        new StridedMatrix(lefts.address(i), x.strides()[axes] * size, size, size),
                        rights.get(i),
                        shape.length(-2),
                        shape.length(-1),
                        x.shape().length(-1),
                        to.address() + i * shape.length(-2) * toStride,
                        toStride);
            }
        });
    }

    /** The matrices of a batch by number, leading axes of length 1 repeating to those of a shape; their numbers are made in a dtype. */
    public QuantizedBatch.Matrices matrices(QuantizedBatch batch, Shape shape, DType dtype) {
        return batch.matrices(shape, dtype, codes(dtype));
    }

    /** The first matrix of a batch as it lies, row by row, in float32. */
    public QuantizedMatrix rows(QuantizedBatch batch) {
        QuantizedBatch rows = new QuantizedBatch(batch.format(), false, batch.words(), batch.scales(), batch.biases());
        return matrices(rows, batch.words().shape(), DType.FLOAT32).get(0);
    }

    /**
     * {@code C = A W}.
     *
     * @param a its columns one after the other
     * @param c row-major
     * @param cStride bytes from one of its rows to the next
     */
    public void multiply(StridedMatrix a, QuantizedMatrix w, long rows, long columns, int depth, long c, long cStride) {
        if (w.transposed()
                && w.size() == Float.BYTES
                && depth % this.rows.product().lanes() == 0) {
            this.rows.multiply(a, w, rows, columns, depth, c, cStride);
        } else {
            (w.size() == Float.BYTES ? products.floats() : products.doubles())
                    .multiply(a, w, rows, columns, depth, c, cStride);
        }
    }
}
