package lazuli.backend.cpu.matmul;

import lazuli.backend.cpu.memory.NativeMemory;

/** Products so small that packing would cost more; the same bits as {@link MatrixProduct}. */
final class SmallProduct {
    private SmallProduct() {}

    static void floats(StridedMatrix a, StridedMatrix b, MatrixBatch batch, long c) {
        long to = c;
        for (long i = 0; i < batch.rows(); i++) {
            for (long j = 0; j < batch.columns(); j++) {
                long left = a.address() + i * a.rowStride();
                long right = b.address() + j * b.columnStride();
                float sum = 0;
                for (long k = 0; k < batch.depth(); k++) {
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
                for (long k = 0; k < batch.depth(); k++) {
                    double x = NativeMemory.getDouble(left + k * a.columnStride());
                    sum = Fused.multiplyAdd(x, NativeMemory.getDouble(right + k * b.rowStride()), sum);
                }
                NativeMemory.setDouble(to, sum);
                to += Double.BYTES;
            }
        }
    }
}
