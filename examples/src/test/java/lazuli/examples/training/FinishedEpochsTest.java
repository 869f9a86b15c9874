package lazuli.examples.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import lazuli.examples.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class FinishedEpochsTest {
    @TempDir
    private Path folder;

    @Test
    void eachEpochReplacesTheOneBefore() throws Exception {
        try (var epochs = new FinishedEpochs(folder.resolve("weights.npz"))) {
            assertEquals(Set.of(), names());
            for (int epoch = 1; epoch <= 3; epoch++) {
                String content = "epoch " + epoch;
                epochs.save(content, file -> Files.writeString(file, content));
                assertEquals(content, Files.readString(epochs.file()));
                assertEquals(Set.of("weights.npz"), names());
            }
        }
    }

    @Test
    void theWriterSeesTheEndingOfTheName() {
        try (var epochs = new FinishedEpochs(folder.resolve("weights.safetensors"))) {
            epochs.save("an epoch", file -> {
                assertTrue(file.toString().endsWith("weights.safetensors"), file::toString);
                Files.writeString(file, "");
            });
        }
    }

    @Test
    void aWriterThatFailsLeavesTheEpochBefore() throws Exception {
        try (var epochs = new FinishedEpochs(folder.resolve("weights.npz"))) {
            epochs.save("epoch 1", file -> Files.writeString(file, "epoch 1"));
            var failure = assertThrows(
                    DataException.class,
                    () -> epochs.save("an epoch", file -> {
                        Files.writeString(file, "half of epo");
                        throw new IOException("disk\nfull");
                    }));
            assertEquals(epochs.file() + ": disk full", failure.getMessage());
            var unexpected = new IllegalStateException();
            assertSame(
                    unexpected,
                    assertThrows(
                            IllegalStateException.class,
                            () -> epochs.save("an epoch", file -> {
                                Files.writeString(file, "half of epo");
                                throw unexpected;
                            })));
            assertEquals("epoch 1", Files.readString(epochs.file()));
            assertEquals(Set.of("weights.npz"), names());
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsReportedBeforeAnyTraining() throws Exception {
        Path missing = folder.resolve("missing");
        assertEquals(
                missing + ": no such file or folder",
                assertThrows(DataException.class, () -> new FinishedEpochs(missing.resolve("weights.npz")))
                        .getMessage());
        assertEquals(
                folder + ": is a folder, not a file for weights",
                assertThrows(DataException.class, () -> new FinishedEpochs(folder))
                        .getMessage());
        Path inTheWay = Files.writeString(folder.resolve("file"), "");
        assertThrows(DataException.class, () -> new FinishedEpochs(inTheWay.resolve("weights.npz")));
    }

    @Test
    void theNameCarriesTheTime() {
        assertEquals(
                Path.of("cifar_lazuli_20250309_070502.npz"),
                FinishedEpochs.stamped("cifar_lazuli", LocalDateTime.of(2025, 3, 9, 7, 5, 2)));
    }

    @Test
    void aProgramThatIsEndedWhileItWritesFinishesTheWritingAndNoMore() throws Exception {
        Path file = folder.resolve("weights.npz");
        var program = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Endless.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String last = "";
        String kept = "";
        try (var output = program.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("kept ")) {
                    kept = line;
                    continue;
                }
                assertTrue(line.startsWith("writing epoch "), line);
                last = line;
                program.toHandle().destroy();
            }
            assertTrue(program.waitFor(30, TimeUnit.SECONDS));
        } finally {
            program.destroyForcibly();
        }
        assertEquals("kept " + file + ", after " + last.replace("writing ", ""), kept);
        assertEquals(last + ", whole", "writing " + Files.readString(file));
        assertEquals(Set.of("weights.npz"), names());
    }

    /** Saves epoch after epoch; a save takes a while from the second on. */
    static final class Endless {
        private Endless() {}

        public static void main(String[] arguments) {
            try (var epochs = new FinishedEpochs(Path.of(arguments[0]))) {
                epochs.save("epoch 1", file -> Files.writeString(file, "epoch 1, whole"));
                for (int epoch = 2; ; epoch++) {
                    String content = "epoch " + epoch;
                    epochs.save(content, file -> {
                        Files.writeString(file, content);
                        System.out.println("writing " + content);
                        pause();
                        Files.writeString(file, content + ", whole");
                    });
                }
            }
        }

        private static void pause() {
            try {
                Thread.sleep(500);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Set<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
