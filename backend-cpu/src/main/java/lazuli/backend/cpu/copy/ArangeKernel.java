package lazuli.backend.cpu.copy;

import static lazuli.backend.cpu.memory.NativeMemory.*;

import lazuli.backend.cpu.math.Bfloat16;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;

/** Evenly spaced numbers. */
public final class ArangeKernel {
    private ArangeKernel() {}

    /**
     * Stores {@code start + i * step} in a row-major tensor's dtype; integers step from {@code start} by the distance of {@code start +
     * step}, both cut towards zero.
     */
    public static void arange(double start, double step, Tensor to) {
        boolean unsigned = to.dtype() == DType.UINT64;
        long first = whole(start, unsigned);
        long distance = whole(start + step, unsigned) - first;
        long address = to.address();
        long count = to.shape().size();
        int size = to.dtype().size();
        for (long i = 0; i < count; i++) {
            double value = start + i * step;
            long integer = first + i * distance;
            long at = address + i * size;
            switch (to.dtype()) {
                case BOOL -> setByte(at, (byte) (value != 0 ? 1 : 0));
                case INT8, UINT8 -> setByte(at, (byte) integer);
                case INT16, UINT16 -> setShort(at, (short) integer);
                case INT32, UINT32 -> setInt(at, (int) integer);
                case INT64, UINT64 -> setLong(at, integer);
                case FLOAT16 -> setShort(at, Float.floatToFloat16((float) value));
                case BFLOAT16 -> setShort(at, Bfloat16.of((float) value));
                case FLOAT32 -> setFloat(at, (float) value);
                case FLOAT64 -> setDouble(at, value);
                case COMPLEX64 -> {
                    setFloat(at, (float) value);
                    setFloat(at + Float.BYTES, 0);
                }
            }
        }
    }

    /** A number without its fraction, modulo 2^64 from 2^63 on. */
    private static long whole(double value, boolean unsigned) {
        double half = 0x1p63;
        return unsigned && value >= half ? (long) (value - half) ^ Long.MIN_VALUE : (long) value;
    }
}
