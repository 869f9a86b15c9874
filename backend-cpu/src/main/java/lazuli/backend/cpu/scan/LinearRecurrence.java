package lazuli.backend.cpu.scan;

import static lazuli.backend.cpu.memory.NativeMemory.*;

import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.backend.Tensor;

/** See {@link lazuli.core.backend.Kernels#linearRecurrence}; tensors row-major, of float32, float64 or complex64. */
public final class LinearRecurrence {
    private static final int BLOCK = 256;
    private static final long GRAIN = 1 << 13;

    private LinearRecurrence() {}

    /** {@code to[i] = factors[i] * to[i - 1] + terms[i]} along an axis. */
    public static void run(Tensor factors, Tensor terms, Tensor to, int axis, boolean reverse) {
        if (to.shape().size() == 0) {
            return;
        }
        int length = to.shape().length(axis);
        int size = to.dtype().size();
        long columns = 1;
        for (int i = axis + 1; i < to.shape().rank(); i++) {
            columns *= to.shape().length(i);
        }
        long rowBytes = columns * size;
        long blocks = Math.ceilDiv(columns, (long) BLOCK);
        long width = Math.min(columns, BLOCK);
        long all = columns;
        ParallelLoop.run(
                to.shape().size() / (length * columns) * blocks,
                Math.max(1, GRAIN / (length * width)),
                (begin, end) -> {
                    for (long item = begin; item < end; item++) {
                        long column = item % blocks * BLOCK;
                        int count = (int) Math.min(BLOCK, all - column);
                        long offset = (item / blocks * length * all + column) * size;
                        long first = offset + (reverse ? (length - 1) * rowBytes : 0);
                        long step = reverse ? -rowBytes : rowBytes;
                        copy(terms.address() + first, to.address() + first, (long) count * size);
                        rows(factors, terms.address() + first, to.address() + first, first, step, length, count);
                    }
                });
    }

    private static void rows(Tensor factors, long term, long to, long first, long step, int length, int count) {
        long factor = factors.address() + first;
        for (int i = 1; i < length; i++) {
            long at = i * step;
            switch (factors.dtype()) {
                case FLOAT32 -> floats(factor + at, term + at, to + at, to + at - step, 4L * count);
                case FLOAT64 -> doubles(factor + at, term + at, to + at, to + at - step, 8L * count);
                case COMPLEX64 -> complex(factor + at, term + at, to + at, to + at - step, 8L * count);
                case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FLOAT16, BFLOAT16 ->
                    throw new IllegalArgumentException("[linear_recurrence] of dtype " + factors.dtype());
            }
        }
    }

    private static void floats(long factor, long term, long to, long before, long bytes) {
        for (long i = 0; i < bytes; i += Float.BYTES) {
            setFloat(to + i, getFloat(factor + i) * getFloat(before + i) + getFloat(term + i));
        }
    }

    private static void doubles(long factor, long term, long to, long before, long bytes) {
        for (long i = 0; i < bytes; i += Double.BYTES) {
            setDouble(to + i, getDouble(factor + i) * getDouble(before + i) + getDouble(term + i));
        }
    }

    private static void complex(long factor, long term, long to, long before, long bytes) {
        for (long i = 0; i < bytes; i += 2 * Float.BYTES) {
            float a = getFloat(factor + i);
            float b = getFloat(factor + i + Float.BYTES);
            float c = getFloat(before + i);
            float d = getFloat(before + i + Float.BYTES);
            setFloat(to + i, a * c - b * d + getFloat(term + i));
            setFloat(to + i + Float.BYTES, a * d + b * c + getFloat(term + i + Float.BYTES));
        }
    }
}
