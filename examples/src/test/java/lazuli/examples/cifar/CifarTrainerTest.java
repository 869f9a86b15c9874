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

    private static void assertFailure(Run run, String named) {
        assertEquals(1, run.exitCode(), run.err());
        List<String> lines =
                run.err().lines().filter(line -> line.startsWith("cifar: ")).toList();
        assertEquals(1, lines.size(), run.err());
        assertTrue(lines.getFirst().contains(named), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
    }
}
