package lazuli.core.io;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A file in a zip archive.
 *
 * @param data as it lies in the archive
 * @param size of the data once inflated
 * @param checksum CRC-32 of the inflated data
 * @param obstacle why the data cannot be read; null if it can
 */
record ZipMember(
        String name,
        FileRegion data,
        boolean deflated,
        long size,
        long checksum,
        @Nullable String obstacle) {
    private static final int CHUNK = 1 << 18;

    /** What may be taken beyond the file's size on its mere word. */
    private static final long TRUSTED = 16 << 20;

    /** The member's bytes; those of a deflated one come with checks as they are read, those of a stored one are checked here. */
    ArraySource open() throws FormatException {
        requireReadable();
        if (deflated) {
            if (size > data.size() + TRUSTED) {
                InflatingSource.check(this);
            }
            return new InflatingSource(this);
        }
        CRC32 found = new CRC32();
        for (long offset = 0; offset < data.size(); offset += CHUNK) {
            ByteBuffer chunk = data.slice(offset, Math.min(CHUNK, data.size() - offset))
                    .bytes()
                    .asByteBuffer();
            found.update(chunk);
        }
        requireChecksum(found);
        return ArraySource.of(data);
    }

    void requireReadable() throws UnsupportedException {
        if (obstacle != null) {
            throw new UnsupportedException(obstacle);
        }
    }

    /** Whether it stands for a folder, as archives that were not written by NumPy have them. */
    boolean isFolder() {
        return name.endsWith("/") && size == 0;
    }

    void requireChecksum(CRC32 found) throws FormatException {
        if (found.getValue() != checksum) {
            throw new FormatException("the data does not have the checksum that the archive gives");
        }
    }
}
