package lazuli.backend.cpu.scan;

import static lazuli.backend.cpu.memory.NativeMemory.*;

import lazuli.core.DType;
import lazuli.core.primitive.reduction.Accumulation;

/**
 * What an accumulation of nothing is.
 *
 * @param lane how it is stored
 * @param dtype whose smallest or largest number it may be
 */
record Identity(Accumulation accumulation, DType lane, DType dtype) {

    /** Stores it {@code count} times. */
    void store(long address, int count) {
        for (int i = 0; i < count; i++) {
            store(address + (long) i * lane.size());
        }
    }

    /** Stores {@code count} times what changes no element, unlike 0, which makes 0 of -0. */
    void storeNeutral(long address, int count) {
        for (int i = 0; i < count; i++) {
            if (lane.size() == Integer.BYTES) {
                setInt(address + (long) i * Integer.BYTES, (int) neutral());
            } else {
                setLong(address + (long) i * Long.BYTES, neutral());
            }
        }
    }

    /** The bits of what changes no element. */
    long neutral() {
        double real = accumulation == Accumulation.SUM ? -0.0 : real();
        return switch (lane) {
            case FLOAT32 -> Float.floatToRawIntBits((float) real);
            case FLOAT64 -> Double.doubleToRawLongBits(real);
            case BOOL, INT8, UINT8, INT16, UINT16, INT32, UINT32, INT64, UINT64, COMPLEX64, FLOAT16, BFLOAT16 ->
                whole();
        };
    }

    private void store(long address) {
        switch (lane) {
            case BOOL, INT8, UINT8 -> setByte(address, (byte) whole());
            case INT16, UINT16 -> setShort(address, (short) whole());
            case INT32, UINT32 -> setInt(address, (int) whole());
            case INT64, UINT64 -> setLong(address, whole());
            case FLOAT32 -> setFloat(address, (float) real());
            case FLOAT64 -> setDouble(address, real());
            case COMPLEX64 -> {
                setFloat(address, (float) real());
                setFloat(address + Float.BYTES, 0);
            }
            case FLOAT16, BFLOAT16 -> throw new IllegalArgumentException("[scan] " + lane + " is no lane");
        }
    }

    private long whole() {
        boolean isSigned = dtype.kind() == DType.Kind.SIGNED;
        return switch (accumulation) {
            case SUM -> 0;
            case PRODUCT -> 1;
            case MAXIMUM, LOG_SUM_EXP -> isSigned ? -1L << (8 * dtype.size() - 1) : 0;
            case MINIMUM -> {
                long ones = -1L >>> (64 - 8 * dtype.size());
                yield dtype == DType.BOOL ? 1 : isSigned ? ones >>> 1 : ones;
            }
        };
    }

    private double real() {
        return switch (accumulation) {
            case SUM -> 0;
            case PRODUCT -> 1;
            case MAXIMUM, LOG_SUM_EXP -> Double.NEGATIVE_INFINITY;
            case MINIMUM -> Double.POSITIVE_INFINITY;
        };
    }
}
