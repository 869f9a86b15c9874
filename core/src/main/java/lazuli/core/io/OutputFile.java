package lazuli.core.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file beside its place and moves it there when it is complete: readers see the former file or the new one, whole. */
final class OutputFile {
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
        Path partial = target.resolveSibling(".lazuli-" + UUID.randomUUID());
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

    private static void move(Path partial, Path target) throws IOException {
        try {
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException unsupported) {
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
