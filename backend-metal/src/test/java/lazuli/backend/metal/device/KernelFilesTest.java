package lazuli.backend.metal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import lazuli.backend.metal.software.TestProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one process has compiled the next one finds in files. */
class KernelFilesTest {
    /** What of each file changes if it is written. */
    private static Map<Path, String> files(Path folder) throws IOException {
        Map<Path, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                found.put(file, Files.getAttribute(file, "unix:ino") + " " + Files.getLastModifiedTime(file));
            }
        }
        return found;
    }

    private static void compute(Path directory, Path folder) throws IOException, InterruptedException {
        TestProcess done = TestProcess.run(directory, Map.of(), Computed.class, List.of(folder.toString()));
        assertEquals(0, done.exit(), done::printed);
    }

    @Test
    void theSecondProcessCompilesNothingAndDamagedFilesAreReplaced(@TempDir Path directory) throws Exception {
        Path folder = directory.resolve("kernels");
        compute(directory, folder);
        Map<Path, String> first = files(folder);
        assertTrue(first.size() > 2, first::toString);
        assertTrue(
                first.keySet().stream().allMatch(file -> file.toString().endsWith(".metalarchive")), first::toString);

        compute(directory, folder);
        assertEquals(first, files(folder));

        Path damaged = first.keySet().iterator().next();
        byte[] before = Files.readAllBytes(damaged);
        Files.writeString(damaged, "no archive");
        compute(directory, folder);
        Map<Path, String> third = files(folder);
        assertEquals(first.keySet(), third.keySet());
        assertNotEquals(first.get(damaged), third.get(damaged));
        assertEquals(before.length, Files.size(damaged));
    }

    @Test
    void aFolderThatCannotBeWrittenChangesNothing(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        compute(directory, file.resolve("kernels"));
        assertEquals("in the way", Files.readString(file));
    }
}
