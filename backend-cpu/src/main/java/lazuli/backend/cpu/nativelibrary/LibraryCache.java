package lazuli.backend.cpu.nativelibrary;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Copies of bundled files on disk, where the system's loader can reach them. Each set of files lives in a folder named by its
 * fingerprints, so versions do not meet. A copy appears under its name only when it is complete: any number of processes may
 * provide the same files at once, and a copy of the right size is a whole one.
 */
record LibraryCache(Path directory) {

    /** The paths of the copies, in the order of {@code files}; those not there yet are written. */
    List<Path> provide(String name, List<BundledFile> files) throws IOException {
        String fingerprints = files.stream().map(BundledFile::fingerprint).collect(Collectors.joining("-"));
        Path folder = directory.resolve(name + "-" + fingerprints);
        List<Path> copies = new ArrayList<>();
        for (BundledFile file : files) {
            Path copy = folder.resolve(file.name());
            if (!isComplete(copy, file)) {
                Files.createDirectories(folder);
                write(file, copy);
            }
            copies.add(copy);
        }
        return copies;
    }

    private static boolean isComplete(Path copy, BundledFile file) throws IOException {
        return Files.isRegularFile(copy) && Files.size(copy) == file.size();
    }

    private static void write(BundledFile file, Path copy) throws IOException {
        Path part = Files.createTempFile(copy.getParent(), file.name(), ".part");
        try {
            try (InputStream content = file.location().openStream()) {
                Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
            }
            if (!isComplete(part, file)) {
                throw new IOException(
                        "%s has %d bytes, %d were announced".formatted(file.location(), Files.size(part), file.size()));
            }
            Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Windows refuses to replace a library that another process, faster than this one, has already loaded.
            if (!isComplete(copy, file)) {
                throw e;
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
