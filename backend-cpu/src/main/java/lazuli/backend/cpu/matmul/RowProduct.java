package lazuli.backend.cpu.matmul;

import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/**
 * {@code C = A Wᵀ} in float32: some rows of W at a time become numbers, a run of them that stays in the first cache, and are multiplied
 * with rows of A as these lie in memory. An element is summed in lanes along the whole row, so neither blocks nor threads show in the bits.
 */
public final class RowProduct {
    private static final int LANES = 16;
    private static final int LEFT_ROWS = 64;
    private static final int RIGHT_ROWS = 12;
    private static final int RUN = 512;
    private static final long GRAIN_PRODUCTS = 1 << 15;

    // Rows a power of two apart would compete for the same lines of the cache.
    private static final long RIGHT_STRIDE = RUN * Float.BYTES + 64;

    private final LaneKernel kernel;

    private RowProduct(LaneKernel kernel) {
        this.kernel = kernel;
    }

    /** By plain loops. */
    public static RowProduct loops() {
        return new RowProduct(new FloatLoopLanes(LANES));
    }

    /** By plain loops that give the same bits as {@link #vectors}; the Vector API must be present. */
    public static RowProduct loopsLikeVectors() {
        return new RowProduct(new FloatLoopLanes(new FloatVectorLanes().lanes()));
    }

    /** By the Vector API, which must be present. */
    public static RowProduct vectors() {
        return new RowProduct(new FloatVectorLanes());
    }

    /** How many sums an element has: what the depth must be a multiple of. */
    public int lanes() {
        return kernel.lanes();
    }

    /**
     * Multiplies.
     *
     * @param a its columns one after the other, a multiple of the lanes
     * @param w its rows, as long as those of a
     * @param c row-major
     * @param cStride bytes from one of its rows to the next
     */
    public void multiply(StridedMatrix a, RowSource w, long rows, long columns, int depth, long c, long cStride) {
        blocks(new Operands(a, w, rows, columns, depth, c, cStride));
    }

    private record Operands(StridedMatrix a, RowSource w, long rows, long columns, int depth, long c, long cStride) {}

    private void blocks(Operands operands) {
        long rightBlocks = Math.ceilDiv(operands.columns(), RIGHT_ROWS);
        long tasks = Math.ceilDiv(operands.rows(), LEFT_ROWS) * rightBlocks;
        long products = Math.min(operands.rows(), LEFT_ROWS)
                * Math.min(operands.columns(), RIGHT_ROWS)
                * Math.max(1, operands.depth());
        ParallelLoop.run(tasks, Math.max(1, GRAIN_PRODUCTS / products), (from, until) -> {
            Buffer numbers = Allocator.host().allocate(RIGHT_ROWS * RIGHT_STRIDE);
            Buffer sums = Allocator.host().allocate(LEFT_ROWS * sumStride());
            try {
                for (long task = from; task < until; task++) {
                    long row = task / rightBlocks * LEFT_ROWS;
                    long column = task % rightBlocks * RIGHT_ROWS;
                    block(operands, row, column, numbers.address(), sums.address());
                }
            } finally {
                numbers.release();
                sums.release();
            }
        });
    }

    private long sumStride() {
        return (long) RIGHT_ROWS * kernel.lanes() * Float.BYTES;
    }

    private void block(Operands operands, long row, long column, long numbers, long sums) {
        StridedMatrix a = operands.a();
        int leftRows = (int) Math.min(LEFT_ROWS, operands.rows() - row);
        int rightRows = (int) Math.min(RIGHT_ROWS, operands.columns() - column);
        NativeMemory.clear(sums, leftRows * sumStride());
        for (int k = 0; k < operands.depth(); k += RUN) {
            int length = Math.min(RUN, operands.depth() - k);
            for (int i = 0; i < rightRows; i++) {
                operands.w().numbers(column + i, k, length, numbers + i * RIGHT_STRIDE);
            }
            long left = a.address() + row * a.rowStride() + (long) k * Float.BYTES;
            kernel.add(new LaneKernel.Tile(
                    left, a.rowStride(), leftRows, numbers, RIGHT_STRIDE, rightRows, length, sums, sumStride()));
        }
        long to = operands.c() + row * operands.cStride() + column * Float.BYTES;
        for (int i = 0; i < leftRows; i++) {
            join(sums + i * sumStride(), rightRows, to + i * operands.cStride());
        }
    }

    private void join(long sums, int count, long to) {
        for (int i = 0; i < count; i++) {
            float sum = 0;
            for (int lane = 0; lane < kernel.lanes(); lane++) {
                sum += NativeMemory.getFloat(sums + 4L * (i * kernel.lanes() + lane));
            }
            NativeMemory.setFloat(to + 4L * i, sum);
        }
    }
}
