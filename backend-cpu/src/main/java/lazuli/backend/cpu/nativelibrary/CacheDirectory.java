package lazuli.backend.cpu.nativelibrary;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The per-user directory for files that are expensive to make again. It is stable from start to start because macOS scans every
 * library it has not seen before, which takes seconds.
 */
final class CacheDirectory {
    /** System property that names the directory to use instead of the platform's. */
    static final String PROPERTY = "lazuli.cache";

    private CacheDirectory() {}

    static Path of(Platform platform) {
        return of(platform, System::getProperty, System::getenv);
    }

    static Path of(
            Platform platform,
            UnaryOperator<@Nullable String> properties,
            UnaryOperator<@Nullable String> environment) {
        String chosen = properties.apply(PROPERTY);
        if (isSet(chosen)) {
            return Path.of(chosen);
        }
        Path home = Path.of(String.valueOf(properties.apply("user.home")));
        return switch (platform) {
            case LINUX_X86_64, LINUX_ARM64 ->
                base(environment.apply("XDG_CACHE_HOME"), home.resolve(".cache"))
                        .resolve("lazuli");
            case MACOS_X86_64, MACOS_ARM64 -> home.resolve("Library/Caches/lazuli");
            case WINDOWS_X86_64 ->
                base(environment.apply("LOCALAPPDATA"), home.resolve("AppData/Local"))
                        .resolve("lazuli");
        };
    }

    private static Path base(@Nullable String configured, Path usual) {
        return isSet(configured) ? Path.of(configured) : usual;
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
