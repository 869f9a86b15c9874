package lazuli.core.io;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lazuli.core.Array;
import lazuli.core.ArrayFile;

/** NumPy's file of named arrays: a zip archive of {@code .npy} files. */
final class NpzFormat {
    private static final String SUFFIX = ".npy";
    private static final int LONGEST_NAME = 0xffff;

    /** The same bytes whenever they are written; two seconds after zip's first moment, which Java takes for none. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0, 2);

    private NpzFormat() {}

    /** The arrays; other members are left out. As in NumPy the last of several members of one name counts. */
    static ArrayFile read(List<ZipMember> members) throws FormatException {
        Map<String, ZipMember> last = new LinkedHashMap<>();
        for (ZipMember member : members) {
            if (!member.isFolder()) {
                last.put(member.name(), member);
            }
        }
        FoundArrays found = new FoundArrays();
        for (ZipMember member : last.values()) {
            String file = member.name();
            found.add(
                    file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : file,
                    () -> array(member));
        }
        return found.toArrayFile();
    }

    private static Array array(ZipMember member) throws FormatException {
        try (ArraySource source = member.open()) {
            try {
                return NpyFormat.read(source);
            } catch (UnsupportedException problem) {
                if (member.name().endsWith(SUFFIX)) {
                    source.finish(); // a damaged array is no member of another kind
                }
                throw problem;
            }
        }
    }

    static void write(Map<String, Array> arrays, boolean compressed, WritableByteChannel channel) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel));
        for (Map.Entry<String, Array> entry : arrays.entrySet()) {
            requireName(entry.getKey());
            ZipEntry member = new ZipEntry(entry.getKey() + SUFFIX);
            member.setTimeLocal(TIME);
            if (!compressed) {
                setStored(member, entry.getValue());
            }
            zip.putNextEntry(member);
            NpyFormat.write(entry.getValue(), bytes -> {
                byte[] chunk = new byte[bytes.remaining()];
                bytes.get(chunk);
                zip.write(chunk);
            });
            zip.closeEntry();
        }
        zip.finish();
    }

    private static void setStored(ZipEntry member, Array array) throws IOException {
        CRC32 checksum = new CRC32();
        member.setSize(NpyFormat.write(array, checksum::update));
        member.setMethod(ZipEntry.STORED);
        member.setCrc(checksum.getValue());
    }

    private static void requireName(String name) throws FormatException {
        if (Names.require(name).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME - SUFFIX.length()) {
            throw new FormatException("a name of %d characters is too long for a zip archive", name.length());
        }
    }
}
