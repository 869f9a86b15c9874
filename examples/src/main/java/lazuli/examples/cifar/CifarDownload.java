package lazuli.examples.cifar;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import lazuli.examples.data.Checksum;
import lazuli.examples.data.DataException;
import lazuli.examples.data.Download;
import lazuli.examples.data.DownloadListener;
import lazuli.examples.data.TarGz;
import lazuli.examples.data.UserCache;

/** Gets a release from its home on the network into the user's cache, once. */
final class CifarDownload {
    /** System property with the address of a folder to download from instead of the official one. */
    static final String MIRROR = "lazuli.examples.cifar.mirror";

    private static final String HOME = "https://www.cs.toronto.edu/~kriz";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CifarRelease release;
    private final Path cache;
    private final Download download;

    CifarDownload(CifarRelease release, DownloadListener listener) {
        this(release, release.checksum(), UserCache.folder().resolve("cifar"), PATIENCE, listener);
    }

    CifarDownload(CifarRelease release, Checksum checksum, Path cache, Duration patience, DownloadListener listener) {
        this.release = release;
        this.cache = cache;
        var folder = URI.create(System.getProperty(MIRROR, HOME).replaceFirst("/*$", "/"));
        this.download = new Download(folder.resolve(release.archive()), checksum, patience, listener);
    }

    /** Whether the release is in the cache. */
    boolean isDone() {
        return Files.isDirectory(folder());
    }

    /** Where the release is in the cache, once it is there. */
    Path folder() {
        return cache.resolve(release.files().folder());
    }

    /**
     * Downloads and unpacks the release unless it is in the cache. Programs that want the same release take turns.
     *
     * @return its folder
     * @throws DataException if it cannot be had
     */
    Path get() {
        synchronized (CifarDownload.class) {
            try {
                Files.createDirectories(cache);
                try (var lock = FileChannel.open(
                        cache.resolve(release.archive() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
                    lock.lock();
                    if (!isDone()) {
                        downloadAndUnpack();
                    }
                }
            } catch (IOException failure) {
                throw new DataException(cache, failure);
            }
            return folder();
        }
    }

    private void downloadAndUnpack() throws IOException {
        Path archive = cache.resolve(release.archive());
        Path unpacking = cache.resolve(release.archive() + ".unpacking");
        download.to(archive);
        delete(unpacking);
        try {
            TarGz.unpack(archive, unpacking);
            Path unpacked = unpacking.resolve(release.files().folder());
            var missing = release.files().missingIn(unpacked);
            if (!missing.isEmpty()) {
                throw new DataException(archive, "lacks " + String.join(", ", missing));
            }
            Files.move(unpacked, folder(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(unpacking);
        }
        Files.delete(archive);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
