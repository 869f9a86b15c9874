package lazuli.examples.mnist;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lazuli.examples.data.Checksum;
import lazuli.examples.data.DataException;
import lazuli.examples.data.LabeledImages;
import lazuli.examples.data.Normalization;
import lazuli.examples.data.PublishedFiles;
import lazuli.examples.training.DownloadDisplay;

/**
 * The MNIST data set of handwritten digits by Yann LeCun, Corinna Cortes and Christopher Burges, or the 2,500 of its images that come with
 * the program.
 *
 * @param source what this is
 * @param training images to learn from, 28 x 28 x 1
 * @param test images to judge by
 */
public record Mnist(String source, LabeledImages training, LabeledImages test) {
    /** A name for each class. */
    public static final List<String> CLASSES =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();

    /** Mean and deviation of the pixels. */
    public static final Normalization NORMALIZATION = new Normalization(List.of(0.1307f), List.of(0.3081f));

    private static final String TRAINING = "train";
    private static final String TEST = "t10k";
    private static final PublishedFiles PUBLISHED = new PublishedFiles(
            "mnist",
            URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
            Map.of(
                    images(TRAINING), Checksum.md5("f68b3c2dcbeaaa9fbdd348bbdeb94873"),
                    labels(TRAINING), Checksum.md5("d53e105ee54ea40749a09fcbcd1e9432"),
                    images(TEST), Checksum.md5("9fb629c4189551a2d022fa330f9573f3"),
                    labels(TEST), Checksum.md5("ec29112dd5afa0611ce80d1b7f02629c")));

    /**
     * Opens the images.
     *
     * @param directory the folder of the official files; if empty, they are downloaded once, and if that fails, the excerpt takes their place
     * @param notices hears about the download and why it fails
     * @throws DataException if a file is missing, cut short or not what it should be
     */
    public static Mnist open(Optional<Path> directory, PrintStream notices) {
        return directory.map(given -> read(given.toString(), given)).orElseGet(() -> downloaded(notices));
    }

    private static Mnist downloaded(PrintStream notices) {
        Path folder;
        try (DownloadDisplay display = new DownloadDisplay("MNIST", notices)) {
            folder = PUBLISHED.download(display);
        } catch (DataException failure) {
            notices.println(
                    "MNIST cannot be downloaded, its embedded excerpt takes its place: " + failure.getMessage());
            return excerpt();
        }
        return read("MNIST", folder);
    }

    private static Mnist read(String source, Path folder) {
        return of(source, name -> {
            Path file = folder.resolve(name);
            return Files.newInputStream(file);
        });
    }

    /** The images that come with the program. */
    static Mnist excerpt() {
        return of("embedded MNIST excerpt", name -> {
            InputStream stream = Mnist.class.getResourceAsStream(name);
            if (stream == null) {
                throw new IllegalStateException("the program was packed without its resource " + name);
            }
            return stream;
        });
    }

    private static Mnist of(String source, Opener opener) {
        return new Mnist(source, read(source, TRAINING, opener), read(source, TEST, opener));
    }

    private static LabeledImages read(String source, String part, Opener opener) {
        IdxFile images = read(source, images(part), 3, opener);
        IdxFile labels = read(source, labels(part), 1, opener);
        int[] shape = images.shape();
        if (shape[0] != labels.shape()[0]) {
            throw new DataException(
                    source, "%s has %d images but %d labels".formatted(part, shape[0], labels.shape()[0]));
        }
        int[] classes = new int[shape[0]];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = labels.bytes()[i] & 255;
            if (classes[i] >= CLASSES.size()) {
                throw new DataException(source, "%s has a label %d".formatted(part, classes[i]));
            }
        }
        return new LabeledImages(images.bytes(), classes, shape[1], shape[2], 1);
    }

    private static IdxFile read(String source, String name, int dimensions, Opener opener) {
        try (InputStream stream = opener.open(name)) {
            return IdxFile.read(stream, dimensions);
        } catch (NoSuchFileException missing) {
            throw new DataException(source, "has no file " + name);
        } catch (EOFException cut) {
            throw new DataException(source, name + " is cut short");
        } catch (IOException damaged) {
            throw new DataException(source, name + " " + damaged.getMessage());
        }
    }

    private static String images(String part) {
        return part + "-images-idx3-ubyte.gz";
    }

    private static String labels(String part) {
        return part + "-labels-idx1-ubyte.gz";
    }

    /** One line that says what this is and how much of it. */
    public String description() {
        return String.format(Locale.ROOT, "%s (%,d training, %,d test images)", source, training.count(), test.count());
    }

    /** Opens a file by name. */
    @FunctionalInterface
    private interface Opener {
        InputStream open(String name) throws IOException;
    }
}
