package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process lacks or is told wrongly ends in values or errors of ours, and passes with its cause. Each in a JVM of its own. */
@Timeout(120)
class ProcessFaultsTest {
    @TempDir
    Path directory;

    private ForkedJvm fork(List<String> before, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        ForkedJvm fork = ForkedJvm.run(directory, before, ProcessFaults.class, options, List.of(arguments));
        assertEquals(0, fork.exit(), fork::printed);
        assertTrue(fork.printed().contains("survived"), fork::printed);
        return fork;
    }

    private static void assertPrints(ForkedJvm fork, String line) {
        assertTrue(fork.printed().lines().anyMatch(line::equals), () -> "no line '" + line + "' in\n" + fork.printed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"180k", "512k"})
    void smallStacksAreEnough(String size) throws IOException, InterruptedException {
        ForkedJvm fork = fork(List.of(), List.of("-Xss" + size), "compute");
        assertPrints(fork, "product 256.0");
        assertPrints(fork, "svd 128.0");
    }

    @Test
    void javaAloneTouchesNoNativeLibrary() throws IOException, InterruptedException {
        Path cache = directory.resolve("cache");
        ForkedJvm fork = fork(List.of(), List.of("-Dlazuli.cpu.provider=java", "-Dlazuli.cache=" + cache), "compute");
        assertFalse(fork.printed().contains("native true"), fork::printed);
        assertFalse(Files.exists(cache));
    }

    /** The message names the property and what it may be; a word that is right makes the next call work. */
    @ParameterizedTest
    @CsvSource({
        "lazuli.threads, 20000, a whole number of threads from 1 to 1024",
        "lazuli.threads, 0, a whole number of threads from 1 to 1024",
        "lazuli.threads, -5, a whole number of threads from 1 to 1024",
        "lazuli.threads, two, a whole number of threads from 1 to 1024",
        "lazuli.threads, 99999999999, a whole number of threads from 1 to 1024",
        "lazuli.vector, maybe, 'warm, on or off'",
        "lazuli.cpu.provider, mkl, 'java, vector or onednn'",
        "lazuli.backend, tpu, one of [cpu]",
        "lazuli.memory.guard, maybe, true or false"
    })
    void aWrongWordIsRefusedUntilItIsRight(String property, String word, String allowed)
            throws IOException, InterruptedException {
        ForkedJvm fork = fork(List.of(), List.of(), "property", property, word);
        List<String> refusals = fork.printed()
                .lines()
                .filter(line -> line.startsWith("refused"))
                .toList();
        assertEquals(2, refusals.size(), fork::printed);
        for (String refusal : refusals) {
            assertTrue(refusal.contains(property + " is " + word + "; it may be " + allowed), refusal);
        }
        assertPrints(fork, "corrected 3.0");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void missingDescriptorsPass() throws IOException, InterruptedException {
        ForkedJvm fork = fork(
                List.of("sh", "-c", "ulimit -n 400; exec \"$0\" \"$@\""),
                List.of(),
                "descriptors",
                directory.toString());
        assertPrints(fork, "free 4096.0");
    }

    /** Root has no such limit: another user runs it then, who may read what root may. */
    @ParameterizedTest
    @ValueSource(ints = {36, 60})
    @EnabledOnOs(OS.LINUX)
    void aLimitOnThreadsIsMet(int limit) throws IOException, InterruptedException {
        assumeTrue(System.getProperty("lazuli.cpu.provider", "onednn").equals("onednn"));
        assumeTrue("root".equals(System.getProperty("user.name")) && Files.isExecutable(Path.of("/usr/bin/setpriv")));
        Path cache = Files.createTempDirectory("lazuli-limit-");
        List<String> before = new ArrayList<>(List.of(
                "setpriv",
                "--reuid=65533",
                "--regid=65533",
                "--clear-groups",
                "--inh-caps=+dac_override",
                "--ambient-caps=+dac_override",
                "prlimit",
                "--nproc=" + limit));
        try {
            Files.setAttribute(cache, "unix:uid", 65533);
            fork(
                    before,
                    List.of(
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Dlazuli.threads=8",
                            "-Dlazuli.cache=" + cache),
                    "streams");
        } finally {
            delete(cache);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList().reversed()) {
                Files.delete(path);
            }
        }
    }

    /** But for one: the JVM's compiler may hold what it compiled last. */
    @ParameterizedTest
    @ValueSource(strings = {"shutdown", "idle"})
    void classLoadersGo(String how) throws IOException, InterruptedException {
        // The threads that end last are the same for all providers.
        assumeTrue(how.equals("shutdown")
                || System.getProperty("lazuli.cpu.provider", "onednn").equals("onednn"));
        ForkedJvm fork = fork(List.of(), List.of(), "loaders", how);
        assertTrue(fork.printed().contains("left 1") || fork.printed().contains("left 0"), fork::printed);
        assertFalse(fork.printed().lines().anyMatch(line -> line.matches("threads [1-9].*")), fork::printed);
        System.out.println(how + ": class loaders are gone after "
                + fork.printed()
                        .lines()
                        .filter(line -> line.startsWith("seconds"))
                        .findFirst()
                        .orElse("?"));
    }
}
