package lazuli.examples.data;

import java.util.function.IntFunction;

/** Makes any batch of one epoch; the same number gives the same batch on whatever thread it is made. */
final class BatchMaker implements IntFunction<Batch> {
    private final LabeledImages images;
    private final float[] normalized;
    private final BatchOptions options;
    private final int epoch;
    private final int[] order;

    BatchMaker(LabeledImages images, Normalization normalization, BatchOptions options, int epoch) {
        if (normalization.channels() != images.channels()) {
            throw new IllegalArgumentException("images have %d channels, their normalization %d"
                    .formatted(images.channels(), normalization.channels()));
        }
        this.images = images;
        this.normalized = normalization.table();
        this.options = options;
        this.epoch = epoch;
        this.order = order(images.count(), options, epoch);
    }

    /** How many batches the epoch has. */
    int count() {
        int full = order.length / options.batchSize();
        return options.dropLast() || full * options.batchSize() == order.length ? full : full + 1;
    }

    @Override
    public Batch apply(int number) {
        int first = number * options.batchSize();
        int size = Math.min(options.batchSize(), order.length - first);
        float[] values = new float[size * images.imageSize()];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            int image = order[first + i];
            labels[i] = images.labels()[image];
            var window = options.augment() ? CropAndFlip.draw(options.seed(), epoch, image) : CropAndFlip.NONE;
            write(image, window, values, i * images.imageSize());
        }
        return new Batch(values, labels, images.height(), images.width(), images.channels());
    }

    private void write(int image, CropAndFlip window, float[] values, int position) {
        int rowSize = images.width() * images.channels();
        for (int y = 0; y < images.height(); y++, position += rowSize) {
            int sourceRow = y + window.down();
            if (sourceRow < 0 || sourceRow >= images.height()) {
                writeBlack(values, position, images.width());
            } else {
                writeRow(image * images.imageSize() + sourceRow * rowSize, window, values, position);
            }
        }
    }

    private void writeRow(int source, CropAndFlip window, float[] values, int position) {
        int width = images.width();
        int channels = images.channels();
        int left = Math.max(0, -window.right());
        int end = Math.min(width, width - window.right());
        byte[] pixels = images.pixels();
        float[] table = normalized;
        int from = source + (left + window.right()) * channels;
        int step = window.mirrored() ? -channels : channels;
        int to = position + (window.mirrored() ? width - 1 - left : left) * channels;
        for (int x = left; x < end; x++, to += step) {
            for (int channel = 0; channel < channels; channel++) {
                values[to + channel] = table[(channel << 8) | (pixels[from++] & 255)];
            }
        }
        int blackBefore = window.mirrored() ? width - end : left;
        int blackAfter = window.mirrored() ? left : width - end;
        writeBlack(values, position, blackBefore);
        writeBlack(values, position + (width - blackAfter) * channels, blackAfter);
    }

    private void writeBlack(float[] values, int position, int count) {
        for (int x = 0; x < count; x++) {
            for (int channel = 0; channel < images.channels(); channel++) {
                values[position++] = normalized[channel << 8];
            }
        }
    }

    private static int[] order(int count, BatchOptions options, int epoch) {
        int[] order = new int[count];
        var random = RandomSource.of(options.seed(), epoch);
        for (int i = 0; i < count; i++) {
            int other = options.shuffle() ? random.nextInt(i + 1) : i;
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
