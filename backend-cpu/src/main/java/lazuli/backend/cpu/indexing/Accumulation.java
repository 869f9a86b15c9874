package lazuli.backend.cpu.indexing;

import static lazuli.backend.cpu.memory.NativeMemory.getByte;
import static lazuli.backend.cpu.memory.NativeMemory.getDouble;
import static lazuli.backend.cpu.memory.NativeMemory.getFloat;
import static lazuli.backend.cpu.memory.NativeMemory.getInt;
import static lazuli.backend.cpu.memory.NativeMemory.getLong;
import static lazuli.backend.cpu.memory.NativeMemory.getShort;
import static lazuli.backend.cpu.memory.NativeMemory.setByte;
import static lazuli.backend.cpu.memory.NativeMemory.setDouble;
import static lazuli.backend.cpu.memory.NativeMemory.setFloat;
import static lazuli.backend.cpu.memory.NativeMemory.setInt;
import static lazuli.backend.cpu.memory.NativeMemory.setLong;
import static lazuli.backend.cpu.memory.NativeMemory.setShort;

import lazuli.core.DType;

/** Adds an element to another in place: integers wrap, bools are joined by or. */
public final class Accumulation {
    private Accumulation() {}

    /** Adds the element at {@code from} to the one at {@code to}. */
    public static void add(DType dtype, long from, long to) {
        of(dtype).apply(to, from);
    }

    /**
     * The addition of a dtype.
     *
     * @throws IllegalArgumentException for the halves, whose sums need float32
     */
    static UpdateLoop.Operation of(DType dtype) {
        return switch (dtype) {
            case BOOL -> (to, from) -> setByte(to, (byte) (getByte(to) | getByte(from)));
            case UINT8, INT8 -> (to, from) -> setByte(to, (byte) (getByte(to) + getByte(from)));
            case UINT16, INT16 -> (to, from) -> setShort(to, (short) (getShort(to) + getShort(from)));
            case UINT32, INT32 -> (to, from) -> setInt(to, getInt(to) + getInt(from));
            case UINT64, INT64 -> (to, from) -> setLong(to, getLong(to) + getLong(from));
            case FLOAT32 -> (to, from) -> setFloat(to, getFloat(to) + getFloat(from));
            case FLOAT64 -> (to, from) -> setDouble(to, getDouble(to) + getDouble(from));
            case COMPLEX64 ->
                (to, from) -> {
                    setFloat(to, getFloat(to) + getFloat(from));
                    setFloat(to + Float.BYTES, getFloat(to + Float.BYTES) + getFloat(from + Float.BYTES));
                };
            case FLOAT16, BFLOAT16 ->
                throw new IllegalArgumentException("[scatter] sums of " + dtype + " need float32");
        };
    }
}
