package lazuli.backend.cpu.nativelibrary;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** SHA-256 of native libraries as this module's jar has them. To ask the libraries' own jars takes half a second of inflating. */
final class KnownDigests {
    private static final String FILE = "digests.txt";

    private KnownDigests() {}

    private static final class Table {
        static final Map<String, String> DIGESTS = read();

        private static Map<String, String> read() {
            Map<String, String> digests = new HashMap<>();
            try (InputStream file = Objects.requireNonNull(KnownDigests.class.getResourceAsStream(FILE), FILE)) {
                new String(file.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split(" ", 2))
                        .forEach(line -> digests.put(line[1], line[0]));
            } catch (IOException unreadable) {
                return Map.of();
            }
            return digests;
        }
    }

    /** The digest of the library that has these properties in its jar; null if it is none that was looked at. */
    static @Nullable String of(String fingerprint, long size, String name) {
        return Table.DIGESTS.get(fingerprint + " " + size + " " + name);
    }
}
