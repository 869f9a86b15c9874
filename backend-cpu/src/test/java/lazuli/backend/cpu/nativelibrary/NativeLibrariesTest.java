package lazuli.backend.cpu.nativelibrary;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {
    private static final Platform PLATFORM = Platform.current().orElse(Platform.LINUX_X86_64);
    private static final NativeBundle BUNDLE =
            new NativeBundle("broken", "natives", Map.of(PLATFORM, List.of("libbroken.so")));

    @TempDir
    private Path directory;

    @Test
    void libraryThatIsNowhereIsAbsent() throws IOException {
        assertReason("libbroken.so is neither on the class path nor on the module path", directory.resolve("cache"));
    }

    @Test
    void platformWithoutFilesIsAbsent() throws IOException {
        var nothing = new NativeBundle("nothing", "natives", Map.of());
        NativeLibrary library = load(nothing, directory.resolve("cache"));
        String reason = assertInstanceOf(NativeLibrary.Absent.class, library).reason();
        assertTrue(reason.contains("there is no build for " + PLATFORM.classifier()), reason);
    }

    @Test
    void fileThatIsNoLibraryIsAbsentWithTheLoadersMessage() throws IOException {
        writeBrokenLibrary();
        Path cache = directory.resolve("cache");
        NativeLibrary library = load(BUNDLE, cache);
        String reason = assertInstanceOf(NativeLibrary.Absent.class, library).reason();
        assertTrue(reason.startsWith("broken cannot be used: "), reason);
        assertTrue(reason.contains("libbroken.so"), reason);
        assertFalse(reason.contains("IllegalArgumentException"), reason);
    }

    @Test
    void cacheThatCannotBeWrittenIsNamedWithTheWayOut() throws IOException {
        writeBrokenLibrary();
        Path file = Files.createFile(directory.resolve("file"));
        assertReason("(-Dlazuli.cache=...)", file);
    }

    private void writeBrokenLibrary() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("natives").resolve(PLATFORM.classifier()));
        Files.writeString(folder.resolve("libbroken.so"), "no library");
    }

    private void assertReason(String part, Path cache) throws IOException {
        String reason = assertInstanceOf(NativeLibrary.Absent.class, load(BUNDLE, cache))
                .reason();
        assertTrue(reason.contains(part), reason);
    }

    private NativeLibrary load(NativeBundle bundle, Path cache) throws IOException {
        try (var resources = new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
            return NativeLibraries.load(bundle, PLATFORM, resources::getResource, cache);
        }
    }
}
