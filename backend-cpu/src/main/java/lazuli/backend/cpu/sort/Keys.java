package lazuli.backend.cpu.sort;

import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.DType;

/**
 * Integers in the order of a dtype's elements, and back. NaN is the largest; -0 comes before 0 unless zeros are made equal; complex
 * numbers are ordered by their real parts, then by the imaginary ones, and last come, as in NumPy, those with a NaN as imaginary part, as
 * real part, as both.
 * Elements of four bytes or fewer have keys that fit an int.
 */
public final class Keys {
    /** Above the key of infinity. */
    private static final int IMAGINARY_NAN = 0x7F800001;

    private static final int REAL_NAN = IMAGINARY_NAN + 1;
    private static final int NAN = IMAGINARY_NAN + 2;

    private Keys() {}

    /** Whether an int holds the dtype's keys. */
    static boolean areNarrow(DType dtype) {
        return dtype.size() <= Integer.BYTES;
    }

    /** The key of the element at an address. */
    public static long get(DType dtype, long at) {
        return switch (dtype) {
            case BOOL, UINT8 -> NativeMemory.getByte(at) & 0xFF;
            case INT8 -> NativeMemory.getByte(at);
            case UINT16 -> NativeMemory.getShort(at) & 0xFFFF;
            case INT16 -> NativeMemory.getShort(at);
            case UINT32 -> NativeMemory.getInt(at) ^ Integer.MIN_VALUE;
            case INT32 -> NativeMemory.getInt(at);
            case UINT64 -> NativeMemory.getLong(at) ^ Long.MIN_VALUE;
            case INT64 -> NativeMemory.getLong(at);
            case FLOAT16 -> ofFloat(Float.float16ToFloat(NativeMemory.getShort(at)));
            case BFLOAT16 -> ofFloat(Float.intBitsToFloat(NativeMemory.getShort(at) << 16));
            case FLOAT32 -> ofFloat(NativeMemory.getFloat(at));
            case FLOAT64 -> ofDouble(NativeMemory.getDouble(at));
            case COMPLEX64 -> ofComplex(NativeMemory.getFloat(at), NativeMemory.getFloat(at + Float.BYTES));
        };
    }

    /** Stores the element of a key. */
    public static void set(DType dtype, long at, long key) {
        switch (dtype) {
            case BOOL, UINT8, INT8 -> NativeMemory.setByte(at, (byte) key);
            case UINT16, INT16 -> NativeMemory.setShort(at, (short) key);
            case UINT32 -> NativeMemory.setInt(at, (int) key ^ Integer.MIN_VALUE);
            case INT32 -> NativeMemory.setInt(at, (int) key);
            case UINT64 -> NativeMemory.setLong(at, key ^ Long.MIN_VALUE);
            case INT64 -> NativeMemory.setLong(at, key);
            case FLOAT16 -> NativeMemory.setShort(at, Float.floatToFloat16(Float.intBitsToFloat(flip((int) key))));
            case BFLOAT16 -> NativeMemory.setShort(at, (short) (flip((int) key) >>> 16));
            case FLOAT32 -> NativeMemory.setInt(at, flip((int) key));
            case FLOAT64 -> NativeMemory.setLong(at, flip(key));
            case COMPLEX64 -> throw new IllegalArgumentException("[sort] a key of complex64 may stand for several NaN");
        }
    }

    /** Stores the element that comes before all others: minus infinity or the smallest integer. */
    public static void setLowest(DType dtype, long at) {
        switch (dtype) {
            case BOOL, UINT8, UINT16 -> set(dtype, at, 0);
            case UINT32, INT32 -> set(dtype, at, Integer.MIN_VALUE);
            case UINT64, INT64 -> set(dtype, at, Long.MIN_VALUE);
            case INT8 -> set(dtype, at, Byte.MIN_VALUE);
            case INT16 -> set(dtype, at, Short.MIN_VALUE);
            case FLOAT16, BFLOAT16, FLOAT32 -> set(dtype, at, ofFloat(Float.NEGATIVE_INFINITY));
            case FLOAT64 -> set(dtype, at, ofDouble(Double.NEGATIVE_INFINITY));
            case COMPLEX64 -> {
                setLowest(DType.FLOAT32, at);
                NativeMemory.setFloat(at + Float.BYTES, 0);
            }
        }
    }

    /** The key in which 0 and -0 are equal. */
    public static long withEqualZeros(DType dtype, long key) {
        if (dtype == DType.COMPLEX64) {
            long real = key >> 32 == -1 ? 0 : key & 0xFFFF_FFFF_0000_0000L;
            long imaginary = (int) key == Integer.MAX_VALUE ? 1L << 31 : key & 0xFFFF_FFFFL;
            return real | imaginary;
        }
        return dtype.isFloating() && key == -1 ? 0 : key;
    }

    private static long ofComplex(float real, float imaginary) {
        if (Float.isNaN(imaginary)) {
            return Float.isNaN(real) ? pair(NAN, 0) : pair(IMAGINARY_NAN, ofFloat(real));
        }
        return pair(Float.isNaN(real) ? REAL_NAN : ofFloat(real), ofFloat(imaginary));
    }

    private static long pair(int high, int low) {
        return (long) high << 32 | Integer.toUnsignedLong(low ^ Integer.MIN_VALUE);
    }

    private static int ofFloat(float x) {
        return Float.isNaN(x) ? Integer.MAX_VALUE : flip(Float.floatToRawIntBits(x));
    }

    private static long ofDouble(double x) {
        return Double.isNaN(x) ? Long.MAX_VALUE : flip(Double.doubleToRawLongBits(x));
    }

    /** From a sign and a magnitude to two's complement and back. */
    private static int flip(int bits) {
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }

    private static long flip(long bits) {
        return bits ^ (bits >> 63 & Long.MAX_VALUE);
    }
}
