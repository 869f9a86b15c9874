package lazuli.examples.cifar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trainer as its users start it: in a JVM of its own, on the embedded excerpt. */
class CifarTrainerTest {
    private static final List<String> JVM = List.of(
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            // A folder that cannot hold data: the excerpt takes its place without a look at the network.
            "-Dlazuli.examples.cifar.mirror=http://127.0.0.1:9/");

    @TempDir
    static Path folder;

    private static Run first = new Run(-1, "", "");

    private record Run(int exitCode, String out, String err) {
        String testLine() {
            return out.lines()
                    .filter(line -> line.startsWith("all "))
                    .findFirst()
                    .orElse("");
        }
    }

    private static Run train(List<String> flags, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.add("-Dlazuli.examples.cache=" + folder.resolve("cache"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CifarTrainer.class.getName()));
        command.addAll(Arrays.asList(arguments));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertTrue(process.waitFor(180, TimeUnit.SECONDS), "the trainer takes too long");
        return new Run(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private static Run trainTo(Path weights, String... flags) throws IOException, InterruptedException {
        return train(List.of(flags), "--epochs", "1", "--limit", "320", "--augment", "--save", weights.toString());
    }

    @BeforeAll
    static void trainOnce() throws IOException, InterruptedException {
        first = trainTo(folder.resolve("first.npz"));
    }

    @Test
    void namesItsDataFirstAndEndsWithATable() {
        assertEquals(0, first.exitCode(), first.err());
        assertTrue(first.out().lines().findFirst().orElse("").contains("excerpt"), first.out());
        assertTrue(first.out().contains("epoch 1/1"), first.out());
        assertTrue(first.testLine().contains("%"), first.out());
    }

    @Test
    void sameSeedSameWeightsOnAsManyThreads() throws IOException, InterruptedException {
        byte[] expected = Files.readAllBytes(folder.resolve("first.npz"));
        trainTo(folder.resolve("second.npz"));
        assertArrayEquals(expected, Files.readAllBytes(folder.resolve("second.npz")));
        trainTo(folder.resolve("alone.npz"), "-Dlazuli.threads=1");
        trainTo(folder.resolve("alone-again.npz"), "-Dlazuli.threads=1");
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("alone.npz")), Files.readAllBytes(folder.resolve("alone-again.npz")));
    }

    @Test
    void loadedWeightsAreAsGoodAsTheSavedOnes() throws IOException, InterruptedException {
        Run again = train(
                List.of(),
                "--epochs",
                "0",
                "--limit",
                "320",
                "--load",
                folder.resolve("first.npz").toString());
        assertEquals(0, again.exitCode(), again.err());
        assertEquals(first.testLine(), again.testLine());
    }

    @Test
    void badWeightsAreOneLine() throws IOException, InterruptedException {
        byte[] whole = Files.readAllBytes(folder.resolve("first.npz"));
        Path cut = Files.write(folder.resolve("cut.npz"), Arrays.copyOf(whole, whole.length / 2));
        assertFailure(train(List.of(), "--epochs", "0", "--load", cut.toString()), "cut.npz");
        assertFailure(
                train(
                        List.of(),
                        "--epochs",
                        "0",
                        "--model",
                        "resnet18",
                        "--load",
                        folder.resolve("first.npz").toString()),
                "first.npz");
        assertFailure(
                train(
                        List.of(),
                        "--epochs",
                        "0",
                        "--load",
                        folder.resolve("none.npz").toString()),
                "none.npz");
    }

    @Test
    void aPathThatCannotBeWrittenIsOneLineBeforeAnyTraining() throws IOException, InterruptedException {
        assertFailure(trainTo(folder.resolve("nowhere").resolve("w.npz")), "nowhere");
        try (Stream<Path> files = Files.list(folder)) {
            assertFalse(files.anyMatch(file -> file.getFileName().toString().startsWith(".unfinished")));
        }
    }

    private static Run train(String more, Path folder) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--limit", "192", "--augment", "--save", folder + "/w.npz"));
        arguments.addAll(List.of(more.split(" ")));
        return train(List.of("-Duser.dir=" + folder), arguments.toArray(String[]::new));
    }

    @Test
    void aResumedTrainingEndsWithTheSameBits() throws IOException, InterruptedException {
        Path whole = Files.createDirectory(folder.resolve("whole"));
        Path parts = Files.createDirectory(folder.resolve("parts"));
        Path checkpoint = parts.resolve("run.safetensors");
        Run uninterrupted = train("--epochs 3 --report " + whole.resolve("run.html"), whole);
        assertEquals(0, uninterrupted.exitCode(), uninterrupted.err());
        assertEquals(0, train("--epochs 1 --checkpoint " + checkpoint, parts).exitCode());
        Run resumed = train(
                "--epochs 3 --resume %s --report %s --logdir %s"
                        .formatted(checkpoint, parts.resolve("run.html"), parts.resolve("logs")),
                parts);
        assertEquals(0, resumed.exitCode(), resumed.err());
        assertTrue(resumed.out().contains("after epoch 1"), resumed.out());
        assertFalse(resumed.out().contains("epoch 1/3"), resumed.out());
        assertEquals(uninterrupted.testLine(), resumed.testLine());
        assertArrayEquals(Files.readAllBytes(whole.resolve("w.npz")), Files.readAllBytes(parts.resolve("w.npz")));
        String report = Files.readString(parts.resolve("run.html"));
        assertTrue(report.contains("<title>training, epoch 1: "), "the first epoch is in the curves");
        assertTrue(report.contains("After epoch 3"), "so is the last");
        try (Stream<Path> logs = Files.list(parts.resolve("logs"))) {
            assertEquals(1, logs.count());
        }
        assertFailure(train("--epochs 3 --batch-size 32 --resume " + checkpoint, parts), "--batch-size 64");
        assertFailure(train("--epochs 3 --resume " + parts.resolve("none.safetensors"), parts), "none.safetensors");
    }

    private static void assertFailure(Run run, String named) {
        assertEquals(1, run.exitCode(), run.err());
        List<String> lines =
                run.err().lines().filter(line -> line.startsWith("cifar: ")).toList();
        assertEquals(1, lines.size(), run.err());
        assertFalse(run.err().contains("downloaded"), "files are looked at before there is data");
        assertEquals("", run.out());
        assertTrue(lines.getFirst().contains(named), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
    }
}
