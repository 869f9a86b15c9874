package lazuli.backend.cpu.matmul;

import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/**
 * A packed part of B: some strips of columns over some of the depth, cut into runs. Each run of a strip lies in one piece.
 *
 * @param address the memory
 * @param strip the first strip
 * @param strips how many
 * @param columns columns of the whole matrix
 * @param start the first row
 * @param depth how many rows
 */
record RightPanel(long address, BlockKernel kernel, long strip, int strips, long columns, long start, int depth) {
    private static final int PACKED_STRIPS = 8;
    private static final int PACKED_ROWS = 16;

    /** Runs of {@link MatrixProduct#DEPTH} rows, of which the last may be shorter. */
    int runs() {
        return Math.ceilDiv(depth, MatrixProduct.DEPTH);
    }

    /** Rows of a run. */
    int depth(int run) {
        return Math.min(MatrixProduct.DEPTH, depth - run * MatrixProduct.DEPTH);
    }

    /** The first row of a run, counted in the whole matrix. */
    long row(int run) {
        return start + (long) run * MatrixProduct.DEPTH;
    }

    /** The first column of a strip of this panel, counted in the whole matrix. */
    long column(int index) {
        return (strip + index) * kernel.stripColumns();
    }

    /** Where a run of a strip lies. */
    long address(int run, int index) {
        long rows = Math.min(MatrixProduct.DEPTH, depth);
        return address + ((long) run * strips + index) * rows * kernel.stripColumns() * kernel.size();
    }

    /** Fills the memory. */
    void pack(MatrixSource b, boolean shared) {
        int groups = Math.ceilDiv(strips, PACKED_STRIPS);
        MatrixProduct.each((long) runs() * groups, shared, task -> {
            int index = (int) (task % groups) * PACKED_STRIPS;
            pack(b, (int) (task / groups), index, Math.min(PACKED_STRIPS, strips - index));
        });
    }

    /** Copies rows of several strips at a time, for some sources have to find out where a row is, then cuts them up. */
    private void pack(MatrixSource b, int run, int index, int count) {
        long rowBytes = (long) kernel.stripColumns() * kernel.size();
        int width = (int) Math.min((long) count * kernel.stripColumns(), columns - column(index));
        long stride = count * rowBytes;
        Buffer scratch = Allocator.host().allocate(PACKED_ROWS * stride);
        try {
            NativeMemory.clear(scratch.address(), PACKED_ROWS * stride);
            for (int row = 0; row < depth(run); row += PACKED_ROWS) {
                int rows = Math.min(PACKED_ROWS, depth(run) - row);
                b.copyBlock(row(run) + row, rows, column(index), width, scratch.address(), stride);
                for (int i = 0; i < count; i++) {
                    long to = address(run, index + i) + row * rowBytes;
                    for (int j = 0; j < rows; j++) {
                        NativeMemory.copy(scratch.address() + j * stride + i * rowBytes, to + j * rowBytes, rowBytes);
                    }
                }
            }
        } finally {
            scratch.release();
        }
    }
}
