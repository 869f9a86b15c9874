package lazuli.backend.cpu.matmul;

import java.util.function.LongConsumer;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/**
 * {@code C = A B} in blocks: panels of B are packed into strips, then blocks of A's rows are copied and multiplied with them. An
 * element is summed in runs of {@link #DEPTH} products, whatever the tiling and the number of threads, so these do not show in
 * the bits.
 */
public final class MatrixProduct {
    /** Products that are summed before the sum is added to the element. */
    public static final int DEPTH = 256;

    private static final long PANEL_BYTES = 4L << 20;
    private static final int PANEL_RUNS = 8;
    private static final int TASKS_PER_THREAD = 4;
    private static final long SERIAL_PRODUCTS = 1 << 16;

    private final BlockKernel kernel;

    /** A product of the kernel's dtype. */
    public MatrixProduct(BlockKernel kernel) {
        this.kernel = kernel;
    }

    /** What the product's blocks are multiplied by. */
    public BlockKernel kernel() {
        return kernel;
    }

    /**
     * Multiplies.
     *
     * @param c row-major result
     * @param cStride bytes from one of its rows to the next
     */
    public void multiply(MatrixSource a, MatrixSource b, long rows, long columns, long depth, long c, long cStride) {
        if (rows == 0 || columns == 0) {
            return;
        }
        if (depth == 0) {
            for (long row = 0; row < rows; row++) {
                NativeMemory.clear(c + row * cStride, columns * kernel.size());
            }
            return;
        }
        boolean shared = rows * columns * depth > SERIAL_PRODUCTS;
        int run = (int) Math.min(DEPTH, depth);
        long strips = Math.ceilDiv(columns, kernel.stripColumns());
        long stripBytes = (long) run * kernel.stripColumns() * kernel.size();
        long panelStrips = Math.clamp(PANEL_BYTES / stripBytes, 1, (int) Math.min(strips, Integer.MAX_VALUE));
        long panelRuns = Math.clamp(PANEL_BYTES / (stripBytes * panelStrips), 1, PANEL_RUNS);
        long panelDepth = Math.min(depth, panelRuns * run);
        Buffer scratch = Allocator.host().allocate(stripBytes * panelStrips * panelRuns);
        try {
            for (long strip = 0; strip < strips; strip += panelStrips) {
                for (long start = 0; start < depth; start += panelDepth) {
                    long count = Math.min(panelStrips, strips - strip);
                    int length = (int) Math.min(panelDepth, depth - start);
                    RightPanel right =
                            new RightPanel(scratch.address(), kernel, strip, (int) count, columns, start, length);
                    right.pack(b, shared);
                    multiply(a, right, rows, c, cStride, shared);
                }
            }
        } finally {
            scratch.release();
        }
    }

    private void multiply(MatrixSource a, RightPanel right, long rows, long c, long cStride, boolean shared) {
        long blocks = Math.ceilDiv(rows, LeftBlocks.ROWS);
        int wanted = shared ? TASKS_PER_THREAD * ParallelLoop.threads() : 1;
        if (blocks >= wanted || right.strips() == 1) {
            each(blocks, shared, block -> {
                try (LeftBlocks left = LeftBlocks.one(a, right, rows)) {
                    multiply(left, block, right, 0, right.strips(), c, cStride);
                }
            });
            return;
        }
        // Too few blocks for the threads: each block's strips are shared out, and its rows are copied once for all.
        int parts = Math.clamp(Math.ceilDiv(wanted, blocks), 1, right.strips());
        try (LeftBlocks left = LeftBlocks.all(a, right, rows)) {
            each(blocks * parts, true, task -> {
                int part = (int) (task % parts);
                int from = right.strips() * part / parts;
                int to = right.strips() * (part + 1) / parts;
                multiply(left, task / parts, right, from, to, c, cStride);
            });
        }
    }

    private void multiply(LeftBlocks left, long block, RightPanel right, int from, int to, long c, long cStride) {
        long row = block * LeftBlocks.ROWS;
        Buffer spare = Allocator.host().allocate(BlockKernel.SPARE_BYTES);
        try {
            for (int run = 0; run < right.runs(); run++) {
                long a = left.get(block, run);
                for (int index = from; index < to; index++) {
                    long column = right.column(index);
                    kernel.multiply(new BlockKernel.Block(
                            a,
                            left.stride(),
                            left.rows(block),
                            right.address(run, index),
                            right.depth(run),
                            c + row * cStride + column * kernel.size(),
                            cStride,
                            (int) Math.min(kernel.stripColumns(), right.columns() - column),
                            right.row(run) > 0,
                            spare.address()));
                }
            }
        } finally {
            spare.release();
        }
    }

    static void each(long tasks, boolean shared, LongConsumer task) {
        ParallelLoop.run(tasks, shared ? 1 : tasks, (from, to) -> {
            for (long i = from; i < to; i++) {
                task.accept(i);
            }
        });
    }
}
