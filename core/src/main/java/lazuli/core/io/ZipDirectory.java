package lazuli.core.io;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The directory at the end of a zip archive. It is checked as a whole before anything is read: members lie within the file and do not
 * overlap, so that a small file cannot promise the same bytes many times.
 */
final class ZipDirectory {
    private static final long END_MAGIC = 0x06054b50L;
    private static final long ENTRY_MAGIC = 0x02014b50L;
    private static final long LOCATOR_64_MAGIC = 0x07064b50L;
    private static final long END_64_MAGIC = 0x06064b50L;
    private static final int END_SIZE = 22;
    private static final int LOCATOR_64_SIZE = 20;
    private static final int ENTRY_SIZE = 46;
    private static final int LONGEST_COMMENT = 0xffff;

    private final FileRegion file;
    private long start;
    private long size;
    private long count;

    private ZipDirectory(FileRegion file) {
        this.file = file;
    }

    /** Whether the file begins like an archive: with a member, or with the end of an empty directory. */
    static boolean looksLike(FileRegion file) throws FormatException {
        long magic = file.size() < Integer.BYTES ? 0 : file.unsignedInt(0);
        return magic == ZipDirectoryEntry.LOCAL_MAGIC || magic == END_MAGIC;
    }

    /** The members in the order of the directory. */
    static List<ZipMember> read(FileRegion file) throws FormatException {
        ZipDirectory directory = new ZipDirectory(file);
        directory.locate();
        return ZipDirectoryEntry.members(file, directory.entries(), directory.start);
    }

    private void locate() throws FormatException {
        long end = findEnd();
        if (file.unsignedShort(end + 4) != 0 || file.unsignedShort(end + 6) != 0) {
            throw new FormatException("the zip archive has several parts");
        }
        count = file.unsignedShort(end + 10);
        size = file.unsignedInt(end + 12);
        start = file.unsignedInt(end + 16);
        long directoryEnd = end;
        long locator = end - LOCATOR_64_SIZE;
        if (locator >= 0 && file.unsignedInt(locator) == LOCATOR_64_MAGIC) {
            directoryEnd = file.number(locator + 8);
            if (file.unsignedInt(directoryEnd) != END_64_MAGIC) {
                throw new FormatException("the zip archive's 64-bit directory is not where it should be");
            }
            count = file.number(directoryEnd + 32);
            size = file.number(directoryEnd + 40);
            start = file.number(directoryEnd + 48);
        }
        if (size > directoryEnd || start != directoryEnd - size) {
            throw new FormatException("the zip archive's directory is not where it should be");
        }
    }

    private long findEnd() throws FormatException {
        for (long at = file.size() - END_SIZE; at >= 0 && at >= file.size() - END_SIZE - LONGEST_COMMENT; at--) {
            if (file.unsignedInt(at) == END_MAGIC && file.unsignedShort(at + 20) == file.size() - at - END_SIZE) {
                return at;
            }
        }
        throw new FormatException("is not a zip archive, or was cut off: it has no directory at its end");
    }

    /** A member's name in UTF-8, or else byte by byte: older archivers wrote code pages that they did not name. */
    static String name(FileRegion file, long at, int length) throws FormatException {
        byte[] encoded = file.toArray(at, length);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(encoded))
                    .toString();
        } catch (CharacterCodingException older) {
            return new String(encoded, StandardCharsets.ISO_8859_1);
        }
    }

    private List<ZipDirectoryEntry> entries() throws FormatException {
        List<ZipDirectoryEntry> entries = new ArrayList<>();
        FileRegion directory = file.slice(start, size);
        long at = 0;
        while (at < size) {
            if (directory.unsignedInt(at) != ENTRY_MAGIC) {
                throw new FormatException("the zip archive's directory is malformed at its byte %d", at);
            }
            int nameLength = directory.unsignedShort(at + 28);
            int extraLength = directory.unsignedShort(at + 30);
            long next = at + ENTRY_SIZE + nameLength + extraLength + directory.unsignedShort(at + 32);
            directory.slice(at, next - at);
            entries.add(ZipDirectoryEntry.of(
                    directory.slice(at, ENTRY_SIZE),
                    name(directory, at + ENTRY_SIZE, nameLength),
                    directory.slice(at + ENTRY_SIZE + nameLength, extraLength)));
            at = next;
        }
        if (entries.size() != count) {
            throw new FormatException("the zip archive has %d members and promises %d", entries.size(), count);
        }
        return entries;
    }
}
