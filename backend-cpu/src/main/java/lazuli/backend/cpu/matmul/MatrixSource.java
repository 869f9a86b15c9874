package lazuli.backend.cpu.matmul;

/** An operand of a matrix product, known by how blocks of it are copied out. */
public interface MatrixSource {
    /**
     * Copies a block to {@code to}, row after row.
     *
     * @param toStride bytes between the rows of the copy
     */
    void copyBlock(long row, int rows, long column, int columns, long to, long toStride);
}
