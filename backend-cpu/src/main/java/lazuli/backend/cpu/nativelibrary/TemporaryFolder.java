package lazuli.backend.cpu.nativelibrary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A private folder for processes of users without a home; it goes when the process ends. */
final class TemporaryFolder {
    private TemporaryFolder() {}

    static Path create() throws IOException {
        Path folder = Files.createTempDirectory("lazuli-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return folder.toAbsolutePath();
    }

    private static void delete(Path folder) {
        try {
            PrivateFolder.delete(folder);
        } catch (IOException inUse) {
            // Windows keeps libraries that are loaded; its own cleaning takes temporary files.
        }
    }
}
