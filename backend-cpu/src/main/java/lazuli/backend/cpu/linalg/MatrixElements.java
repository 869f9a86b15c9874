package lazuli.backend.cpu.linalg;

import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.DType;

/** Moves the elements of matrices between native memory and Java's doubles. */
final class MatrixElements {
    private MatrixElements() {}

    /** Reads {@code count} real elements. */
    static void load(DType dtype, long address, double[] to, int count) {
        if (dtype == DType.FLOAT64) {
            for (int i = 0; i < count; i++) {
                to[i] = NativeMemory.getDouble(address + 8L * i);
            }
        } else {
            for (int i = 0; i < count; i++) {
                to[i] = NativeMemory.getFloat(address + 4L * i);
            }
        }
    }

    /** Writes {@code count} real elements. */
    static void store(DType dtype, double[] from, long address, int count) {
        if (dtype == DType.FLOAT64) {
            for (int i = 0; i < count; i++) {
                NativeMemory.setDouble(address + 8L * i, from[i]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                NativeMemory.setFloat(address + 4L * i, (float) from[i]);
            }
        }
    }

    /** The real part of an element. */
    static double real(DType dtype, long address, long index) {
        return dtype == DType.FLOAT64
                ? NativeMemory.getDouble(address + 8 * index)
                : NativeMemory.getFloat(address + (dtype == DType.COMPLEX64 ? 8 : 4) * index);
    }

    /** The imaginary part of a complex64 element. */
    static double imaginary(long address, long index) {
        return NativeMemory.getFloat(address + 8 * index + 4);
    }

    /** Writes an element; a real one has no imaginary part. */
    static void set(DType dtype, long address, long index, double real, double imaginary) {
        switch (dtype) {
            case FLOAT64 -> NativeMemory.setDouble(address + 8 * index, real);
            case COMPLEX64 -> {
                NativeMemory.setFloat(address + 8 * index, (float) real);
                NativeMemory.setFloat(address + 8 * index + 4, (float) imaginary);
            }
            case FLOAT32, FLOAT16, BFLOAT16, BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64 ->
                NativeMemory.setFloat(address + 4 * index, (float) real);
        }
    }

    /** Whether no element is NaN or infinite. */
    static boolean areFinite(DType dtype, long address, long count) {
        double sum = 0;
        if (dtype == DType.FLOAT64) {
            for (long i = 0; i < count; i++) {
                sum += 0 * NativeMemory.getDouble(address + 8 * i);
            }
        } else {
            long floats = dtype == DType.COMPLEX64 ? 2 * count : count;
            for (long i = 0; i < floats; i++) {
                sum += 0 * NativeMemory.getFloat(address + 4 * i);
            }
        }
        return sum == 0;
    }

    /** Makes all elements NaN; integers stay as they are. */
    static void fillNaN(DType dtype, long address, long count) {
        if (dtype.isDifferentiable()) {
            for (long i = 0; i < count; i++) {
                set(dtype, address, i, Double.NaN, Double.NaN);
            }
        }
    }
}
