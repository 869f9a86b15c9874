package lazuli.core.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.ArrayFileException;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A file is there complete or as it was before, and nothing else is left in its directory. */
class SavingTest {
    @TempDir
    Path directory;

    private final Array array = Elements.counting(DType.FLOAT32, Shape.of(3), 0);

    private static void requireFailure(Path path, String problem, Executable action) {
        String message = assertThrows(ArrayFileException.class, action).getMessage();
        assertEquals(path + ": " + problem, message);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void replacesAFile() throws IOException {
        Path path = directory.resolve("x.npy");
        Files.writeString(path, "something else");
        Mx.save(path, array);
        Elements.requireEqual(array, Mx.load(path));
        assertEquals(List.of("x.npy"), files());
    }

    @Test
    void failureLeavesTheFormerFile() throws IOException {
        Path path = directory.resolve("x.npz");
        Mx.savez(path, array);
        byte[] former = Files.readAllBytes(path);
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("good", array);
        arrays.put("n".repeat(70_000), array);
        requireFailure(path, "a name of 70000 characters is too long for a zip archive", () -> Mx.savez(path, arrays));
        assertEquals(List.of("x.npz"), files());
        assertEquals(
                new String(former, StandardCharsets.ISO_8859_1),
                new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
    }

    @Test
    void halfOfASurrogatePairIsNoName() throws IOException {
        Path path = directory.resolve("x");
        Map<String, Array> arrays = Map.of("\ud83d", array);
        assertThrows(ArrayFileException.class, () -> Mx.savez(path, arrays));
        assertThrows(ArrayFileException.class, () -> Mx.saveSafetensors(path, arrays));
        assertEquals(List.of(), files());
    }

    @Test
    void missingDirectory() {
        Path path = directory.resolve("none/x.npy");
        requireFailure(path, "there is no such directory", () -> Mx.save(path, array));
    }

    @Test
    void missingFile() {
        Path path = directory.resolve("none.npy");
        requireFailure(path, "there is no such file", () -> Mx.load(path));
        requireFailure(path, "there is no such file", () -> Mx.loadArrays(path));
        requireFailure(path, "there is no such file", () -> Mx.loadSafetensors(path));
    }

    @Test
    void directoryInsteadOfAFile() {
        requireFailure(directory, "is a directory", () -> Mx.save(directory, array));
        requireFailure(directory, "is a directory", () -> Mx.load(directory));
    }

    @Test
    void deviceInsteadOfAFile() {
        Path device = Path.of("/dev/null");
        Assumptions.assumeTrue(Files.exists(device), "no /dev/null here");
        requireFailure(device, "is not a regular file", () -> Mx.save(device, array));
        requireFailure(device, "is not a regular file", () -> Mx.load(device));
        assertTrue(Files.exists(device));
    }

    @Test
    void linkIsFollowed() throws IOException {
        Path path = directory.resolve("x.npy");
        Path link = directory.resolve("link.npy");
        Mx.save(path, Elements.counting(DType.INT8, Shape.of(1), 0));
        try {
            Files.createSymbolicLink(link, path);
        } catch (IOException | UnsupportedOperationException impossible) {
            Assumptions.abort("no symbolic links here");
        }
        Mx.save(link, array);
        Elements.requireEqual(array, Mx.load(path));
        assertTrue(Files.isSymbolicLink(link));
    }

    @Test
    void wrongMethodForTheFile() throws IOException {
        Path one = directory.resolve("one.npy");
        Path several = directory.resolve("several");
        Mx.save(one, array);
        requireFailure(one, "holds one array; read it with load", () -> Mx.loadArrays(one));
        Mx.savez(several, array);
        requireFailure(several, "holds named arrays; read it with loadArrays", () -> Mx.load(several));
        Mx.saveSafetensors(several, Map.of("x", array));
        requireFailure(several, "holds named arrays; read it with loadArrays", () -> Mx.load(several));
        Files.writeString(several, "text");
        requireFailure(
                several,
                "is no file of named arrays: it begins like none of .npz, safetensors, GGUF, PyTorch",
                () -> Mx.loadArrays(several));
    }

    /** What a killed process left goes with the next file saved there, unless somebody may still be writing it. */
    @Test
    void leftoversOfKilledSavesAreCleared() throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        Path left = Files.createFile(directory.resolve(".lazuli-" + UUID.randomUUID()));
        Files.setLastModifiedTime(left, old);
        Path inWork = Files.createFile(directory.resolve(".lazuli-" + UUID.randomUUID()));
        Path another = Files.createFile(directory.resolve(".lazuli-notes"));
        Files.setLastModifiedTime(another, old);
        Mx.save(directory.resolve("a.npy"), array);
        assertFalse(Files.exists(left));
        assertTrue(Files.exists(inWork));
        assertTrue(Files.exists(another));
    }
}
