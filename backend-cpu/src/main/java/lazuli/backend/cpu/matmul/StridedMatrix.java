package lazuli.backend.cpu.matmul;

import lazuli.backend.cpu.memory.NativeMemory;

/**
 * A matrix in memory.
 *
 * @param address its first element
 * @param rowStride bytes from a row to the next
 * @param columnStride bytes from a column to the next
 * @param size bytes of an element
 */
public record StridedMatrix(long address, long rowStride, long columnStride, int size) implements MatrixSource {

    @Override
    public void copyBlock(long row, int rows, long column, int columns, long to, long toStride) {
        long from = address + row * rowStride + column * columnStride;
        if (columnStride == size || rows == 1 || Math.abs(columnStride) <= Math.abs(rowStride)) {
            for (int i = 0; i < rows; i++) {
                NativeMemory.move(from + i * rowStride, columnStride, to + i * toStride, size, columns, size);
            }
        } else {
            for (int j = 0; j < columns; j++) {
                NativeMemory.move(from + j * columnStride, rowStride, to + (long) j * size, toStride, rows, size);
            }
        }
    }

    /** The same matrix with rows and columns exchanged. */
    public StridedMatrix transposed() {
        return new StridedMatrix(address, columnStride, rowStride, size);
    }
}
