package lazuli.backend.cpu.quantized;

import lazuli.backend.cpu.matmul.MatrixProduct;
import lazuli.backend.cpu.matmul.MatrixProducts;
import lazuli.backend.cpu.matmul.StridedMatrix;
import lazuli.backend.cpu.memory.Lines;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/** Products with quantized matrices, whose numbers are made block by block. */
public final class QuantizedProduct {
    private QuantizedProduct() {}

    /** {@code to = x w} over the last two axes; x has any strides, leading axes of length 1 repeat. */
    public static void multiply(MatrixProducts products, Tensor x, QuantizedBatch batch, Tensor to) {
        Shape shape = to.shape();
        if (shape.size() == 0) {
            return;
        }
        int axes = shape.rank() - 2;
        int size = to.dtype().size();
        long rowStride = x.strides()[axes] * size;
        long columnStride = x.strides()[axes + 1] * size;
        Lines lefts = QuantizedBatch.places(x, shape);
        QuantizedBatch.Matrices rights = batch.matrices(shape, to.dtype());
        MatrixProduct product = products.of(to.dtype());
        long count = rights.count();
        long rowBytes = (long) shape.length(-1) * size;
        // Many matrices are shared out whole; few one after another, each by all threads.
        ParallelLoop.run(count, count < 4L * ParallelLoop.threads() ? count : 1, (from, until) -> {
            for (long i = from; i < until; i++) {
                product.multiply(
                        new StridedMatrix(lefts.address(i), rowStride, columnStride, size),
                        rights.get(i),
                        shape.length(-2),
                        shape.length(-1),
                        x.shape().length(-1),
                        to.address() + i * shape.length(-2) * rowBytes,
                        rowBytes);
            }
        });
    }
}
