package lazuli.backend.cpu.matmul;

import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/**
 * Copies of blocks of A's rows over the depth of a panel of B: either all of them, made beforehand by all threads, or one run of
 * one block at a time, made when it is needed.
 */
final class LeftBlocks implements AutoCloseable {
    /** Rows of a block. */
    static final int ROWS = 96;

    // Rows a power of two apart would compete for the same lines of the cache.
    private static final int PADDING = 64;

    private final MatrixSource source;
    private final RightPanel right;
    private final long rows;
    private final long stride;
    private final boolean complete;
    private final Buffer buffer;

    private LeftBlocks(MatrixSource source, RightPanel right, long rows, boolean complete) {
        this.source = source;
        this.right = right;
        this.rows = rows;
        this.complete = complete;
        this.stride = (long) Math.min(MatrixProduct.DEPTH, right.depth())
                        * right.kernel().size()
                + PADDING;
        this.buffer = Allocator.host().allocate(complete ? blockBytes() * count() * right.runs() : blockBytes());
    }

    /** Room for one run of one block. */
    static LeftBlocks one(MatrixSource source, RightPanel right, long rows) {
        return new LeftBlocks(source, right, rows, false);
    }

    /** All runs of all blocks. */
    static LeftBlocks all(MatrixSource source, RightPanel right, long rows) {
        LeftBlocks blocks = new LeftBlocks(source, right, rows, true);
        MatrixProduct.each(blocks.count() * right.runs(), true, task -> {
            long block = task / right.runs();
            int run = (int) (task % right.runs());
            blocks.copy(block, run, blocks.address(block, run));
        });
        return blocks;
    }

    /** The copy of a run of a block, valid until the next call. */
    long get(long block, int run) {
        if (complete) {
            return address(block, run);
        }
        copy(block, run, buffer.address());
        return buffer.address();
    }

    /** Bytes between the rows of a copy. */
    long stride() {
        return stride;
    }

    /** Rows of a block, of which the last may have fewer. */
    int rows(long block) {
        return (int) Math.min(ROWS, rows - block * ROWS);
    }

    /** How many blocks there are. */
    long count() {
        return Math.ceilDiv(rows, ROWS);
    }

    private long blockBytes() {
        return Math.min(ROWS, rows) * stride;
    }

    private long address(long block, int run) {
        return buffer.address() + (block * right.runs() + run) * blockBytes();
    }

    private void copy(long block, int run, long to) {
        source.copyBlock(block * ROWS, rows(block), right.row(run), right.depth(run), to, stride);
    }

    @Override
    public void close() {
        buffer.release();
    }
}
