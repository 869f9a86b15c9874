package lazuli.backend.cpu.matmul;

import static lazuli.backend.cpu.memory.NativeMemory.getFloat;
import static lazuli.backend.cpu.memory.NativeMemory.setFloat;

/** One lane after the other, of four right rows at a time. */
final class FloatLoopLanes implements LaneKernel {
    private static final int RIGHT_ROWS = 4;

    private final int lanes;

    /** Adds as vectors of {@code lanes} would. */
    FloatLoopLanes(int lanes) {
        this.lanes = lanes;
    }

    @Override
    public int lanes() {
        return lanes;
    }

    @Override
    public void add(Tile tile) {
        long step = 4L * lanes;
        long bytes = 4L * tile.depth();
        for (int i = 0; i < tile.leftRows(); i++) {
            long left = tile.left() + i * tile.leftStride();
            for (int j = 0; j < tile.rightRows(); j += RIGHT_ROWS) {
                long right = tile.right() + j * tile.rightStride();
                long sums = tile.sums() + i * tile.sumStride() + j * step;
                int rows = Math.min(RIGHT_ROWS, tile.rightRows() - j);
                for (long lane = 0; lane < step; lane += Float.BYTES) {
                    line(left + lane, right + lane, tile.rightStride(), rows, bytes, step, sums + lane);
                }
            }
        }
    }

    /** Rows that do not exist repeat the last, whose sum is then stored twice, the same. */
    private static void line(long a, long b, long bStride, int rows, long bytes, long step, long sums) {
        long step1 = Math.min(1, rows - 1);
        long step2 = Math.min(2, rows - 1);
        long step3 = Math.min(3, rows - 1);
        long b1 = b + step1 * bStride;
        long b2 = b + step2 * bStride;
        long b3 = b + step3 * bStride;
        float c0 = getFloat(sums);
        float c1 = getFloat(sums + step1 * step);
        float c2 = getFloat(sums + step2 * step);
        float c3 = getFloat(sums + step3 * step);
        for (long k = 0; k < bytes; k += step) {
            float x = getFloat(a + k);
            c0 = Fused.multiplyAdd(x, getFloat(b + k), c0);
            c1 = Fused.multiplyAdd(x, getFloat(b1 + k), c1);
            c2 = Fused.multiplyAdd(x, getFloat(b2 + k), c2);
            c3 = Fused.multiplyAdd(x, getFloat(b3 + k), c3);
        }
        setFloat(sums, c0);
        setFloat(sums + step1 * step, c1);
        setFloat(sums + step2 * step, c2);
        setFloat(sums + step3 * step, c3);
    }
}
