package lazuli.core.io;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the directory of a zip archive says of a member. */
record ZipDirectoryEntry(String name, int flags, int method, long checksum, long storedSize, long size, long offset) {
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int ENCRYPTED = 1;
    static final long LOCAL_MAGIC = 0x04034b50L;
    private static final int LOCAL_SIZE = 30;
    private static final int SIZES_64 = 1;
    private static final long IN_64 = 0xffffffffL;

    /** Deflate's shortest codes are 2 bits for 258 bytes. */
    private static final long MOST_INFLATED = 1032;

    static ZipDirectoryEntry of(FileRegion entry, String name, FileRegion extra) throws FormatException {
        long size = entry.unsignedInt(24);
        long storedSize = entry.unsignedInt(20);
        long offset = entry.unsignedInt(42);
        long at = 0;
        while (at + 4 <= extra.size()) {
            FileRegion field = extra.slice(at + 4, extra.unsignedShort(at + 2));
            if (extra.unsignedShort(at) == SIZES_64) {
                long next = 0;
                if (size == IN_64) {
                    size = field.number(next);
                    next += Long.BYTES;
                }
                if (storedSize == IN_64) {
                    storedSize = field.number(next);
                    next += Long.BYTES;
                }
                if (offset == IN_64) {
                    offset = field.number(next);
                }
            }
            at += 4 + field.size();
        }
        return new ZipDirectoryEntry(
                name, entry.unsignedShort(8), entry.unsignedShort(10), entry.unsignedInt(16), storedSize, size, offset);
    }

    /** The members that entries speak of; {@code end} is where the directory begins. */
    static List<ZipMember> members(FileRegion file, List<ZipDirectoryEntry> entries, long end) throws FormatException {
        long free = end;
        for (ZipDirectoryEntry entry : entries.stream()
                .sorted(Comparator.comparingLong(ZipDirectoryEntry::offset).reversed())
                .toList()) {
            if (entry.dataStart(file) > free - entry.storedSize) {
                throw new FormatException("the member '%s' reaches into what follows it", entry.name);
            }
            free = entry.offset;
        }
        List<ZipMember> members = new ArrayList<>(entries.size());
        for (ZipDirectoryEntry entry : entries) {
            members.add(entry.member(file));
        }
        return members;
    }

    private long dataStart(FileRegion file) throws FormatException {
        if (file.unsignedInt(offset) != LOCAL_MAGIC) {
            throw new FormatException("the member '%s' is not where the directory says", name);
        }
        int nameLength = file.unsignedShort(offset + 26);
        if (!ZipDirectory.name(file, offset + LOCAL_SIZE, nameLength).equals(name)
                || file.unsignedShort(offset + 8) != method) {
            throw new FormatException("the member '%s' is another one than the directory says", name);
        }
        return offset + LOCAL_SIZE + nameLength + file.unsignedShort(offset + 28);
    }

    private ZipMember member(FileRegion file) throws FormatException {
        @Nullable String obstacle = obstacle();
        boolean possible = obstacle != null
                || switch (method) {
                    case STORED -> size == storedSize;
                    default -> size / MOST_INFLATED <= storedSize;
                };
        if (!possible) {
            throw new FormatException("the member '%s' cannot be %d bytes inflated from %d", name, size, storedSize);
        }
        return new ZipMember(
                name, file.slice(dataStart(file), storedSize), method == DEFLATED, size, checksum, obstacle);
    }

    private @Nullable String obstacle() {
        if ((flags & ENCRYPTED) != 0) {
            return "the member is encrypted";
        }
        return method == STORED || method == DEFLATED
                ? null
                : "the member is compressed by method %d, not deflated".formatted(method);
    }
}
