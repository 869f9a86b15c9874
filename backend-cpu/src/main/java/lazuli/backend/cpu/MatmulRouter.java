package lazuli.backend.cpu;

import java.util.Optional;
import java.util.OptionalLong;
import lazuli.backend.cpu.gather.GatheredProduct;
import lazuli.backend.cpu.matmul.Matmul;
import lazuli.backend.cpu.matmul.MatrixBatch;
import lazuli.backend.cpu.matmul.RowProduct;
import lazuli.backend.cpu.matmul.StridedMatrix;
import lazuli.backend.cpu.onednn.ElementType;
import lazuli.backend.cpu.onednn.MatmulKey;
import lazuli.backend.cpu.onednn.Matmuls;
import lazuli.backend.cpu.onednn.MatrixLayout;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Sends products of float32 to oneDNN, and those of halves where the processor multiplies these, and others to Java, which also has the
 * small ones: a call into the library costs more than a product of 12 x 12 matrices.
 */
final class MatmulRouter {
    private final KernelSource<Matmul> java;
    private final @Nullable Matmuls library;
    private final HalfMatmulRouter halves;
    private final LibraryChoices<MatmulKey> choices = new LibraryChoices<>();

    MatmulRouter(KernelSource<Matmul> java, KernelSource<RowProduct> rows, @Nullable Matmuls library) {
        this.java = java;
        this.library = library;
        this.halves = new HalfMatmulRouter(rows, this::multiply);
    }

    /** {@code to = a b}; any strides. */
    void multiply(Tensor a, Tensor b, Tensor to) {
        if (library != null && isMultipliedBy(library, a, b, to)) {
            return;
        }
        if (Operands.isHalf(to.dtype())) {
            halves.multiply(a, b, to);
        } else {
            java.use(matmul -> matmul.multiply(a, b, to));
        }
    }

    /** All products of a batch, of float32, float64 or complex64. */
    void multiply(MatrixBatch batch) {
        Optional<ElementType> type = LibraryTypes.of(batch.dtype());
        if (library == null || type.isEmpty() || batch.isSmall() || !isMultipliedBy(library, type.get(), batch)) {
            java.use(matmul -> matmul.multiply(batch));
        }
    }

    /** How products of a dtype are shared among threads: the library uses all of them for each. */
    GatheredProduct.Sharing sharing(DType dtype) {
        return library != null && LibraryTypes.of(dtype).isPresent()
                ? GatheredProduct.Sharing.WITHIN_PRODUCTS
                : GatheredProduct.Sharing.AMONG_PRODUCTS;
    }

    /** False if it is nothing for the library. */
    private boolean isMultipliedBy(Matmuls library, Tensor a, Tensor b, Tensor to) {
        Optional<ElementType> type = LibraryTypes.of(to.dtype());
        MatrixBatch batch = MatrixBatch.of(a, b, to);
        if (type.isEmpty() || batch.isSmall()) {
            return false;
        }
        try (Operands operands = new Operands()) {
            boolean leftFits = layout(batch.left(), batch.rows(), batch.depth()).isPresent();
            boolean rightFits =
                    layout(batch.right(), batch.depth(), batch.columns()).isPresent();
            MatrixBatch dense = leftFits && rightFits
                    ? batch
                    : MatrixBatch.of(leftFits ? a : operands.rowMajor(a), rightFits ? b : operands.rowMajor(b), to);
            return isMultipliedBy(library, type.get(), dense);
        }
    }

    private boolean isMultipliedBy(Matmuls library, ElementType type, MatrixBatch batch) {
        Optional<MatrixLayout> left = layout(batch.left(), batch.rows(), batch.depth());
        Optional<MatrixLayout> right = layout(batch.right(), batch.depth(), batch.columns());
        if (left.isEmpty() || right.isEmpty() || Math.max(batch.rows(), batch.count()) > Integer.MAX_VALUE) {
            return false;
        }
        MatmulKey key = MatmulKey.dense(
                type, (int) batch.count(), (int) batch.rows(), batch.columns(), batch.depth(), left.get(), right.get());
        if (!choices.isGood(key, () -> library.implementation(key))) {
            return false;
        }
        try (LibraryScratch scratch = new LibraryScratch()) {
            library.multiply(
                    key, batch.left().first().address(), batch.right().first().address(), 0, batch.to(), scratch);
        }
        return true;
    }

    /** How the library would see an operand, if it can: one stride of a matrix is 1, and the batch is evenly spaced. */
    private static Optional<MatrixLayout> layout(MatrixBatch.Operand operand, long rows, long columns) {
        StridedMatrix matrix = operand.first();
        long rowStride = matrix.rowStride() / matrix.size();
        long columnStride = matrix.columnStride() / matrix.size();
        if (columns == 1) {
            columnStride = 1;
        }
        if (rows == 1) {
            rowStride = columnStride == 1 ? columns : 1;
        }
        boolean fits = (columnStride == 1 && rowStride >= columns) || (rowStride == 1 && columnStride >= rows);
        OptionalLong step = operand.places().step();
        return fits && step.isPresent() && step.getAsLong() >= 0
                ? Optional.of(new MatrixLayout(step.getAsLong() / matrix.size(), rowStride, columnStride))
                : Optional.empty();
    }
}
