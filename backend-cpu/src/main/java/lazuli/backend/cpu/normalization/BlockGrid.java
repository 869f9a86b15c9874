package lazuli.backend.cpu.normalization;

import lazuli.backend.cpu.normalization.ColumnKernel.Block;
import lazuli.backend.cpu.parallel.ParallelLoop;

/**
 * A row-major matrix cut into blocks of rows and chunks of columns by its shape alone.
 *
 * @param address the first element
 */
record BlockGrid(long address, long rows, int columns, int size) {
    /** Columns of a chunk. */
    static final int CHUNK = 512;

    private static final int BLOCK_ELEMENTS = 1 << 14;
    private static final int FEWEST_ROWS = 16;
    private static final int MOST_ROWS = 1 << 12;

    /** What is done with a block; {@code offset} is where it begins in the matrix, in bytes. */
    interface Body {
        void run(Block block, long index, int firstColumn, long offset);
    }

    /** Rows of a block, of which the last may have fewer. */
    int blockRows() {
        return Math.clamp(BLOCK_ELEMENTS / Math.clamp(columns, 1, CHUNK), FEWEST_ROWS, MOST_ROWS);
    }

    /** Blocks below each other. */
    long blocks() {
        return Math.ceilDiv(rows, blockRows());
    }

    /** Rows of one block. */
    int blockRows(long index) {
        return (int) Math.min(blockRows(), rows - index * blockRows());
    }

    /** Runs {@code body} for all blocks on all threads. */
    void each(Body body) {
        int chunks = Math.ceilDiv(columns, CHUNK);
        ParallelLoop.run(blocks() * chunks, 1, (from, to) -> {
            for (long i = from; i < to; i++) {
                long index = i / chunks;
                int column = (int) (i % chunks) * CHUNK;
                long offset = (index * blockRows() * columns + column) * size;
                Block block = new Block(
                        address + offset, (long) columns * size, blockRows(index), Math.min(CHUNK, columns - column));
                body.run(block, index, column, offset);
            }
        });
    }
}
