package lazuli.examples.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Unpacks {@code .tar.gz} archives. */
public final class TarGz {
    private static final int BUFFER = 1 << 16;

    private TarGz() {}

    /**
     * Unpacks the plain files of an archive; links and devices are passed over.
     *
     * @param folder gets the files in their own folders; made if it does not exist
     * @throws DataException if the archive is damaged or cut short, holds a name that leads out of {@code folder}, or a file
     *     cannot be written
     */
    public static void unpack(Path archive, Path folder) {
        try (var tar = new TarArchiveInputStream(
                new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive), BUFFER), BUFFER))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                if (entry.isFile()) {
                    Path file = folder.resolve(entry.getName()).normalize();
                    if (!file.startsWith(folder.normalize())) {
                        throw new IOException("an entry would be written outside: " + entry.getName());
                    }
                    Files.createDirectories(file.getParent());
                    Files.copy(tar, file);
                }
            }
        } catch (IOException failure) {
            throw new DataException(archive, "cannot be unpacked: " + failure.getMessage());
        }
    }
}
