package lazuli.backend.cpu.matmul;

import lazuli.backend.cpu.memory.NativeMemory;

/** Small products by plain loops. */
final class SmallLoops {
    private SmallLoops() {}

    static void floats(StridedMatrix a, StridedMatrix b, MatrixBatch batch, long c) {
        floats(a, b, batch, 0, c);
    }

    /** The result's columns from one on. */
    static void floats(StridedMatrix a, StridedMatrix b, MatrixBatch batch, int firstColumn, long c) {
        for (long i = 0; i < batch.rows(); i++) {
            long to = c + (i * batch.columns() + firstColumn) * Float.BYTES;
            for (long j = firstColumn; j < batch.columns(); j++) {
                long left = a.address() + i * a.rowStride();
                long right = b.address() + j * b.columnStride();
                float sum = 0;
                for (int k = 0; k < batch.depth(); k++) {
                    float x = NativeMemory.getFloat(left + k * a.columnStride());
                    sum = Fused.multiplyAdd(x, NativeMemory.getFloat(right + k * b.rowStride()), sum);
                }
                NativeMemory.setFloat(to, sum);
                to += Float.BYTES;
            }
        }
    }

    static void doubles(StridedMatrix a, StridedMatrix b, MatrixBatch batch, long c) {
        long to = c;
        for (long i = 0; i < batch.rows(); i++) {
            for (long j = 0; j < batch.columns(); j++) {
                long left = a.address() + i * a.rowStride();
                long right = b.address() + j * b.columnStride();
                double sum = 0;
                for (int k = 0; k < batch.depth(); k++) {
                    double x = NativeMemory.getDouble(left + k * a.columnStride());
                    sum = Fused.multiplyAdd(x, NativeMemory.getDouble(right + k * b.rowStride()), sum);
                }
                NativeMemory.setDouble(to, sum);
                to += Double.BYTES;
            }
        }
    }
}
