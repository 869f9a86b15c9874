package lazuli.backend.cpu.matmul;

import static lazuli.backend.cpu.memory.NativeMemory.ALL;

import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import lazuli.backend.cpu.memory.NativeMemory;

/** Six rows by two vectors of float64 in registers; loaded only where the Vector API is. */
final class DoubleVectorKernel implements BlockKernel {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int LANES = SPECIES.length();
    private static final int COLUMNS = 2 * LANES;
    private static final int ROWS = 6;
    private static final long BYTES = 8L * LANES;
    private static final boolean FUSED = Fused.isFused();

    @Override
    public int size() {
        return Double.BYTES;
    }

    @Override
    public int stripColumns() {
        return COLUMNS;
    }

    @Override
    public void multiply(Block block) {
        boolean whole = block.columns() == COLUMNS;
        for (int row = 0; row < block.rows(); row += ROWS) {
            int rows = Math.min(ROWS, block.rows() - row);
            long a = block.a() + row * block.aStride();
            long c = block.c() + row * block.cStride();
            if (whole && rows == ROWS) {
                tile(a, block.aStride(), ROWS, block.strip(), block.depth(), c, block.cStride(), block.accumulate());
            } else {
                // A tile that sticks out of the result is computed beside it; rows that do not exist repeat the last.
                tile(a, block.aStride(), rows, block.strip(), block.depth(), block.spare(), 2 * BYTES, false);
                take(block.spare(), c, block.cStride(), rows, block.columns(), block.accumulate());
            }
        }
    }

    private static void take(long tile, long c, long cStride, int rows, int columns, boolean accumulate) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double value = NativeMemory.getDouble(tile + i * (2 * BYTES) + 8L * j);
                long to = c + i * cStride + 8L * j;
                NativeMemory.setDouble(to, accumulate ? NativeMemory.getDouble(to) + value : value);
            }
        }
    }

    private static void tile(
            long a, long aStride, int rows, long strip, int depth, long c, long cStride, boolean accumulate) {
        long a0 = a;
        long a1 = a + Math.min(1, rows - 1) * aStride;
        long a2 = a + Math.min(2, rows - 1) * aStride;
        long a3 = a + Math.min(3, rows - 1) * aStride;
        long a4 = a + Math.min(4, rows - 1) * aStride;
        long a5 = a + Math.min(5, rows - 1) * aStride;
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector c00 = zero, c10 = zero, c20 = zero, c30 = zero, c40 = zero, c50 = zero;
        DoubleVector c01 = zero, c11 = zero, c21 = zero, c31 = zero, c41 = zero, c51 = zero;
        long b = strip;
        for (int k = 0; k < depth; k++) {
            DoubleVector b0 = load(b);
            DoubleVector b1 = load(b + BYTES);
            b += 2 * BYTES;
            long at = 8L * k;
            DoubleVector x = spread(a0 + at);
            c00 = add(x, b0, c00);
            c01 = add(x, b1, c01);
            x = spread(a1 + at);
            c10 = add(x, b0, c10);
            c11 = add(x, b1, c11);
            x = spread(a2 + at);
            c20 = add(x, b0, c20);
            c21 = add(x, b1, c21);
            x = spread(a3 + at);
            c30 = add(x, b0, c30);
            c31 = add(x, b1, c31);
            x = spread(a4 + at);
            c40 = add(x, b0, c40);
            c41 = add(x, b1, c41);
            x = spread(a5 + at);
            c50 = add(x, b0, c50);
            c51 = add(x, b1, c51);
        }
        if (accumulate) {
            c00 = c00.add(load(c));
            c01 = c01.add(load(c + BYTES));
            c10 = c10.add(load(c + cStride));
            c11 = c11.add(load(c + cStride + BYTES));
            c20 = c20.add(load(c + 2 * cStride));
            c21 = c21.add(load(c + 2 * cStride + BYTES));
            c30 = c30.add(load(c + 3 * cStride));
            c31 = c31.add(load(c + 3 * cStride + BYTES));
            c40 = c40.add(load(c + 4 * cStride));
            c41 = c41.add(load(c + 4 * cStride + BYTES));
            c50 = c50.add(load(c + 5 * cStride));
            c51 = c51.add(load(c + 5 * cStride + BYTES));
        }
        store(c00, c);
        store(c01, c + BYTES);
        store(c10, c + cStride);
        store(c11, c + cStride + BYTES);
        store(c20, c + 2 * cStride);
        store(c21, c + 2 * cStride + BYTES);
        store(c30, c + 3 * cStride);
        store(c31, c + 3 * cStride + BYTES);
        store(c40, c + 4 * cStride);
        store(c41, c + 4 * cStride + BYTES);
        store(c50, c + 5 * cStride);
        store(c51, c + 5 * cStride + BYTES);
    }

    private static DoubleVector spread(long address) {
        return DoubleVector.broadcast(SPECIES, NativeMemory.getDouble(address));
    }

    private static DoubleVector add(DoubleVector x, DoubleVector b, DoubleVector sum) {
        return FUSED ? x.fma(b, sum) : x.mul(b).add(sum);
    }

    // C2 inlines what is called outside of the loop only if it is tiny; otherwise the sums would be boxed.

    private static DoubleVector load(long address) {
        return DoubleVector.fromMemorySegment(SPECIES, ALL, address, ORDER);
    }

    private static void store(DoubleVector vector, long address) {
        vector.intoMemorySegment(ALL, address, ORDER);
    }
}
