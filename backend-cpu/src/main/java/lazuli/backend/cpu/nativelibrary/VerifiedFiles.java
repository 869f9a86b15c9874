package lazuli.backend.cpu.nativelibrary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which files of a private folder were found to have a digest, so that a start does not read 90 MB again. A line holds for the very file:
 * its inode, size and time of the last change, which nobody can set. Others cannot write to the folder, and so not to the list.
 */
record VerifiedFiles(Path list) {
    private static final String NAME = "verified";

    static VerifiedFiles in(Path folder) {
        return new VerifiedFiles(folder.resolve(NAME));
    }

    boolean contains(Path file, String digest) throws IOException {
        Optional<String> line = line(file, digest);
        return line.isPresent() && lines().contains(line.get());
    }

    void add(Path file, String digest) throws IOException {
        Optional<String> line = line(file, digest);
        if (line.isPresent()) {
            Files.writeString(
                    list,
                    line.get() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    LinkOption.NOFOLLOW_LINKS);
        }
    }

    private List<String> lines() throws IOException {
        if (!Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try {
            return Files.readAllLines(list);
        } catch (NoSuchFileException deleted) {
            return List.of();
        }
    }

    /** None where files have no such attributes, so that each start reads them, and for a file that is not there. */
    private static Optional<String> line(Path file, String digest) throws IOException {
        try {
            Map<String, Object> attributes =
                    Files.readAttributes(file, "unix:dev,ino,size,lastModifiedTime,ctime", LinkOption.NOFOLLOW_LINKS);
            return Optional.of(digest + " " + file.getFileName() + " " + new TreeMap<>(attributes));
        } catch (NoSuchFileException | UnsupportedOperationException | IllegalArgumentException noneOrNotUnix) {
            return Optional.empty();
        }
    }
}
