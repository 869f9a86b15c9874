package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Graphs and function files that fit nothing end in values or in errors of ours, and touch no memory but their own. The property {@code
 * lazuli.hostile} says how many are tried on each provider.
 */
@DisabledOnOs(OS.WINDOWS) // has no pages to guard memory with that the C library would give
class HostileProgramTest {
    private static final int PROGRAMS = Integer.getInteger("lazuli.hostile", 3_000);

    @TempDir
    Path directory;

    @Test
    void nothingReachesBeyondItsMemory() throws IOException, InterruptedException {
        Path progress = directory.resolve("case");
        Path output = directory.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-XX:ErrorFile=" + directory.resolve("crash"),
                "-XX:-CreateCoredumpOnCrash",
                "-Dlazuli.memory.guard=true",
                "-Dlazuli.cpu.provider=" + System.getProperty("lazuli.cpu.provider", "onednn"),
                "-cp",
                classPath(),
                HostilePrograms.class.getName(),
                progress.toString(),
                "0",
                Integer.toString(PROGRAMS)));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exit = process.waitFor();
        String printed = Files.readString(output);
        System.out.print(printed);
        assertEquals(0, exit, () -> "ended in case " + last(progress) + ":\n" + printed);
    }

    /** What this test was loaded from, by the build's runner or by one with a class loader of its own. */
    private static String classPath() {
        if (HostileProgramTest.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(url -> Path.of(URI.create(url.toString())).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static long last(Path progress) {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(progress))
                    .order(ByteOrder.nativeOrder())
                    .getLong();
        } catch (IOException failure) {
            return -1;
        }
    }
}
