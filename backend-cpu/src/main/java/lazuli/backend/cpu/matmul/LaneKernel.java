package lazuli.backend.cpu.matmul;

/** Products of rows with rows of float32, element by element, summed in lanes. Every implementation gives the same bits. */
interface LaneKernel {
    /** How many sums a product has; element i is added to sum i % lanes. */
    int lanes();

    /** Adds the products of all rows of a tile to their sums. */
    void add(Tile tile);

    /**
     * Rows of two operands and their sums, by address; strides in bytes.
     *
     * @param depth elements of a row, a multiple of the lanes
     * @param sums for each left row one after the other those with all right rows
     * @param sumStride from a left row's to the next one's
     */
    record Tile(
            long left,
            long leftStride,
            int leftRows,
            long right,
            long rightStride,
            int rightRows,
            int depth,
            long sums,
            long sumStride) {}
}
