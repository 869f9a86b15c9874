package lazuli.backend.gpu.matmul;

import lazuli.backend.gpu.copy.Operands;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/** Products with matrices that indices choose; float32, float16, bfloat16 and complex64. */
public final class GatherMatmulKernels {
    /** From so many rows an index on each index has tiles of its own. */
    private static final int OWN_TILES = 8;

    /** Up to so many rows in all each is a product of its own. */
    private static final int FEW_ROWS = 8;

    private final Launcher launcher;
    private final ProductKernels products;

    /** What encodes with a launcher. */
    public GatherMatmulKernels(Launcher launcher) {
        this.launcher = launcher;
        this.products = new ProductKernels(launcher);
    }

    /** See {@link lazuli.core.backend.Kernels#gatherMatmul}. */
    public void multiply(Tensor x, Tensor b, Tensor indices, Tensor to) {
        Operands operands = new Operands(launcher);
        Tensor chosen = ChosenMatrices.of(launcher, indices, b.shape().length(0));
        if (to.shape().size() == 0) {
            return;
        }
        int rows = x.shape().length(1);
        if (rows >= OWN_TILES || x.dtype() == DType.COMPLEX64) {
            Batch batch = Batch.along(x.shape().length(0), x.strides()[0]);
            products.multiply(product(x, b, chosen, 1, batch, rows), to);
            return;
        }
        // All rows, one below the other.
        Tensor tall = Stacked.view(x)
                .orElseGet(() -> Stacked.view(operands.rowMajor(x)).orElseThrow());
        int all = tall.shape().length(0);
        if (all <= FEW_ROWS || to.shape().length(-1) == 1) {
            Batch batch = Batch.along(all, tall.strides()[0]);
            products.multiply(product(tall, b, chosen, rows, batch, 1), to);
        } else {
            products.multiplyRuns(product(tall, b, chosen, rows, Batch.along(1, 0), all), to);
        }
    }

    private static Product product(Tensor a, Tensor b, Tensor chosen, int rowsOfIndex, Batch batch, int rows) {
        Shape matrix = b.shape();
        return new Product(a, b, chosen, rowsOfIndex, batch, rows, matrix.length(2), matrix.length(1));
    }
}
