package lazuli.backend.metal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where compiled kernels are kept for the next process: on a Mac among the user's caches, elsewhere nowhere unless {@code -Dlazuli.metal.cache} names a
 * folder; {@code off} keeps none. A file holds the kernels of one text for one device and version of the system.
 */
record KernelFolder(Path folder) {
    private static final String PROPERTY = "lazuli.metal.cache";

    /**
     * None if nothing is kept.
     *
     * @param device its name and architecture
     */
    static Optional<KernelFolder> of(String device) {
        @Nullable String named = System.getProperty(PROPERTY);
        if ("off".equals(named)) {
            return Optional.empty();
        }
        boolean isMac =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
        if (named == null && !isMac) {
            return Optional.empty();
        }
        Path root = named == null
                ? Path.of(System.getProperty("user.home", "."), "Library", "Caches", "lazuli", "metal")
                : Path.of(named);
        return Optional.of(new KernelFolder(root.resolve(hash(device + " " + System.getProperty("os.version")))));
    }

    /** The file of a text. */
    Path file(String text) {
        return folder.resolve(hash(text) + ".metalarchive");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
