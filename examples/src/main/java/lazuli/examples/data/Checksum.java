package lazuli.examples.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What the bytes of a file must add up to.
 *
 * @param algorithm a name that {@link MessageDigest} knows
 * @param expected the digest in lower-case hexadecimal digits
 */
public record Checksum(String algorithm, String expected) {
    /** An MD5 checksum: it tells a damaged file from a whole one, not a forged one from the original. */
    public static Checksum md5(String expected) {
        return new Checksum("MD5", expected);
    }

    /** The digest of a file's bytes, to be compared with {@link #expected}. */
    String of(Path file) throws IOException {
        var digest = newDigest();
        byte[] buffer = new byte[1 << 16];
        try (var bytes = Files.newInputStream(file)) {
            for (int count; (count = bytes.read(buffer)) >= 0; ) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalArgumentException("this Java has no " + algorithm, missing);
        }
    }
}
