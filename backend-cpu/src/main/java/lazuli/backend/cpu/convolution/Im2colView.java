package lazuli.backend.cpu.convolution;

import lazuli.backend.cpu.matmul.MatrixSource;
import lazuli.backend.cpu.memory.NativeMemory;

/**
 * The patches of a channels-last array as a matrix: a row for each window, a column for each tap and channel of a group.
 *
 * @param address the group's first channel of the first element
 * @param allChannels channels of the array
 * @param channels channels of the group
 */
record Im2colView(
        long address, int size, int allChannels, int channels, WindowAxis depth, WindowAxis height, WindowAxis width)
        implements MatrixSource {

    @Override
    public void copyBlock(long row, int rows, long column, int columns, long to, long toStride) {
        for (int i = 0; i < rows; i++) {
            long left = row + i;
            int x = (int) (left % width.windows());
            left /= width.windows();
            int y = (int) (left % height.windows());
            left /= height.windows();
            int z = (int) (left % depth.windows());
            copyPatch(left / depth.windows(), z, y, x, (int) column, columns, to + i * toStride);
        }
    }

    private void copyPatch(long image, int z, int y, int x, int column, int columns, long to) {
        int lineLength = width.taps() * channels;
        int line = column / lineLength;
        int start = column % lineLength;
        long target = to;
        int left = columns;
        while (left > 0) {
            int count = Math.min(lineLength - start, left);
            int atZ = depth.position(z, line / height.taps());
            int atY = height.position(y, line % height.taps());
            if (atZ < 0 || atY < 0) {
                NativeMemory.clear(target, (long) count * size);
            } else {
                long inputLine = (image * depth.input() + atZ) * height.input() + atY;
                copyLine(address + inputLine * width.input() * allChannels * size, x, start, count, target);
            }
            target += (long) count * size;
            left -= count;
            start = 0;
            line++;
        }
    }

    /** Copies {@code count} columns of one line of a patch, from column {@code start} of it. */
    private void copyLine(long from, int x, int start, int count, long to) {
        if (channels == allChannels && width.isDense()) {
            int shift = (x * width.stride() - width.padding()) * channels;
            int low = Math.clamp(-shift, start, start + count);
            int high = Math.clamp((long) width.input() * channels - shift, low, start + count);
            clear(to, low - start);
            if (high > low) {
                NativeMemory.copy(
                        from + (long) (low + shift) * size,
                        to + (long) (low - start) * size,
                        (long) (high - low) * size);
            }
            clear(to + (long) (high - start) * size, start + count - high);
            return;
        }
        int tap = start / channels;
        int channel = start % channels;
        long target = to;
        int left = count;
        while (left > 0) {
            int run = Math.min(channels - channel, left);
            int at = width.position(x, tap);
            if (at < 0) {
                clear(target, run);
            } else {
                NativeMemory.copy(from + ((long) at * allChannels + channel) * size, target, (long) run * size);
            }
            target += (long) run * size;
            left -= run;
            channel = 0;
            tap++;
        }
    }

    private void clear(long to, int count) {
        if (count > 0) {
            NativeMemory.clear(to, (long) count * size);
        }
    }
}
