package lazuli.backend.cpu.convolution;

import lazuli.backend.cpu.matmul.MatrixSource;
import lazuli.backend.cpu.memory.NativeMemory;

/**
 * A group's weights (outputs, taps, channels) as a matrix with a row for each tap and output and a column for each channel.
 *
 * @param address the group's first weight
 */
record WeightsByTap(long address, int size, int outputs, int taps, int channels) implements MatrixSource {

    @Override
    public void copyBlock(long row, int rows, long column, int columns, long to, long toStride) {
        for (int i = 0; i < rows; i++) {
            long tap = (row + i) / outputs;
            long output = (row + i) % outputs;
            long from = address + ((output * taps + tap) * channels + column) * size;
            NativeMemory.copy(from, to + i * toStride, (long) columns * size);
        }
    }
}
