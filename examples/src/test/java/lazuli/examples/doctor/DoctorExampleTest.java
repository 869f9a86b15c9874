package lazuli.examples.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lazuli.examples.Examples;
import org.junit.jupiter.api.Test;

/** The doctor in a JVM of its own, with the flags that it looks at. */
class DoctorExampleTest {
    private record Run(int exitCode, String text) {}

    private static Run run(String... flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Examples.class.getName(), "doctor"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), text);
    }

    @Test
    void tellsThatEverythingIsInOrder() throws IOException, InterruptedException {
        Run run = run(
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlazuli.cpu.provider=vector",
                "-Dlazuli.gpu=off");
        assertEquals(0, run.exitCode(), run.text());
        for (String part : List.of(
                "Lazuli           ",
                "Java             " + Runtime.version(),
                "provider: vector",
                "why: lazuli.cpu.provider says so",
                "arrays up to ",
                "lazuli.cpu.provider=vector",
                "= [19 22; 43 50], right",
                "everything is in order")) {
            assertTrue(run.text().contains(part), part + " is not in " + run.text());
        }
    }

    @Test
    void tellsWhatToDoWhereFlagsAreMissing() throws IOException, InterruptedException {
        Run run = run("-Dlazuli.gpu=off");
        assertEquals(1, run.exitCode(), run.text());
        String last = run.text().strip().lines().reduce("", (_, line) -> line);
        assertTrue(last.startsWith("doctor: what to do: "), run.text());
        assertTrue(last.contains("--add-modules jdk.incubator.vector"), last);
        assertTrue(last.contains("--enable-native-access=ALL-UNNAMED"), last);
    }

    @Test
    void tellsWhatToDoWhereNothingComputes() throws IOException, InterruptedException {
        Run run = run("--add-modules=jdk.incubator.vector", "-Dlazuli.backend=none", "-Dlazuli.gpu=off");
        assertEquals(1, run.exitCode(), run.text());
        assertTrue(run.text().contains("lazuli.backend is none"), run.text());
    }
}
