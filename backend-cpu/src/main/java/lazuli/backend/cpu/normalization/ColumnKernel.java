package lazuli.backend.cpu.normalization;

/**
 * What batch normalization does to a block of rows, column by column, in one dtype. All implementations of a dtype add the rows in
 * order and give the same bits. Vectors such as {@code mean} begin with the block's first column.
 */
interface ColumnKernel {
    /** Bytes of an element. */
    int size();

    /** Each column's mean, and the sum of the squared differences from it. */
    void moments(Block x, long mean, long squares);

    /** {@code to = (x - mean) * scale + shift}. */
    void normalize(Block x, long to, long mean, long scale, long shift);

    /** Each column's sums of {@code dy} and of {@code dy * (x - mean)}. */
    void gradientSums(Block x, long dy, long mean, long sums, long products);

    /** {@code to = (dy - offset - (x - mean) * slope) * scale}. */
    void gradient(Block x, long dy, long to, Coefficients by);

    /**
     * Some rows and columns of a matrix; others beside it have the same stride.
     *
     * @param address the first element
     * @param stride bytes from a row to the next
     */
    record Block(long address, long stride, int rows, int columns) {}

    /** The addresses of a gradient's coefficients. */
    record Coefficients(long mean, long offset, long slope, long scale) {}
}
