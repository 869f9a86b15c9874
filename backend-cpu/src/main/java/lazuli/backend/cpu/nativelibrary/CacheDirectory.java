package lazuli.backend.cpu.nativelibrary;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
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

    /** The directory, absolute; none where the user has no home. */
    static Optional<Path> of(Platform platform) {
        return of(platform, System::getProperty, System::getenv);
    }

    /** Whether the program names the directory. */
    static boolean isChosen() {
        return !System.getProperty(PROPERTY, "").isBlank();
    }

    static Optional<Path> of(
            Platform platform,
            UnaryOperator<@Nullable String> properties,
            UnaryOperator<@Nullable String> environment) {
        String chosen = properties.apply(PROPERTY);
        if (chosen != null && !chosen.isBlank()) {
            return Optional.of(Path.of(chosen).toAbsolutePath());
        }
        Optional<Path> home = absolute(properties.apply("user.home"));
        Optional<Path> caches = switch (platform) {
            case LINUX_X86_64, LINUX_ARM64 ->
                absolute(environment.apply("XDG_CACHE_HOME")).or(() -> home.map(path -> path.resolve(".cache")));
            case MACOS_X86_64, MACOS_ARM64 -> home.map(path -> path.resolve("Library/Caches"));
            case WINDOWS_X86_64 ->
                absolute(environment.apply("LOCALAPPDATA")).or(() -> home.map(path -> path.resolve("AppData/Local")));
        };
        return caches.map(path -> path.resolve("lazuli"));
    }

    /** What is relative would depend on the working directory, which may be anybody's. */
    private static Optional<Path> absolute(@Nullable String path) {
        return Optional.ofNullable(path)
                .filter(Predicate.not(String::isBlank))
                .map(Path::of)
                .filter(Path::isAbsolute);
    }
}
