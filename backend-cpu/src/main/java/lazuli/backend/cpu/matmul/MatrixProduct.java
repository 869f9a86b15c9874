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

    private static final int BLOCK_ROWS = 96;
    private static final long PANEL_BYTES = 4L << 20;
    private static final int PADDING = 64;
    private static final long SERIAL_PRODUCTS = 1 << 16;

    private final BlockKernel kernel;

    /** A product of the kernel's dtype. */
    public MatrixProduct(BlockKernel kernel) {
        this.kernel = kernel;
    }

    /** Bytes of an element. */
    public int size() {
        return kernel.size();
    }

    /**
     * Multiplies.
     *
     * @param c row-major result
     * @param cStride bytes from one of its rows to the next
     */
    public void multiply(
            MatrixSource a, MatrixSource b, long rows, long columns, long depth, long c, long cStride) {
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
        long runs = Math.ceilDiv(depth, run);
        long strips = Math.ceilDiv(columns, kernel.stripColumns());
        long stripBytes = (long) run * kernel.stripColumns() * kernel.size();
        long panelStrips = Math.min(strips, Math.max(1, PANEL_BYTES / stripBytes));
        long panelRuns = Math.min(runs, Math.max(1, PANEL_BYTES / (stripBytes * panelStrips)));
        Buffer scratch = Allocator.instance().allocate(stripBytes * panelStrips * panelRuns);
        try {
            for (long strip = 0; strip < strips; strip += panelStrips) {
                for (long first = 0; first < runs; first += panelRuns) {
                    Panel panel = new Panel(
                            scratch.address(), stripBytes, strip, Math.min(panelStrips, strips - strip),
                            first * run, Math.min(depth - first * run, panelRuns * run), columns);
                    pack(b, panel, shared);
                    multiply(a, panel, rows, c, cStride, shared);
                }
            }
        } finally {
            scratch.release();
        }
    }

    /** Some strips of B over some of the depth, each run of a strip {@code stripBytes} after the one before. */
    private record Panel(
            long address, long stripBytes, long strip, long strips, long depthStart, long depth, long columns) {
        int runs() {
            return (int) Math.ceilDiv(depth, DEPTH);
        }

        int depth(int run) {
            return (int) Math.min(DEPTH, depth - (long) run * DEPTH);
        }

        long address(int run, long index) {
            return address + (run * strips + index) * stripBytes;
        }
    }

    private void pack(MatrixSource b, Panel panel, boolean shared) {
        int width = kernel.stripColumns();
        each(panel.runs() * panel.strips(), shared, task -> {
            int run = (int) (task / panel.strips());
            long index = task % panel.strips();
            long column = (panel.strip() + index) * width;
            int columns = (int) Math.min(width, panel.columns() - column);
            long to = panel.address(run, index);
            if (columns < width) {
                NativeMemory.clear(to, panel.stripBytes());
            }
            b.copyBlock(
                    panel.depthStart() + (long) run * DEPTH, panel.depth(run), column, columns, to,
                    (long) width * kernel.size());
        });
    }

    private void multiply(MatrixSource a, Panel panel, long rows, long c, long cStride, boolean shared) {
        long blocks = Math.ceilDiv(rows, BLOCK_ROWS);
        long parts = shared ? Math.clamp(Math.ceilDiv(4L * ParallelLoop.threads(), blocks), 1, (int) panel.strips()) : 1;
        each(blocks * parts, shared, task -> {
            long row = task / parts * BLOCK_ROWS;
            long part = task % parts;
            multiplyBlock(
                    a, panel, row, (int) Math.min(BLOCK_ROWS, rows - row), panel.strips() * part / parts,
                    panel.strips() * (part + 1) / parts, c + row * cStride, cStride);
        });
    }

    private void multiplyBlock(
            MatrixSource a, Panel panel, long row, int rows, long from, long to, long c, long cStride) {
        int size = kernel.size();
        int width = kernel.stripColumns();
        long aStride = (long) Math.min(DEPTH, panel.depth()) * size + PADDING;
        Buffer scratch = Allocator.instance().allocate(aStride * rows + BlockKernel.SPARE_BYTES);
        try {
            for (int run = 0; run < panel.runs(); run++) {
                long start = panel.depthStart() + (long) run * DEPTH;
                int depth = panel.depth(run);
                a.copyBlock(row, rows, start, depth, scratch.address(), aStride);
                for (long index = from; index < to; index++) {
                    long column = (panel.strip() + index) * width;
                    kernel.multiply(new BlockKernel.Block(
                            scratch.address(), aStride, rows, panel.address(run, index), depth,
                            c + column * size, cStride, (int) Math.min(width, panel.columns() - column), start > 0,
                            scratch.address() + aStride * rows));
                }
            }
        } finally {
            scratch.release();
        }
    }

    private static void each(long tasks, boolean shared, LongConsumer task) {
        ParallelLoop.run(tasks, shared ? 1 : tasks, (from, to) -> {
            for (long i = from; i < to; i++) {
                task.accept(i);
            }
        });
    }
}
