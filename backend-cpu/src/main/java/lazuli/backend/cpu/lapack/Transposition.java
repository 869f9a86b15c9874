package lazuli.backend.cpu.lapack;

import lazuli.backend.cpu.memory.NativeMemory;

/** Moves matrices between row-major and column-major order, in tiles that stay in the first cache. */
final class Transposition {
    private static final int TILE = 32;

    private Transposition() {}

    /** Copies a row-major (rows, columns) of elements of {@code size} bytes to its row-major transpose. */
    static void copy(int size, long from, int rows, int columns, long to) {
        for (int row = 0; row < rows; row += TILE) {
            int rowEnd = Math.min(rows, row + TILE);
            for (int column = 0; column < columns; column += TILE) {
                int columnEnd = Math.min(columns, column + TILE);
                if (size == Float.BYTES) {
                    narrow(from, to, row, rowEnd, column, columnEnd, rows, columns);
                } else {
                    wide(from, to, row, rowEnd, column, columnEnd, rows, columns);
                }
            }
        }
    }

    private static void narrow(
            long from, long to, int row, int rowEnd, int column, int columnEnd, long rows, long columns) {
        for (int i = row; i < rowEnd; i++) {
            for (int j = column; j < columnEnd; j++) {
                NativeMemory.setInt(to + 4 * (j * rows + i), NativeMemory.getInt(from + 4 * (i * columns + j)));
            }
        }
    }

    private static void wide(
            long from, long to, int row, int rowEnd, int column, int columnEnd, long rows, long columns) {
        for (int i = row; i < rowEnd; i++) {
            for (int j = column; j < columnEnd; j++) {
                NativeMemory.setLong(to + 8 * (j * rows + i), NativeMemory.getLong(from + 8 * (i * columns + j)));
            }
        }
    }

    /** Sets what lies beside a triangle of a row-major (rows, columns) to zero. */
    static void clearBeside(boolean upper, int size, long address, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            int start = upper ? 0 : Math.min(columns, row + 1);
            int end = upper ? Math.min(columns, row) : columns;
            NativeMemory.clear(address + size * ((long) row * columns + start), (long) size * (end - start));
        }
    }
}
