package lazuli.examples.data;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** Where a user's downloads are kept: the system property {@value #PROPERTY}, else what the platform prescribes. */
public final class UserCache {
    /** Names the folder to use instead of the platform's. */
    public static final String PROPERTY = "lazuli.examples.cache";

    private UserCache() {}

    /** The folder for this user; it need not exist yet. */
    public static Path folder() {
        return folder(System.getProperties(), System.getenv());
    }

    static Path folder(Properties properties, Map<String, String> environment) {
        String chosen = properties.getProperty(PROPERTY, "");
        if (!chosen.isEmpty()) {
            return Path.of(chosen);
        }
        var home = Path.of(properties.getProperty("user.home"));
        String system = properties.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return from(environment, "LOCALAPPDATA", home.resolve("AppData/Local"))
                    .resolve("lazuli/cache");
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library/Caches/lazuli");
        }
        return from(environment, "XDG_CACHE_HOME", home.resolve(".cache")).resolve("lazuli");
    }

    private static Path from(Map<String, String> environment, String name, Path otherwise) {
        String value = environment.getOrDefault(name, "");
        return value.isEmpty() ? otherwise : Path.of(value);
    }
}
