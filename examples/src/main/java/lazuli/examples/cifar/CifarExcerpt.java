package lazuli.examples.cifar;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import lazuli.examples.data.LabeledImages;

/**
 * The data set that comes with the program: 6,000 images of CIFAR-10 as JPEG files in a resource.
 *
 * <p>The images are from Alex Krizhevsky's CIFAR-10 ("Learning Multiple Layers of Features from Tiny Images", 2009), 500
 * training and 100 test images of each class, after one JPEG round trip.
 *
 * <p>The resource is a gzip stream of entries: a byte that is 0 for training and 1 for test images, the label byte, the
 * length as a big-endian int, the JPEG file.
 */
final class CifarExcerpt {
    private static final String RESOURCE = "cifar10-excerpt.gz";
    private static final List<String> CLASS_NAMES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    private CifarExcerpt() {}

    static CifarDataset load() {
        var training = new ArrayList<Entry>();
        var test = new ArrayList<Entry>();
        try (var stream = new DataInputStream(new GZIPInputStream(resource(), 1 << 16))) {
            for (int split; (split = stream.read()) >= 0; ) {
                var entry = new Entry(stream.readByte(), stream.readNBytes(stream.readInt()));
                (split == 0 ? training : test).add(entry);
            }
        } catch (IOException damaged) {
            throw new UncheckedIOException(RESOURCE, damaged);
        }
        return new CifarDataset(
                "embedded CIFAR-10 excerpt",
                CLASS_NAMES,
                decode(training),
                decode(test),
                CifarRelease.CIFAR10.normalization());
    }

    private static InputStream resource() {
        var stream = CifarExcerpt.class.getResourceAsStream(RESOURCE);
        if (stream == null) {
            throw new IllegalStateException("the program was packed without its resource " + RESOURCE);
        }
        return stream;
    }

    private static LabeledImages decode(List<Entry> entries) {
        byte[] pixels = new byte[entries.size() * RecordFile.IMAGE_SIZE];
        IntStream.range(0, entries.size())
                .parallel()
                .forEach(i -> entries.get(i).decodeInto(pixels, i * RecordFile.IMAGE_SIZE));
        int[] labels = entries.stream().mapToInt(Entry::label).toArray();
        return new LabeledImages(pixels, labels, RecordFile.SIDE, RecordFile.SIDE, RecordFile.CHANNELS);
    }

    @SuppressWarnings("ArrayRecordComponent") // two entries are never compared
    private record Entry(byte label, byte[] jpeg) {
        void decodeInto(byte[] pixels, int position) {
            for (int rgb : read().getRGB(0, 0, RecordFile.SIDE, RecordFile.SIDE, null, 0, RecordFile.SIDE)) {
                pixels[position++] = (byte) (rgb >> 16);
                pixels[position++] = (byte) (rgb >> 8);
                pixels[position++] = (byte) rgb;
            }
        }

        private BufferedImage read() {
            try {
                // A stream of our own: around any other ImageIO makes one with a temporary file. It closes this one.
                return ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg)));
            } catch (IOException damaged) {
                throw new UncheckedIOException(RESOURCE, damaged);
            }
        }
    }
}
