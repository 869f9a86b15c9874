package lazuli.backend.cpu.nativelibrary;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    private static final int CHUNK = 1 << 16;

    /** The SHA-256 of the content. */
    String digest() throws IOException {
        String known = KnownDigests.of(fingerprint, size, name);
        if (known != null) {
            return known;
        }
        try (InputStream content = location.openStream()) {
            return digest(content);
        }
    }

    static String digest(InputStream content) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        byte[] chunk = new byte[CHUNK];
        for (int count = content.read(chunk); count >= 0; count = content.read(chunk)) {
            digest.update(chunk, 0, count);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

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
