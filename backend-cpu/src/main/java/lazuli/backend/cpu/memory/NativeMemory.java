package lazuli.backend.cpu.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Loads, stores and copies at raw addresses. Nothing is checked: the caller owns the memory and stays within it. */
public final class NativeMemory {
    /** All of memory, so that an address is an offset: the form in which vectors are loaded. */
    public static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    /** Floats at any address. */
    public static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    /** Doubles at any address. */
    public static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    /** Integers at any address. */
    public static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

    /** Longs at any address. */
    public static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    /** Bytes from which on it pays to copy before reversing. */
    private static final int LONG_RUN = 128;

    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;

    private NativeMemory() {}

    /** Copies {@code bytes} between regions that do not overlap. */
    public static void copy(long from, long to, long bytes) {
        MemorySegment.copy(ALL, from, ALL, to, bytes);
    }

    /** Sets {@code bytes} bytes to zero. */
    public static void clear(long address, long bytes) {
        ALL.asSlice(address, bytes).fill((byte) 0);
    }

    /** Moves one element of 1, 2, 4 or 8 bytes. */
    public static void move(long from, long to, int size) {
        switch (size) {
            case 1 -> ALL.set(BYTE, to, ALL.get(BYTE, from));
            case 2 -> ALL.set(SHORT, to, ALL.get(SHORT, from));
            case 4 -> ALL.set(INT, to, ALL.get(INT, from));
            default -> ALL.set(LONG, to, ALL.get(LONG, from));
        }
    }

    /** Moves {@code count} elements of 1, 2, 4 or 8 bytes between regions that do not overlap, strides in bytes. */
    public static void move(long from, long fromStride, long to, long toStride, long count, int size) {
        if (fromStride == size && toStride == size) {
            copy(from, to, count * size);
            return;
        }
        if (fromStride == -size && toStride == size && count * size >= LONG_RUN) {
            Reversal.copy(from, to, count, size);
            return;
        }
        // Addresses that grow by additions: with products of the index the JIT makes loops of a third of the speed.
        long source = from;
        long target = to;
        switch (size) {
            case 1 -> {
                for (long i = 0; i < count; i++) {
                    ALL.set(BYTE, target, ALL.get(BYTE, source));
                    source += fromStride;
                    target += toStride;
                }
            }
            case 2 -> {
                for (long i = 0; i < count; i++) {
                    ALL.set(SHORT, target, ALL.get(SHORT, source));
                    source += fromStride;
                    target += toStride;
                }
            }
            case 4 -> {
                for (long i = 0; i < count; i++) {
                    ALL.set(INT, target, ALL.get(INT, source));
                    source += fromStride;
                    target += toStride;
                }
            }
            default -> {
                for (long i = 0; i < count; i++) {
                    ALL.set(LONG, target, ALL.get(LONG, source));
                    source += fromStride;
                    target += toStride;
                }
            }
        }
    }

    /** The float at an address. */
    public static float getFloat(long address) {
        return ALL.get(FLOAT, address);
    }

    /** Stores a float. */
    public static void setFloat(long address, float value) {
        ALL.set(FLOAT, address, value);
    }

    /** The double at an address. */
    public static double getDouble(long address) {
        return ALL.get(DOUBLE, address);
    }

    /** Stores a double. */
    public static void setDouble(long address, double value) {
        ALL.set(DOUBLE, address, value);
    }

    /** The integer at an address. */
    public static int getInt(long address) {
        return ALL.get(INT, address);
    }

    /** Stores an integer. */
    public static void setInt(long address, int value) {
        ALL.set(INT, address, value);
    }

    /** The long at an address. */
    public static long getLong(long address) {
        return ALL.get(LONG, address);
    }

    /** Stores a long. */
    public static void setLong(long address, long value) {
        ALL.set(LONG, address, value);
    }

    /** The short at an address. */
    public static short getShort(long address) {
        return ALL.get(SHORT, address);
    }

    /** Stores a short. */
    public static void setShort(long address, short value) {
        ALL.set(SHORT, address, value);
    }

    /** The byte at an address. */
    public static byte getByte(long address) {
        return ALL.get(BYTE, address);
    }

    /** Stores a byte. */
    public static void setByte(long address, byte value) {
        ALL.set(BYTE, address, value);
    }
}
