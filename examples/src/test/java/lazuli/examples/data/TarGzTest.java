package lazuli.examples.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TarGzTest {
    private static final byte[] CONTENT = new byte[20_000];

    static {
        new Random(3).nextBytes(CONTENT);
    }

    @TempDir
    private Path folder;

    private Path archive;
    private Path target;

    @BeforeEach
    void nameFiles() {
        archive = folder.resolve("archive.tar.gz");
        target = folder.resolve("target");
    }

    @Test
    void filesArriveInTheirFolders() throws Exception {
        Files.write(archive, TarGzWriter.pack(Map.of("some/folder/a.bin", CONTENT, "b.bin", new byte[0])));
        TarGz.unpack(archive, target);
        assertArrayEquals(CONTENT, Files.readAllBytes(target.resolve("some/folder/a.bin")));
        assertArrayEquals(new byte[0], Files.readAllBytes(target.resolve("b.bin")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 300, 10_000, 20_000})
    void anArchiveThatIsCutShortIsReported(int length) throws Exception {
        byte[] whole = TarGzWriter.pack(Map.of("a.bin", CONTENT));
        assertTrue(length < whole.length);
        Files.write(archive, Arrays.copyOf(whole, length));
        assertUnpackingFails();
    }

    @Test
    void anArchiveWhoseTarIsCutShortIsReported() throws Exception {
        Files.write(archive, TarGzWriter.packCutTo(15_000, Map.of("a.bin", CONTENT)));
        assertUnpackingFails();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../escaped.bin", "in/../../escaped.bin"})
    void aNameThatLeadsOutsideIsRefused(String name) throws Exception {
        Files.write(archive, TarGzWriter.pack(Map.of(name, CONTENT)));
        assertUnpackingFails();
        assertFalse(Files.exists(folder.resolve("escaped.bin")));
    }

    private void assertUnpackingFails() {
        var failure = assertThrows(DataException.class, () -> TarGz.unpack(archive, target));
        assertTrue(failure.getMessage().startsWith(archive + ": cannot be unpacked: "), failure::getMessage);
    }
}
