package lazuli.backend.cpu.nativelibrary;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Copies of bundled files on disk, where the system's loader can reach them, in a folder that is this user's alone. Each set of files lies
 * in a folder named by its fingerprints, so versions do not meet. A copy appears under its name only when it is complete: any number of
 * processes may provide the same files at once. A copy counts if its SHA-256 is that of the bundled file; any other is replaced.
 */
record LibraryCache(Path directory) {
    private static final String PART = ".part";

    /** How old a partial copy has to be to be one that its process left behind. */
    private static final Duration LEFT_BEHIND = Duration.ofHours(1);

    /** The paths of the copies, in the order of {@code files}; those not there yet are written. */
    List<Path> provide(String name, List<BundledFile> files) throws IOException {
        String fingerprints = files.stream().map(BundledFile::fingerprint).collect(Collectors.joining("-"));
        PrivateFolder.open(directory);
        Path folder = PrivateFolder.open(directory.resolve(name + "-" + fingerprints));
        VerifiedFiles verified = VerifiedFiles.in(folder);
        List<Path> copies = new ArrayList<>();
        for (BundledFile file : files) {
            Path copy = folder.resolve(file.name());
            if (!verified.contains(copy, file.digest())) {
                if (!isWhole(copy, file)) {
                    deleteLeftBehind(folder);
                    write(file, copy);
                }
                verified.add(copy, file.digest());
            }
            copies.add(copy);
        }
        return copies;
    }

    private static boolean isWhole(Path copy, BundledFile file) throws IOException {
        if (!Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS) || Files.size(copy) != file.size()) {
            return false;
        }
        try (InputStream content = Files.newInputStream(copy, LinkOption.NOFOLLOW_LINKS)) {
            return BundledFile.digest(content).equals(file.digest());
        }
    }

    private static void deleteLeftBehind(Path folder) throws IOException {
        FileTime limit = FileTime.from(Instant.now().minus(LEFT_BEHIND));
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*" + PART)) {
            for (Path part : parts) {
                try {
                    if (Files.getLastModifiedTime(part, LinkOption.NOFOLLOW_LINKS)
                                    .compareTo(limit)
                            < 0) {
                        PrivateFolder.delete(part);
                    }
                } catch (NoSuchFileException finished) {
                    // Another process has moved it to its place.
                }
            }
        }
    }

    private static void write(BundledFile file, Path copy) throws IOException {
        Path part = Files.createTempFile(copy.getParent(), file.name(), PART);
        try {
            try (InputStream content = file.location().openStream()) {
                Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
            }
            if (!isWhole(part, file)) {
                throw new IOException("%s does not have the content that was announced, %d bytes of SHA-256 %s"
                        .formatted(file.location(), file.size(), file.digest()));
            }
            if (Files.isDirectory(copy, LinkOption.NOFOLLOW_LINKS)) {
                PrivateFolder.delete(copy);
            }
            Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Windows refuses to replace a library that another process, faster than this one, has already loaded.
            if (!isWhole(copy, file)) {
                throw e;
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
