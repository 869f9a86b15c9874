package lazuli.backend.cpu;

import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.backend.Tensor;

/** Reads and writes single elements of tensors, slowly and plainly: what tests compare kernels with. */
public final class Elements {
    private Elements() {}

    /** The address of the element at {@code index}. */
    public static long address(Tensor tensor, int... index) {
        long at = tensor.offset();
        for (int i = 0; i < index.length; i++) {
            at += index[i] * tensor.strides()[i];
        }
        return tensor.buffer().address() + at * tensor.dtype().size();
    }

    /** The element at {@code index} as a double; the real part of a complex one; 64-bit integers round. */
    public static double get(Tensor tensor, int... index) {
        long at = address(tensor, index);
        return switch (tensor.dtype()) {
            case BOOL, UINT8 -> NativeMemory.getByte(at) & 0xFF;
            case INT8 -> NativeMemory.getByte(at);
            case UINT16 -> NativeMemory.getShort(at) & 0xFFFF;
            case INT16 -> NativeMemory.getShort(at);
            case UINT32 -> NativeMemory.getInt(at) & 0xFFFF_FFFFL;
            case INT32 -> NativeMemory.getInt(at);
            case UINT64 -> unsigned(NativeMemory.getLong(at));
            case INT64 -> NativeMemory.getLong(at);
            case FLOAT16 -> Float.float16ToFloat(NativeMemory.getShort(at));
            case BFLOAT16 -> Float.intBitsToFloat(NativeMemory.getShort(at) << 16);
            case FLOAT32, COMPLEX64 -> NativeMemory.getFloat(at);
            case FLOAT64 -> NativeMemory.getDouble(at);
        };
    }

    /** Stores {@code value}, converted; as the real part of a complex element. */
    public static void set(Tensor tensor, double value, int... index) {
        long at = address(tensor, index);
        switch (tensor.dtype()) {
            case BOOL, UINT8, INT8 -> NativeMemory.setByte(at, (byte) (long) value);
            case UINT16, INT16 -> NativeMemory.setShort(at, (short) (long) value);
            case UINT32, INT32 -> NativeMemory.setInt(at, (int) (long) value);
            case UINT64, INT64 -> NativeMemory.setLong(at, (long) value);
            case FLOAT16 -> NativeMemory.setShort(at, Float.floatToFloat16((float) value));
            case BFLOAT16 -> NativeMemory.setShort(at, (short) (Float.floatToRawIntBits((float) value) >>> 16));
            case FLOAT32, COMPLEX64 -> NativeMemory.setFloat(at, (float) value);
            case FLOAT64 -> NativeMemory.setDouble(at, value);
        }
    }

    /** The imaginary part of a complex element. */
    public static double imaginary(Tensor tensor, int... index) {
        return NativeMemory.getFloat(address(tensor, index) + Float.BYTES);
    }

    private static double unsigned(long bits) {
        double half = (bits >>> 1) * 2.0;
        return half + (bits & 1);
    }
}
