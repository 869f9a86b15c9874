package lazuli.backend.cpu.nativelibrary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CacheDirectoryTest {
    private static final Path ROOT = Path.of("somewhere").toAbsolutePath();
    private static final Map<String, String> HOME =
            Map.of("user.home", ROOT.resolve("home").toString());

    @Test
    void liesWhereThePlatformKeepsCaches() {
        assertEquals(Optional.of(ROOT.resolve("home/.cache/lazuli")), locate(Platform.LINUX_X86_64, HOME, Map.of()));
        assertEquals(
                Optional.of(ROOT.resolve("home/Library/Caches/lazuli")), locate(Platform.MACOS_ARM64, HOME, Map.of()));
        assertEquals(
                Optional.of(ROOT.resolve("home/AppData/Local/lazuli")),
                locate(Platform.WINDOWS_X86_64, HOME, Map.of()));
    }

    @Test
    void environmentMovesIt() {
        assertEquals(
                Optional.of(ROOT.resolve("xdg/lazuli")),
                locate(
                        Platform.LINUX_ARM64,
                        HOME,
                        Map.of("XDG_CACHE_HOME", ROOT.resolve("xdg").toString())));
        assertEquals(
                Optional.of(ROOT.resolve("home/.cache/lazuli")),
                locate(Platform.LINUX_ARM64, HOME, Map.of("XDG_CACHE_HOME", "")));
        assertEquals(
                Optional.of(ROOT.resolve("local/lazuli")),
                locate(
                        Platform.WINDOWS_X86_64,
                        HOME,
                        Map.of("LOCALAPPDATA", ROOT.resolve("local").toString())));
    }

    @Test
    void propertyWins() {
        var properties = Map.of("user.home", "/home", CacheDirectory.PROPERTY, "chosen");
        assertEquals(
                Optional.of(Path.of("chosen").toAbsolutePath()),
                locate(
                        Platform.LINUX_X86_64,
                        properties,
                        Map.of("XDG_CACHE_HOME", ROOT.resolve("xdg").toString())));
    }

    @Test
    void relativePathsOfTheEnvironmentAreNotTaken() {
        assertEquals(
                Optional.of(ROOT.resolve("home/.cache/lazuli")),
                locate(Platform.LINUX_X86_64, HOME, Map.of("XDG_CACHE_HOME", "xdg")));
        assertEquals(
                Optional.of(ROOT.resolve("home/AppData/Local/lazuli")),
                locate(Platform.WINDOWS_X86_64, HOME, Map.of("LOCALAPPDATA", "local")));
    }

    @Test
    void withoutAHomeThereIsNone() {
        for (Platform platform : Platform.values()) {
            assertEquals(Optional.empty(), locate(platform, Map.of(), Map.of()));
            assertEquals(Optional.empty(), locate(platform, Map.of("user.home", "?"), Map.of()));
            assertEquals(Optional.empty(), locate(platform, Map.of("user.home", ""), Map.of()));
        }
    }

    private static Optional<Path> locate(
            Platform platform, Map<String, String> properties, Map<String, String> environment) {
        return CacheDirectory.of(platform, properties::get, environment::get);
    }
}
