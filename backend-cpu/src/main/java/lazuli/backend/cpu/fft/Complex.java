package lazuli.backend.cpu.fft;

import lazuli.backend.cpu.memory.NativeMemory;

/** Complex numbers in memory: a float for the real part, then one for the imaginary part. */
final class Complex {
    static final int BYTES = 2 * Float.BYTES;

    /** Numbers of a cache line, which a transposition takes together. */
    private static final int BLOCK = 8;

    private Complex() {}

    static float real(long address) {
        return NativeMemory.getFloat(address);
    }

    static float imaginary(long address) {
        return NativeMemory.getFloat(address + Float.BYTES);
    }

    static void set(long address, float real, float imaginary) {
        NativeMemory.setFloat(address, real);
        NativeMemory.setFloat(address + Float.BYTES, imaginary);
    }

    /** Stores a matrix's columns as rows; {@code fromStride} and {@code toStride} are bytes from row to row. */
    static void transpose(long from, long fromStride, long to, long toStride, int rows, int columns) {
        int whole = columns / BLOCK * BLOCK;
        for (int column = 0; column < whole; column += BLOCK) {
            long source = from + (long) column * BYTES;
            long target = to + column * toStride;
            for (int row = 0; row < rows; row++) {
                moveBlock(source + row * fromStride, target + (long) row * BYTES, toStride);
            }
        }
        for (int column = whole; column < columns; column++) {
            long source = from + (long) column * BYTES;
            NativeMemory.move(source, fromStride, to + column * toStride, BYTES, rows, BYTES);
        }
    }

    /** Eight moves without a loop, which would take longer than these. */
    private static void moveBlock(long from, long to, long toStride) {
        move(from, to);
        move(from + BYTES, to + toStride);
        move(from + 2 * BYTES, to + 2 * toStride);
        move(from + 3 * BYTES, to + 3 * toStride);
        move(from + 4 * BYTES, to + 4 * toStride);
        move(from + 5 * BYTES, to + 5 * toStride);
        move(from + 6 * BYTES, to + 6 * toStride);
        move(from + 7 * BYTES, to + 7 * toStride);
    }

    private static void move(long from, long to) {
        NativeMemory.setLong(to, NativeMemory.getLong(from));
    }
}
