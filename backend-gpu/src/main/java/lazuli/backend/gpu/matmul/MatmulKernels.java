package lazuli.backend.gpu.matmul;

import lazuli.backend.gpu.copy.Operands;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/** Batched products of matrices; float32, float16, bfloat16 and complex64, of any strides. */
public final class MatmulKernels {
    private final Launcher launcher;
    private final ProductKernels products;

    /** What encodes with a launcher. */
    public MatmulKernels(Launcher launcher) {
        this.launcher = launcher;
        this.products = new ProductKernels(launcher);
    }

    /** See {@link lazuli.core.backend.Kernels#matmul}. */
    public void multiply(Tensor a, Tensor b, Tensor to) {
        if (to.shape().size() == 0) {
            return;
        }
        Operands operands = new Operands(launcher);
        if (Stacked.isSingle(b) && a.shape().rank() == to.shape().rank() && rows(to) <= Integer.MAX_VALUE) {
            // All left matrices meet one right matrix: they are one tall one.
            Tensor tall = Stacked.view(a)
                    .orElseGet(() -> Stacked.view(operands.rowMajor(a)).orElseThrow());
            Tensor result = Stacked.view(to).orElseThrow();
            products.multiply(product(tall, Stacked.single(b), result), result);
            return;
        }
        Product product = product(a, b, to);
        if (!product.batch().isSimple()) {
            Shape shape = to.shape();
            product = product(operands.broadcast(a, shape), operands.broadcast(b, shape), to);
        }
        products.multiply(product, to);
    }

    private static long rows(Tensor to) {
        return to.shape().size() / to.shape().length(-1);
    }

    private static Product product(Tensor a, Tensor b, Tensor to) {
        Shape shape = to.shape();
        return new Product(
                a,
                b,
                null,
                1,
                Batch.of(shape, a, b),
                shape.length(-2),
                shape.length(-1),
                a.shape().length(-1));
    }
}
