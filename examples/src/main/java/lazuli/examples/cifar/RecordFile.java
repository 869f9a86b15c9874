package lazuli.examples.cifar;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lazuli.examples.cifar.CifarRelease.LabelByte;
import lazuli.examples.data.DataException;

/**
 * A file of records: label bytes, then 1024 red, 1024 green and 1024 blue values, each row by row.
 *
 * @param path where the file is
 * @param labels the labels that a record begins with; the last one is the class
 * @param count how many records there are
 */
record RecordFile(Path path, List<LabelByte> labels, int count) {
    static final int SIDE = 32;
    static final int CHANNELS = 3;
    static final int PLANE_SIZE = SIDE * SIDE;
    static final int IMAGE_SIZE = CHANNELS * PLANE_SIZE;
    private static final int BUFFER = 1 << 16;

    /** @throws DataException if the file is missing, is not a whole number of records, or has more than {@code most} */
    static RecordFile open(Path path, CifarRelease release, int most) {
        int recordSize = release.labels().size() + IMAGE_SIZE;
        try {
            long size = Files.size(path);
            long count = size / recordSize;
            if (size == 0 || size % recordSize != 0) {
                throw new DataException(
                        path,
                        "truncated, or no %s file: %d bytes are not a whole number of %d-byte records"
                                .formatted(release.title(), size, recordSize));
            }
            if (count > most) {
                throw new DataException(
                        path, "holds %d images, more than the %d of %s".formatted(count, most, release.title()));
            }
            return new RecordFile(path, release.labels(), (int) count);
        } catch (IOException failure) {
            throw new DataException(path, failure);
        }
    }

    /**
     * Reads all records.
     *
     * @param pixels gets the images in NHWC order
     * @param classes gets the class of each image
     * @param first where in these the first record goes, in images
     * @throws DataException if a label is out of range or the file cannot be read to its end
     */
    void readInto(byte[] pixels, int[] classes, int first) {
        int recordSize = labels.size() + IMAGE_SIZE;
        byte[] record = new byte[recordSize];
        try (var bytes = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
            for (int number = 0; number < count; number++) {
                if (bytes.readNBytes(record, 0, recordSize) < recordSize) {
                    throw new DataException(path, "ends within record " + number);
                }
                classes[first + number] = label(record, number);
                interleave(record, pixels, (first + number) * IMAGE_SIZE);
            }
        } catch (IOException failure) {
            throw new DataException(path, failure);
        }
    }

    private int label(byte[] record, int number) {
        for (int i = 0; i < labels.size(); i++) {
            int value = record[i] & 255;
            if (value >= labels.get(i).count()) {
                throw new DataException(
                        path,
                        "%s %d of record %d is not in 0..%d"
                                .formatted(
                                        labels.get(i).name(),
                                        value,
                                        number,
                                        labels.get(i).count() - 1));
            }
        }
        return record[labels.size() - 1];
    }

    private void interleave(byte[] record, byte[] pixels, int position) {
        int red = labels.size();
        int green = red + PLANE_SIZE;
        int blue = green + PLANE_SIZE;
        for (int pixel = 0; pixel < PLANE_SIZE; pixel++) {
            pixels[position++] = record[red + pixel];
            pixels[position++] = record[green + pixel];
            pixels[position++] = record[blue + pixel];
        }
    }
}
