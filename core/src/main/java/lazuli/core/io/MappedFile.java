package lazuli.core.io;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import lazuli.core.ArrayFileException;
import lazuli.core.memory.ForeignMemory;
import org.jspecify.annotations.Nullable;

/**
 * A file that arrays view. Whoever cuts it short takes the pages behind its new end away: a kernel in Java gets an {@link InternalError} there,
 * one in C ends the process. So the size is looked at before. A file that has been replaced under its name by another is none of
 * these: what was mapped stays.
 */
final class MappedFile implements ForeignMemory {
    /** How long kernels rely on the last look at the size, which costs as much as a small kernel. */
    private static final long TRUSTED_NANOSECONDS = 1_000_000;

    private final Path path;
    private final long size;
    private final @Nullable Object key;
    private volatile long lastLook = System.nanoTime();

    private MappedFile(Path path, long size, @Nullable Object key) {
        this.path = path;
        this.size = size;
        this.key = key;
    }

    /** Maps all of an open file. */
    static FileRegion map(Path path, FileChannel channel) throws IOException {
        Path absolute = path.toAbsolutePath();
        BasicFileAttributes named = Files.readAttributes(absolute, BasicFileAttributes.class);
        long size = channel.size();
        MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, Arena.ofAuto());
        return new FileRegion(bytes, new MappedFile(absolute, size, named.fileKey()));
    }

    @Override
    public void requireReadable() {
        long found = currentSize();
        if (found < size) {
            throw failure(found, new FormatException("ends early"));
        }
        lastLook = System.nanoTime();
    }

    @Override
    public void requireStillReadable() {
        if (System.nanoTime() - lastLook > TRUSTED_NANOSECONDS) {
            requireReadable();
        }
    }

    @Override
    public @Nullable RuntimeException unreadable(Throwable fault) {
        if (!(fault instanceof InternalError)) {
            return null;
        }
        long found = currentSize();
        return found < size
                ? failure(found, fault)
                : new ArrayFileException(path, "could not be read where it is mapped", fault);
    }

    private ArrayFileException failure(long found, Throwable cause) {
        return new ArrayFileException(
                path, "became shorter after it was loaded: %d bytes are %d now".formatted(size, found), cause);
    }

    /** That of the mapped file, as far as it is still the one of that name. */
    private long currentSize() {
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            return Objects.equals(found.fileKey(), key) ? found.size() : size;
        } catch (IOException deletedOrUnknown) {
            return size;
        }
    }
}
