package lazuli.backend.cpu.matmul;

/**
 * The innermost part of a matrix product: a block of rows times a packed strip of columns. Every implementation for a dtype
 * adds the products of one element in the order of the depth, fused if {@link Fused} says so, so all give the same bits.
 */
public interface BlockKernel {
    /** Bytes that a kernel may need beside its operands. */
    int SPARE_BYTES = 6 * 2 * 64;

    /** Bytes of an element. */
    int size();

    /** Columns of a strip. */
    int stripColumns();

    /** {@code c = a * strip}, or {@code c += a * strip}. */
    void multiply(Block block);

    /**
     * One block's operands, by address; strides in bytes.
     *
     * @param a row-major block
     * @param aStride from one of its rows to the next
     * @param strip {@code depth} rows of {@link #stripColumns} elements
     * @param depth at most {@link MatrixProduct#DEPTH}
     * @param c row-major result
     * @param cStride from one of its rows to the next
     * @param columns how many of the strip's columns belong to the result
     * @param accumulate whether to add to what {@code c} holds
     * @param spare room for {@link #SPARE_BYTES}
     */
    record Block(
            long a,
            long aStride,
            int rows,
            long strip,
            int depth,
            long c,
            long cStride,
            int columns,
            boolean accumulate,
            long spare) {}
}
