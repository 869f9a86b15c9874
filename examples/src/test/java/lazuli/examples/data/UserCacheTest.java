package lazuli.examples.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UserCacheTest {
    @ParameterizedTest
    @CsvSource({
        "Linux,      '',             '',       home/.cache/lazuli",
        "Linux,      XDG_CACHE_HOME, xdg,      xdg/lazuli",
        "Linux,      XDG_CACHE_HOME, '',       home/.cache/lazuli",
        "Mac OS X,   '',             '',       home/Library/Caches/lazuli",
        "Windows 11, '',             '',       home/AppData/Local/lazuli/cache",
        "Windows 11, LOCALAPPDATA,   local,    local/lazuli/cache",
    })
    void eachPlatformHasItsPlace(String system, String variable, String value, String expected) {
        var properties = properties(system);
        assertEquals(Path.of(expected), UserCache.folder(properties, Map.of(variable, value)));
        properties.setProperty(UserCache.PROPERTY, "chosen");
        assertEquals(Path.of("chosen"), UserCache.folder(properties, Map.of(variable, value)));
    }

    private static Properties properties(String system) {
        var properties = new Properties();
        properties.setProperty("os.name", system);
        properties.setProperty("user.home", "home");
        return properties;
    }
}
