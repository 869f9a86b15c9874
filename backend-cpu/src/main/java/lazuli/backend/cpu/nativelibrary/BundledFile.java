package lazuli.backend.cpu.nativelibrary;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.util.HexFormat;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * A file on the class path or the module path.
 *
 * @param fingerprint changes with the content, yet is known without reading it: inside a jar the entry's CRC-32, which the
 *     jar's directory holds, elsewhere the time of the last change
 * @param size in bytes
 */
record BundledFile(String name, URL location, String fingerprint, long size) {

    static BundledFile at(URL location) throws IOException {
        String path = location.getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        URLConnection connection = location.openConnection();
        connection.setUseCaches(false);
        if (connection instanceof JarURLConnection jarConnection) {
            try (JarFile jar = jarConnection.getJarFile()) {
                JarEntry entry = jar.getJarEntry(jarConnection.getEntryName());
                return new BundledFile(name, location, HexFormat.of().toHexDigits(entry.getCrc(), 8), entry.getSize());
            }
        }
        try (var _ = connection.getInputStream()) {
            return new BundledFile(
                    name, location, Long.toHexString(connection.getLastModified()), connection.getContentLengthLong());
        }
    }
}
