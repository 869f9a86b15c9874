package lazuli.examples.cifar;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Wrote the resource {@code cifar10-excerpt.gz}: from an archive of all CIFAR-10 images in the same format, the first 500
 * training and the first 100 test images of each class.
 *
 * <p>Usage: {@code java CifarExcerptWriter.java ARCHIVE EXCERPT}
 */
final class CifarExcerptWriter {
    private static final int CLASSES = 10;
    private static final int[] IMAGES_OF_A_CLASS = {500, 100};

    private CifarExcerptWriter() {}

    public static void main(String[] arguments) throws IOException {
        int[][] written = new int[IMAGES_OF_A_CLASS.length][CLASSES];
        try (var archive = new DataInputStream(
                        new BufferedInputStream(new GZIPInputStream(Files.newInputStream(Path.of(arguments[0])))));
                var excerpt = new DataOutputStream(smallest(Files.newOutputStream(Path.of(arguments[1]))))) {
            for (int split; (split = archive.read()) >= 0; ) {
                int label = archive.readByte();
                byte[] jpeg = archive.readNBytes(archive.readInt());
                if (written[split][label]++ < IMAGES_OF_A_CLASS[split]) {
                    excerpt.writeByte(split);
                    excerpt.writeByte(label);
                    excerpt.writeInt(jpeg.length);
                    excerpt.write(jpeg);
                }
            }
        }
    }

    private static OutputStream smallest(OutputStream file) throws IOException {
        return new GZIPOutputStream(file, 1 << 16) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        };
    }
}
