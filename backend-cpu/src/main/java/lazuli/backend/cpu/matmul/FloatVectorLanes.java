package lazuli.backend.cpu.matmul;

import static lazuli.backend.cpu.memory.NativeMemory.ALL;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Four rows by three in registers; loaded only where the Vector API is. */
final class FloatVectorLanes implements LaneKernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final long BYTES = SPECIES.vectorByteSize();
    private static final int LEFT_ROWS = 4;
    private static final int RIGHT_ROWS = 3;
    private static final boolean FUSED = Fused.isFused();

    @Override
    public int lanes() {
        return SPECIES.length();
    }

    @Override
    public void add(Tile tile) {
        long bytes = 4L * tile.depth();
        if (tile.leftRows() == 1) {
            for (int j = 0; j < tile.rightRows(); j += LEFT_ROWS) {
                long right = tile.right() + j * tile.rightStride();
                int rows = Math.min(LEFT_ROWS, tile.rightRows() - j);
                line(tile.left(), right, tile.rightStride(), rows, bytes, tile.sums() + j * BYTES);
            }
            return;
        }
        for (int i = 0; i < tile.leftRows(); i += LEFT_ROWS) {
            for (int j = 0; j < tile.rightRows(); j += RIGHT_ROWS) {
                tile(
                        tile.left() + i * tile.leftStride(),
                        tile.leftStride(),
                        Math.min(LEFT_ROWS, tile.leftRows() - i),
                        tile.right() + j * tile.rightStride(),
                        tile.rightStride(),
                        Math.min(RIGHT_ROWS, tile.rightRows() - j),
                        bytes,
                        tile.sums() + i * tile.sumStride() + j * BYTES,
                        tile.sumStride());
            }
        }
    }

    /** Rows that do not exist repeat the last, whose sums are then stored twice, the same. */
    private static void line(long a, long b, long bStride, int rows, long bytes, long sums) {
        long step1 = Math.min(1, rows - 1);
        long step2 = Math.min(2, rows - 1);
        long step3 = Math.min(3, rows - 1);
        long b1 = b + step1 * bStride;
        long b2 = b + step2 * bStride;
        long b3 = b + step3 * bStride;
        FloatVector c0 = load(sums);
        FloatVector c1 = load(sums + step1 * BYTES);
        FloatVector c2 = load(sums + step2 * BYTES);
        FloatVector c3 = load(sums + step3 * BYTES);
        for (long k = 0; k < bytes; k += BYTES) {
            FloatVector x = load(a + k);
            c0 = add(x, load(b + k), c0);
            c1 = add(x, load(b1 + k), c1);
            c2 = add(x, load(b2 + k), c2);
            c3 = add(x, load(b3 + k), c3);
        }
        store(c0, sums);
        store(c1, sums + step1 * BYTES);
        store(c2, sums + step2 * BYTES);
        store(c3, sums + step3 * BYTES);
    }

    private static void tile(
            long a, long aStride, int aRows, long b, long bStride, int bRows, long bytes, long sums, long sumStride) {
        long a1 = a + Math.min(1, aRows - 1) * aStride;
        long a2 = a + Math.min(2, aRows - 1) * aStride;
        long a3 = a + Math.min(3, aRows - 1) * aStride;
        long b1 = b + Math.min(1, bRows - 1) * bStride;
        long b2 = b + Math.min(2, bRows - 1) * bStride;
        long step1 = Math.min(1, bRows - 1) * BYTES;
        long step2 = Math.min(2, bRows - 1) * BYTES;
        long sums1 = sums + Math.min(1, aRows - 1) * sumStride;
        long sums2 = sums + Math.min(2, aRows - 1) * sumStride;
        long sums3 = sums + Math.min(3, aRows - 1) * sumStride;
        FloatVector c00 = load(sums), c01 = load(sums + step1), c02 = load(sums + step2);
        FloatVector c10 = load(sums1), c11 = load(sums1 + step1), c12 = load(sums1 + step2);
        FloatVector c20 = load(sums2), c21 = load(sums2 + step1), c22 = load(sums2 + step2);
        FloatVector c30 = load(sums3), c31 = load(sums3 + step1), c32 = load(sums3 + step2);
        for (long k = 0; k < bytes; k += BYTES) {
            FloatVector y0 = load(b + k);
            FloatVector y1 = load(b1 + k);
            FloatVector y2 = load(b2 + k);
            FloatVector x = load(a + k);
            c00 = add(x, y0, c00);
            c01 = add(x, y1, c01);
            c02 = add(x, y2, c02);
            x = load(a1 + k);
            c10 = add(x, y0, c10);
            c11 = add(x, y1, c11);
            c12 = add(x, y2, c12);
            x = load(a2 + k);
            c20 = add(x, y0, c20);
            c21 = add(x, y1, c21);
            c22 = add(x, y2, c22);
            x = load(a3 + k);
            c30 = add(x, y0, c30);
            c31 = add(x, y1, c31);
            c32 = add(x, y2, c32);
        }
        store(c00, sums);
        store(c01, sums + step1);
        store(c02, sums + step2);
        store(c10, sums1);
        store(c11, sums1 + step1);
        store(c12, sums1 + step2);
        store(c20, sums2);
        store(c21, sums2 + step1);
        store(c22, sums2 + step2);
        store(c30, sums3);
        store(c31, sums3 + step1);
        store(c32, sums3 + step2);
    }

    private static FloatVector add(FloatVector x, FloatVector y, FloatVector sum) {
        return FUSED ? x.fma(y, sum) : x.mul(y).add(sum);
    }

    private static FloatVector load(long address) {
        return FloatVector.fromMemorySegment(SPECIES, ALL, address, ORDER);
    }

    private static void store(FloatVector vector, long address) {
        vector.intoMemorySegment(ALL, address, ORDER);
    }
}
