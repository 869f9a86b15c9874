package lazuli.backend.cpu.matmul;

import static lazuli.backend.cpu.memory.NativeMemory.ALL;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import lazuli.backend.cpu.memory.NativeMemory;

/** Four rows by a vector of columns in registers, read where they lie; loaded only where the Vector API is. */
final class FloatVectorSmallProduct implements SmallProduct {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int LANES = SPECIES.length();
    private static final int ROWS = 4;
    private static final boolean FUSED = Fused.isFused();

    @Override
    public void multiply(StridedMatrix a, StridedMatrix b, MatrixBatch batch, long c) {
        int columns = b.columnStride() == Float.BYTES ? SPECIES.loopBound(batch.columns()) : 0;
        long cStride = (long) batch.columns() * Float.BYTES;
        int rows = (int) batch.rows();
        for (int row = 0; columns > 0 && row < rows; row += ROWS) {
            long left = a.address() + row * a.rowStride();
            for (int column = 0; column < columns; column += LANES) {
                long at = (long) column * Float.BYTES;
                tile(
                        left,
                        a,
                        Math.min(ROWS, rows - row),
                        b.address() + at,
                        b.rowStride(),
                        batch.depth(),
                        c + row * cStride + at,
                        cStride);
            }
        }
        if (columns < batch.columns()) {
            SmallLoops.floats(a, b, batch, columns, c);
        }
    }

    /** Rows that do not exist repeat the last. */
    private static void tile(
            long left, StridedMatrix a, int rows, long right, long rightStride, int depth, long c, long cStride) {
        long second = Math.min(1, rows - 1);
        long third = Math.min(2, rows - 1);
        long fourth = Math.min(3, rows - 1);
        long a1 = second * a.rowStride();
        long a2 = third * a.rowStride();
        long a3 = fourth * a.rowStride();
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        FloatVector sum3 = sum0;
        long x = left;
        long y = right;
        for (int k = 0; k < depth; k++) {
            FloatVector by = FloatVector.fromMemorySegment(SPECIES, ALL, y, ORDER);
            sum0 = add(x, by, sum0);
            sum1 = add(x + a1, by, sum1);
            sum2 = add(x + a2, by, sum2);
            sum3 = add(x + a3, by, sum3);
            x += a.columnStride();
            y += rightStride;
        }
        sum0.intoMemorySegment(ALL, c, ORDER);
        sum1.intoMemorySegment(ALL, c + second * cStride, ORDER);
        sum2.intoMemorySegment(ALL, c + third * cStride, ORDER);
        sum3.intoMemorySegment(ALL, c + fourth * cStride, ORDER);
    }

    private static FloatVector add(long x, FloatVector by, FloatVector sum) {
        FloatVector value = FloatVector.broadcast(SPECIES, NativeMemory.getFloat(x));
        return FUSED ? value.fma(by, sum) : value.mul(by).add(sum);
    }
}
