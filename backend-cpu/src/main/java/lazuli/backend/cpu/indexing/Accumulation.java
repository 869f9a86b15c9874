package lazuli.backend.cpu.indexing;

import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.DType;

/** Adds runs of elements to others in place: integers wrap, bools are joined by or. */
public final class Accumulation {
    private Accumulation() {}

    /** Adds {@code count} elements at {@code from} to those at {@code to}. */
    public static void add(DType dtype, long from, long to, long count) {
        switch (dtype) {
            case BOOL -> {
                for (long i = 0; i < count; i++) {
                    NativeMemory.setByte(
                            to + i, (byte) (NativeMemory.getByte(to + i) | NativeMemory.getByte(from + i)));
                }
            }
            case UINT8, INT8 -> {
                for (long i = 0; i < count; i++) {
                    NativeMemory.setByte(
                            to + i, (byte) (NativeMemory.getByte(to + i) + NativeMemory.getByte(from + i)));
                }
            }
            case UINT16, INT16 -> {
                for (long i = 0; i < 2 * count; i += 2) {
                    NativeMemory.setShort(
                            to + i, (short) (NativeMemory.getShort(to + i) + NativeMemory.getShort(from + i)));
                }
            }
            case UINT32, INT32 -> {
                for (long i = 0; i < 4 * count; i += 4) {
                    NativeMemory.setInt(to + i, NativeMemory.getInt(to + i) + NativeMemory.getInt(from + i));
                }
            }
            case UINT64, INT64 -> {
                for (long i = 0; i < 8 * count; i += 8) {
                    NativeMemory.setLong(to + i, NativeMemory.getLong(to + i) + NativeMemory.getLong(from + i));
                }
            }
            case FLOAT32 -> addFloats(from, to, count);
            case COMPLEX64 -> addFloats(from, to, 2 * count);
            case FLOAT64 -> {
                for (long i = 0; i < 8 * count; i += 8) {
                    NativeMemory.setDouble(to + i, NativeMemory.getDouble(to + i) + NativeMemory.getDouble(from + i));
                }
            }
            case FLOAT16, BFLOAT16 ->
                throw new IllegalArgumentException("[scatter] sums of " + dtype + " need float32");
        }
    }

    private static void addFloats(long from, long to, long count) {
        for (long i = 0; i < 4 * count; i += 4) {
            NativeMemory.setFloat(to + i, NativeMemory.getFloat(to + i) + NativeMemory.getFloat(from + i));
        }
    }
}
