package lazuli.core.io;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import lazuli.core.ArgumentException;

/**
 * Opens files. Small ones are read; large ones are mapped, so that arrays can view them. The mapping goes when the last array that
 * views it has been collected. With {@code -Dlazuli.load=copy} large ones are read, too: nobody can take them away then.
 */
final class InputFile {
    /** Where the cost of a mapping is less than that of a copy. */
    private static final long MAPPED_FROM = 1L << 20;

    /** Whether large files are mapped or copied; looked at for each file. */
    private static final String PROPERTY = "lazuli.load";

    private InputFile() {}

    static FileRegion open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new FormatException("is a directory");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new FormatException("is not a regular file");
        }
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            long size = channel.size();
            if (size < MAPPED_FROM) {
                ByteBuffer read = ByteBuffer.allocate((int) size);
                readFully(channel, read);
                return new FileRegion(MemorySegment.ofArray(read.array()));
            }
            if (channel instanceof FileChannel file && isToBeMapped()) {
                return MappedFile.map(path, file);
            }
            return new FileRegion(readNative(channel, size));
        }
    }

    private static boolean isToBeMapped() {
        String word = System.getProperty(PROPERTY, "map");
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "map" -> true;
            case "copy" -> false;
            default -> throw new ArgumentException("load", "%s is %s; it may be map or copy", PROPERTY, word);
        };
    }

    /** Also for file systems whose files cannot be mapped, a zip file's for example. */
    private static MemorySegment readNative(SeekableByteChannel channel, long size) throws IOException {
        MemorySegment all = Arena.ofAuto().allocate(size, Long.BYTES);
        for (long offset = 0; offset < size; offset += MAPPED_FROM) {
            readFully(
                    channel,
                    all.asSlice(offset, Math.min(MAPPED_FROM, size - offset)).asByteBuffer());
        }
        return all;
    }

    private static void readFully(SeekableByteChannel channel, ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            if (channel.read(target) < 0) {
                throw new FormatException("became shorter while it was read");
            }
        }
    }
}
