package lazuli.examples.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Makes {@code .tar.gz} archives in memory. */
public final class TarGzWriter {
    private TarGzWriter() {}

    /** Packs files, each under its name. */
    public static byte[] pack(Map<String, byte[]> files) throws IOException {
        return packCutTo(Integer.MAX_VALUE, files);
    }

    /** Packs files, but only the first {@code length} bytes of the tar stream, into a gzip stream that is whole. */
    public static byte[] packCutTo(int length, Map<String, byte[]> files) throws IOException {
        var tarBytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(tarBytes)) {
            for (var file : files.entrySet()) {
                var entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Arrays.copyOf(tarBytes.toByteArray(), Math.min(length, tarBytes.size())));
        }
        return bytes.toByteArray();
    }
}
