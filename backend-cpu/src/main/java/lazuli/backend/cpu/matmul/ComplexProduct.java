package lazuli.backend.cpu.matmul;

import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/** A product of complex64 matrices as four of their real and imaginary parts. */
final class ComplexProduct {
    private static final long GRAIN = 1 << 14;

    private ComplexProduct() {}

    /** The rows of {@code c} lie without gaps. */
    static void multiply(
            MatrixProduct floats, StridedMatrix a, StridedMatrix b, long rows, long columns, long depth, long c) {
        long bytes = rows * columns * Float.BYTES;
        Buffer scratch = Allocator.host().allocate(4 * bytes);
        try {
            long parts = scratch.address();
            for (int i = 0; i < 4; i++) {
                StridedMatrix left = part(a, i & 1);
                StridedMatrix right = part(b, i >> 1);
                floats.multiply(left, right, rows, columns, depth, parts + i * bytes, columns * Float.BYTES);
            }
            ParallelLoop.run(rows * columns, GRAIN, (from, to) -> join(parts, bytes, c, from, to));
        } finally {
            scratch.release();
        }
    }

    /** The real parts (0) or imaginary parts (1) as a matrix of float32. */
    private static StridedMatrix part(StridedMatrix matrix, int which) {
        return new StridedMatrix(
                matrix.address() + (long) which * Float.BYTES, matrix.rowStride(), matrix.columnStride(), Float.BYTES);
    }

    private static void join(long parts, long bytes, long c, long from, long to) {
        for (long i = from; i < to; i++) {
            long at = parts + i * Float.BYTES;
            float realReal = NativeMemory.getFloat(at);
            float imaginaryReal = NativeMemory.getFloat(at + bytes);
            float realImaginary = NativeMemory.getFloat(at + 2 * bytes);
            float imaginaryImaginary = NativeMemory.getFloat(at + 3 * bytes);
            NativeMemory.setFloat(c + 2 * i * Float.BYTES, realReal - imaginaryImaginary);
            NativeMemory.setFloat(c + (2 * i + 1) * Float.BYTES, realImaginary + imaginaryReal);
        }
    }
}
