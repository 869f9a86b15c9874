package lazuli.examples.cifar;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import lazuli.examples.data.DataException;
import lazuli.examples.training.DownloadDisplay;

/** Where the trainer's data comes from: a folder that is named, the cache, the network, or at last the program itself. */
final class CifarSource {
    private CifarSource() {}

    /**
     * Opens a data set.
     *
     * @param directory where it is; if empty, it is downloaded once, and if that fails, CIFAR-10 is replaced by the excerpt
     *     that comes with the program
     * @param notices hears about downloads and why they fail
     * @throws DataException if there is no such data, or it is damaged
     */
    static CifarDataset open(CifarRelease release, Optional<Path> directory, PrintStream notices) {
        return directory.map(given -> CifarDataset.read(release, given)).orElseGet(() -> downloaded(release, notices));
    }

    private static CifarDataset downloaded(CifarRelease release, PrintStream notices) {
        Path folder;
        try (var display = new DownloadDisplay(release.title(), notices)) {
            folder = new CifarDownload(release, display).get();
        } catch (DataException failure) {
            return insteadOf(release, failure, notices);
        }
        return CifarDataset.read(release, folder);
    }

    private static CifarDataset insteadOf(CifarRelease release, DataException failure, PrintStream notices) {
        return switch (release) {
            case CIFAR10 -> {
                notices.println(
                        "CIFAR-10 cannot be downloaded, its embedded excerpt takes its place: " + failure.getMessage());
                yield CifarExcerpt.load();
            }
            case CIFAR100 ->
                throw new DataException(
                        "CIFAR-100",
                        "cannot be downloaded, name the folder of its binary release with --data-dir: "
                                + failure.getMessage());
        };
    }
}
