package lazuli.examples.cifar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lazuli.examples.data.DataException;
import lazuli.examples.data.LabeledImages;

/** Reads a release, or the beginning of one, from its folder. */
final class CifarReader {
    private static final int TRAINING_IMAGES = 50_000;
    private static final int TEST_IMAGES = 10_000;

    private final CifarRelease release;
    private final Path folder;

    CifarReader(CifarRelease release, Path folder) {
        this.release = release;
        this.folder = folder;
    }

    CifarDataset read() {
        var files = release.files();
        var classNames = readClassNames(folder.resolve(files.classNames()));
        var training = readImages(
                files.trainingIn(folder), TRAINING_IMAGES / files.training().size());
        var test = readImages(List.of(folder.resolve(files.test())), TEST_IMAGES);
        boolean whole = training.count() == TRAINING_IMAGES && test.count() == TEST_IMAGES;
        String name = whole ? release.title() : "part of " + release.title();
        return new CifarDataset(name, classNames, training, test, release.normalization());
    }

    private List<String> readClassNames(Path file) {
        try {
            var names = Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (names.size() != release.classes()) {
                throw new DataException(
                        file, "holds %d class names instead of %d".formatted(names.size(), release.classes()));
            }
            return names;
        } catch (IOException failure) {
            throw new DataException(file, failure);
        }
    }

    private LabeledImages readImages(List<Path> paths, int mostInFile) {
        var files = paths.stream()
                .map(path -> RecordFile.open(path, release, mostInFile))
                .toList();
        int count = files.stream().mapToInt(RecordFile::count).sum();
        byte[] pixels = new byte[count * RecordFile.IMAGE_SIZE];
        int[] labels = new int[count];
        int first = 0;
        for (var file : files) {
            file.readInto(pixels, labels, first);
            first += file.count();
        }
        return new LabeledImages(pixels, labels, RecordFile.SIDE, RecordFile.SIDE, RecordFile.CHANNELS);
    }
}
