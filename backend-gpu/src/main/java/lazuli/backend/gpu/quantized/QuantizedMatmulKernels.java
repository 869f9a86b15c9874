package lazuli.backend.gpu.quantized;

import lazuli.backend.gpu.copy.Operands;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.backend.gpu.matmul.Batch;
import lazuli.backend.gpu.matmul.ChosenMatrices;
import lazuli.backend.gpu.matmul.Stacked;
import lazuli.core.Shape;
import lazuli.core.backend.PackedFormat;
import lazuli.core.backend.Tensor;
import org.jspecify.annotations.Nullable;

/** Products with quantized matrices, whose numbers are made in passing; float32, float16 and bfloat16. */
public final class QuantizedMatmulKernels {
    /** From so many rows an index on each index has tiles of its own. */
    private static final int OWN_TILES = 8;

    /** Up to so many rows in all each is a product of its own. */
    private static final int FEW_ROWS = 8;

    private final Launcher launcher;
    private final QuantizedProductKernels products;

    /** What encodes with a launcher. */
    public QuantizedMatmulKernels(Launcher launcher) {
        this.launcher = launcher;
        this.products = new QuantizedProductKernels(launcher);
    }

    /** See {@link lazuli.core.backend.Kernels#quantizedMatmul}. */
    public void multiply(
            PackedFormat format,
            boolean transposed,
            Tensor x,
            Tensor words,
            Tensor scales,
            @Nullable Tensor biases,
            Tensor to) {
        if (to.shape().size() == 0) {
            return;
        }
        Operands operands = new Operands(launcher);
        PackedMatrices matrices = new PackedMatrices(format, transposed, words, scales, biases).dense(operands);
        Tensor left = operands.lastAxisDense(x);
        boolean single = true;
        for (Tensor part : matrices.parts()) {
            single &= Stacked.isSingle(part);
        }
        long rows = to.shape().size() / to.shape().length(-1);
        if (single && rows <= Integer.MAX_VALUE) {
            // All left matrices meet one right matrix: they are one tall one.
            Tensor tall = Stacked.view(left)
                    .orElseGet(() -> Stacked.view(operands.rowMajor(x)).orElseThrow());
            products.multiply(product(tall, matrices, Batch.along(1, 0), (int) rows, to), to);
            return;
        }
        products.multiply(batched(left, matrices, to, operands), to);
    }

    private static QuantizedProduct batched(Tensor x, PackedMatrices matrices, Tensor to, Operands operands) {
        Shape shape = to.shape();
        Batch batch = batch(x, matrices, shape);
        if (batch.isSimple()) {
            return product(x, matrices, batch, shape.length(-2), to);
        }
        Tensor biases = matrices.biases();
        PackedMatrices copied = new PackedMatrices(
                matrices.format(),
                matrices.transposed(),
                operands.broadcast(matrices.words(), shape),
                operands.broadcast(matrices.scales(), shape),
                biases == null ? null : operands.broadcast(biases, shape));
        Tensor left = operands.broadcast(x, shape);
        return product(left, copied, batch(left, copied, shape), shape.length(-2), to);
    }

    private static Batch batch(Tensor x, PackedMatrices matrices, Shape shape) {
        Tensor[] parts = matrices.parts();
        return Batch.of(shape, x, parts[0], parts[1], parts[2]);
    }

    private static QuantizedProduct product(Tensor x, PackedMatrices matrices, Batch batch, int rows, Tensor to) {
        return new QuantizedProduct(
                x,
                matrices,
                null,
                1,
                batch,
                rows,
                to.shape().length(-1),
                x.shape().length(-1));
    }

    /** See {@link lazuli.core.backend.Kernels#gatherQuantizedMatmul}. */
    public void multiplyChosen(
            PackedFormat format,
            boolean transposed,
            Tensor x,
            Tensor indices,
            Tensor words,
            Tensor scales,
            @Nullable Tensor biases,
            Tensor to) {
        Operands operands = new Operands(launcher);
        Tensor chosen = ChosenMatrices.of(launcher, indices, words.shape().length(0));
        if (to.shape().size() == 0) {
            return;
        }
        PackedMatrices matrices = new PackedMatrices(format, transposed, words, scales, biases).dense(operands);
        Tensor left = operands.lastAxisDense(x);
        int rows = x.shape().length(1);
        if (rows >= OWN_TILES) {
            Batch batch = Batch.along(x.shape().length(0), left.strides()[0]);
            products.multiply(chosen(left, matrices, chosen, 1, batch, rows, to), to);
            return;
        }
        // All rows, one below the other.
        Tensor tall = Stacked.view(left)
                .orElseGet(() -> Stacked.view(operands.rowMajor(x)).orElseThrow());
        int all = tall.shape().length(0);
        if (all <= FEW_ROWS) {
            Batch batch = Batch.along(all, tall.strides()[0]);
            products.multiply(chosen(tall, matrices, chosen, rows, batch, 1, to), to);
        } else {
            products.multiplyRuns(chosen(tall, matrices, chosen, rows, Batch.along(1, 0), all, to), to);
        }
    }

    private static QuantizedProduct chosen(
            Tensor x, PackedMatrices matrices, Tensor chosen, int rowsOfIndex, Batch batch, int rows, Tensor to) {
        return new QuantizedProduct(
                x,
                matrices,
                chosen,
                rowsOfIndex,
                batch,
                rows,
                to.shape().length(-1),
                x.shape().length(-1));
    }
}
