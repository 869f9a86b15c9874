package lazuli.core.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/** Writes a file beside its place and moves it there when it is complete: readers see the former file or the new one, whole. */
final class OutputFile {
    private static final String PREFIX = ".lazuli-";
    private static final Pattern PARTIAL =
            Pattern.compile(Pattern.quote(PREFIX) + "\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /** A file that is being written changes; one that has not for so long was left by a process that was killed. */
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    private OutputFile() {}

    /** What writes the contents. */
    interface Body {
        void write(WritableByteChannel channel) throws IOException;
    }

    static void write(Path path, Body body) throws IOException {
        if (Files.isDirectory(path)) {
            throw new FormatException("is a directory");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new FormatException("is not a regular file");
        }
        Path target = Files.exists(path) ? path.toRealPath() : path;
        deleteLeftovers(target.resolveSibling(""));
        Path partial = target.resolveSibling(PREFIX + UUID.randomUUID());
        try {
            try (SeekableByteChannel channel =
                    Files.newByteChannel(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                body.write(channel);
                if (channel instanceof FileChannel file) {
                    file.force(true);
                }
            }
            move(partial, target);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** Clears what killed processes left where a file is to be written. Whatever cannot be cleared is left. */
    private static void deleteLeftovers(Path folder) {
        FileTime limit = FileTime.from(Instant.now().minus(LEFT_BEHIND));
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path partial : found) {
                if (PARTIAL.matcher(partial.getFileName().toString()).matches()
                        && Files.isRegularFile(partial, LinkOption.NOFOLLOW_LINKS)
                        && Files.getLastModifiedTime(partial, LinkOption.NOFOLLOW_LINKS)
                                        .compareTo(limit)
                                < 0) {
                    Files.deleteIfExists(partial);
                }
            }
        } catch (IOException | DirectoryIteratorException notOurs) {
            // Saving goes on: it may be allowed where listing or deleting is not.
        }
    }

    private static void move(Path partial, Path target) throws IOException {
        try {
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException unsupported) {
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
