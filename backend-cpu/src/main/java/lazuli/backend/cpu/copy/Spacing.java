package lazuli.backend.cpu.copy;

import static lazuli.backend.cpu.memory.NativeMemory.*;

import lazuli.backend.cpu.math.Bfloat16;
import lazuli.core.backend.Tensor;

/** Evenly spaced numbers. */
public final class Spacing {
    private Spacing() {}

    /** Stores {@code start + i * step} in a row-major tensor's dtype. */
    public static void arange(double start, double step, Tensor to) {
        long address = to.address();
        long count = to.shape().size();
        int size = to.dtype().size();
        for (long i = 0; i < count; i++) {
            double value = start + i * step;
            long at = address + i * size;
            switch (to.dtype()) {
                case BOOL -> setByte(at, (byte) (value != 0 ? 1 : 0));
                case INT8, UINT8 -> setByte(at, (byte) (long) value);
                case INT16, UINT16 -> setShort(at, (short) (long) value);
                case INT32, UINT32 -> setInt(at, (int) (long) value);
                case INT64, UINT64 -> setLong(at, (long) start + i * (long) step);
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
}
