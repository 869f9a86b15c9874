package lazuli.backend.cpu.nativelibrary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheDirectoryTest {
    private static final Map<String, String> HOME = Map.of("user.home", "home");

    @Test
    void liesWhereThePlatformKeepsCaches() {
        assertEquals(Path.of("home/.cache/lazuli"), locate(Platform.LINUX_X86_64, HOME, Map.of()));
        assertEquals(Path.of("home/Library/Caches/lazuli"), locate(Platform.MACOS_ARM64, HOME, Map.of()));
        assertEquals(Path.of("home/AppData/Local/lazuli"), locate(Platform.WINDOWS_X86_64, HOME, Map.of()));
    }

    @Test
    void environmentMovesIt() {
        assertEquals(Path.of("xdg/lazuli"), locate(Platform.LINUX_ARM64, HOME, Map.of("XDG_CACHE_HOME", "xdg")));
        assertEquals(Path.of("home/.cache/lazuli"), locate(Platform.LINUX_ARM64, HOME, Map.of("XDG_CACHE_HOME", "")));
        assertEquals(Path.of("local/lazuli"), locate(Platform.WINDOWS_X86_64, HOME, Map.of("LOCALAPPDATA", "local")));
    }

    @Test
    void propertyWins() {
        var properties = Map.of("user.home", "home", CacheDirectory.PROPERTY, "chosen");
        assertEquals(Path.of("chosen"), locate(Platform.LINUX_X86_64, properties, Map.of("XDG_CACHE_HOME", "xdg")));
    }

    private static Path locate(Platform platform, Map<String, String> properties, Map<String, String> environment) {
        return CacheDirectory.of(platform, properties::get, environment::get);
    }
}
