package lazuli.backend.cpu.nativelibrary;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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

    /** The paths of the copies, in the order of {@code files}; those not there yet are written. */
    List<Path> provide(String name, List<BundledFile> files) throws IOException {
        String fingerprints = files.stream().map(BundledFile::fingerprint).collect(Collectors.joining("-"));
        PrivateFolder.open(directory);
        Path folder = directory.resolve(name + "-" + fingerprints);
        try {
            return provide(folder, files);
        } catch (NoSuchFileException clearedMeanwhile) {
            return provide(folder, files);
        }
    }

    private List<Path> provide(Path folder, List<BundledFile> files) throws IOException {
        PrivateFolder.open(folder);
        Leftovers.use(folder);
        Leftovers.deleteParts(folder, "*" + PART);
        Leftovers.deleteParts(folder, PrivateFolder.PROBES);
        boolean isNew = false;
        VerifiedFiles verified = VerifiedFiles.in(folder);
        List<Path> copies = new ArrayList<>();
        for (BundledFile file : files) {
            Path copy = folder.resolve(file.name());
            if (!verified.contains(copy, file.digest())) {
                if (!isWhole(copy, file)) {
                    write(file, copy);
                    isNew = true;
                }
                verified.add(copy, file.digest());
            }
            copies.add(copy);
        }
        if (isNew) {
            Leftovers.deleteVersions(directory, folder);
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

    private static void write(BundledFile file, Path copy) throws IOException {
        Path part = Files.createTempFile(copy.getParent(), file.name(), PART);
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                    InputStream content = file.location().openStream()) {
                Leftovers.lock(channel);
                content.transferTo(Channels.newOutputStream(channel));
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
