package lazuli.backend.cpu.onednn;

/**
 * Where the elements of a batch of matrices lie, in steps of elements. One of the steps inside a matrix must be 1, unless that
 * dimension has one element only.
 *
 * @param batchStride from one matrix to the next; 0 when all members of the batch are the same matrix
 */
public record MatrixLayout(long batchStride, long rowStride, long columnStride) {

    /** Dense rows one after the other. */
    public static MatrixLayout rowMajor(long rows, long columns) {
        return new MatrixLayout(rows * columns, columns, 1);
    }

    /** The transpose, of size {@code rows x columns}, of dense rows one after the other. */
    public static MatrixLayout transposed(long rows, long columns) {
        return new MatrixLayout(rows * columns, 1, rows);
    }
}
