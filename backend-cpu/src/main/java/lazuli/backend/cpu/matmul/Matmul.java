package lazuli.backend.cpu.matmul;

import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;

/** Batched matrix products of tensors with any strides, in float32, float64 and complex64. */
public final class Matmul {
    private static final long GRAIN = 1 << 15;
    private static final long SHARED_WITHIN = 1 << 22;

    private final MatrixProducts products;

    /** Products by these two. */
    public Matmul(MatrixProducts products) {
        this.products = products;
    }

    /** {@code to = a b} over the last two axes; leading axes of a and b are broadcast to those of {@code to}. */
    public void multiply(Tensor a, Tensor b, Tensor to) {
        multiply(MatrixBatch.of(a, b, to));
    }

    /** All products of a batch. */
    public void multiply(MatrixBatch batch) {
        long terms = Math.max(1, batch.terms());
        // Many matrices are shared out whole; few large ones one after another, each by all threads.
        long grain = terms > SHARED_WITHIN && batch.count() < 4L * ParallelLoop.threads()
                ? batch.count()
                : Math.max(1, GRAIN / terms);
        boolean small = batch.isSmall();
        ParallelLoop.run(batch.count(), grain, (from, until) -> {
            for (long i = from; i < until; i++) {
                multiply(batch, i, small);
            }
        });
    }

    private void multiply(MatrixBatch batch, long index, boolean small) {
        StridedMatrix a = batch.a(index);
        StridedMatrix b = batch.b(index);
        long c = batch.to(index);
        if (small && batch.dtype() == DType.FLOAT32) {
            products.smallFloats().multiply(a, b, batch, c);
        } else if (small && batch.dtype() == DType.FLOAT64) {
            SmallLoops.doubles(a, b, batch, c);
        } else {
            products.multiply(batch.dtype(), a, b, batch.rows(), batch.columns(), batch.depth(), c);
        }
    }
}
