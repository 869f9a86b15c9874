package lazuli.backend.cpu.onednn;

/**
 * {@code destination = alpha * (left @ right + bias) + beta * destination} for a batch of matrices: left is
 * {@code rows x inner}, right {@code inner x columns}.
 *
 * @param bias whether a vector of {@code columns} is added to each row
 * @param beta 0 means that what the destination holds is not read
 */
public record MatmulKey(
        ElementType type,
        int batch,
        int rows,
        int columns,
        int inner,
        MatrixLayout left,
        MatrixLayout right,
        MatrixLayout destination,
        boolean bias,
        float alpha,
        float beta) {

    /** @throws IllegalArgumentException if a size is not positive or a layout has no step of 1 */
    public MatmulKey {
        if (batch < 1 || rows < 1 || columns < 1 || inner < 1) {
            throw new IllegalArgumentException("[matmul] batch %d of %d x %d @ %d x %d: all must be positive"
                    .formatted(batch, rows, inner, inner, columns));
        }
        check("left", left, rows, inner);
        check("right", right, inner, columns);
        check("destination", destination, rows, columns);
        if (batch > 1 && destination.batchStride() == 0) {
            throw new IllegalArgumentException(
                    "[matmul] the destination of a batch of %d has batch stride 0".formatted(batch));
        }
    }

    /** A plain product of dense matrices. */
    public static MatmulKey dense(
            ElementType type, int batch, int rows, int columns, int inner, MatrixLayout left, MatrixLayout right) {
        return new MatmulKey(
                type, batch, rows, columns, inner, left, right, MatrixLayout.rowMajor(rows, columns), false, 1, 0);
    }

    /**
     * Whether the library cannot compute the batch as a whole. It refuses a batch in which both sides are shared, and for an
     * inner dimension of 1 version 3.11 reads the matrices of the right side at wrong places unless they follow each other
     * without gaps.
     */
    boolean mustBeSplit() {
        boolean allShared = left.batchStride() == 0 && right.batchStride() == 0;
        boolean rowsWithGaps = inner == 1 && right.batchStride() != columns;
        return batch > 1 && (allShared || rowsWithGaps);
    }

    /** The product of one member of the batch. */
    MatmulKey single() {
        return new MatmulKey(type, 1, rows, columns, inner, left, right, destination, bias, alpha, beta);
    }

    private static void check(String name, MatrixLayout layout, int rows, int columns) {
        boolean contiguousRows = columns == 1 || layout.columnStride() == 1;
        boolean contiguousColumns = rows == 1 || layout.rowStride() == 1;
        if (!contiguousRows && !contiguousColumns) {
            throw new IllegalArgumentException(
                    "[matmul] neither stride of %s, %d x %d, is 1: %s".formatted(name, rows, columns, layout));
        }
    }
}
