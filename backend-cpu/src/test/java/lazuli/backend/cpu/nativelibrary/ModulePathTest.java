package lazuli.backend.cpu.nativelibrary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModulePathTest {
    private static final String NAME = "org/natives/linux-x86_64/library.so";
    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"natives.jar", "with space/natives.jar", "exploded"})
    void findsAFileInAModule(String place) throws IOException {
        requireFound(new ModulePath(List.of(module(directory.resolve(place)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"natives.jar", "exploded"})
    void findsAFileInAFolderOfModules(String place) throws IOException {
        module(directory.resolve("modules").resolve(place));
        requireFound(new ModulePath(List.of(directory.resolve("modules"))));
    }

    @Test
    void passesOverWhatHasNoSuchFile() throws IOException {
        Path text = Files.writeString(directory.resolve("readme.txt"), "no module");
        Path other = directory.resolve("other.jar");
        zip(other, "other/file");
        Path natives = module(directory.resolve("natives.jar"));
        requireFound(new ModulePath(List.of(directory.resolve("missing.jar"), text, other, natives)));
        assertNull(new ModulePath(List.of(text, other)).find(NAME));
    }

    @Test
    void emptyElementsOfThePathAreNoPlaces() {
        String separator = File.pathSeparator;
        assertEquals(List.of(), ModulePath.parse("").places());
        assertEquals(
                List.of(Path.of("a.jar").toAbsolutePath(), Path.of("b").toAbsolutePath()),
                ModulePath.parse("a.jar" + separator + separator + "b" + separator)
                        .places());
    }

    private static void requireFound(ModulePath path) throws IOException {
        URL found = Objects.requireNonNull(path.find(NAME));
        assertEquals(CONTENT.length, BundledFile.at(found).size());
        try (InputStream content = found.openStream()) {
            assertArrayEquals(CONTENT, content.readAllBytes());
        }
    }

    /** A jar or folder with the file. */
    private static Path module(Path place) throws IOException {
        if (place.toString().endsWith(".jar")) {
            Files.createDirectories(place.getParent());
            zip(place, NAME);
        } else {
            Files.createDirectories(place.resolve(NAME).getParent());
            Files.write(place.resolve(NAME), CONTENT);
        }
        return place;
    }

    private static void zip(Path place, String name) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(place))) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(CONTENT);
        }
    }
}
