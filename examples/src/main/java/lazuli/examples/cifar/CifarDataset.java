package lazuli.examples.cifar;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import lazuli.examples.data.LabeledImages;
import lazuli.examples.data.Normalization;

/**
 * A CIFAR data set in memory.
 *
 * @param name what it is and, if it is not the official whole, that it is not
 * @param classNames a name for each label
 * @param training images to learn from, 32 x 32 x 3
 * @param test images to judge by, 32 x 32 x 3
 * @param normalization for the pixels of both
 */
public record CifarDataset(
        String name, List<String> classNames, LabeledImages training, LabeledImages test, Normalization normalization) {
    /**
     * Reads a release from a folder.
     *
     * @param directory the folder of the {@code .bin} files, or the one it lies in
     * @throws lazuli.examples.data.DataException if a file is missing, cut short or not what it should be
     */
    public static CifarDataset read(CifarRelease release, Path directory) {
        return new CifarReader(release, release.files().locate(directory)).read();
    }

    /** The same with at most {@code limit} training images, the first ones, and at most as many test images. */
    public CifarDataset limitedTo(int limit) {
        return new CifarDataset(name, classNames, training.first(limit), test.first(limit), normalization);
    }

    /** One line that says what this is and how much of it. */
    public String description() {
        return String.format(Locale.ROOT, "%s (%,d training, %,d test images)", name, training.count(), test.count());
    }
}
