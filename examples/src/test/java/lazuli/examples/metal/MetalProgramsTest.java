package lazuli.examples.metal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import lazuli.examples.cifar.DevicePrograms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Training, transforms and generation on the software Metal device give what they give on the CPU, up to float32's rounding. The tests of backend-metal build
 * the device.
 */
class MetalProgramsTest {
    private static final String PROPERTY = "lazuli.metal.programs";
    private static final String REASON = "takes a minute: -Dlazuli.metal.programs=true";
    private static final Path DEVICE = Path.of("..", "backend-metal", "target", "software-metal");
    private static final Path LIBRARY = DEVICE.resolve("libsoftwaremetal.so");
    private static final double TOLERANCE = 2e-4;
    private static final Pattern WORDS = Pattern.compile(" +");
    private static final List<String> NAMES = List.of("anna", "bea", "carl", "dora", "emil", "fritz", "gina", "hugo");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"block 3", "transforms", "quantized"})
    void numbersAreTheCpus(String program) throws Exception {
        compare(WORDS.splitAsStream(program).toList(), TOLERANCE);
    }

    @Test
    @EnabledIfSystemProperty(named = PROPERTY, matches = "true", disabledReason = REASON)
    void aSmallNetworkTrainsAlike() throws Exception {
        compare(List.of("small-cnn", "2"), TOLERANCE);
    }

    @Test
    @EnabledIfSystemProperty(named = PROPERTY, matches = "true", disabledReason = REASON)
    void gradientsOfALargeNetworkAreAlike() throws Exception {
        compare(List.of("gradients"), 2e-3);
    }

    /** AdamW's first step has the sign of each gradient, also of those that are rounding alone: two CPU providers differ by 2e-4 after it. */
    @Test
    @EnabledIfSystemProperty(named = PROPERTY, matches = "true", disabledReason = REASON)
    void aLargeNetworkTrainsAlike() throws Exception {
        compare(List.of("resnet18", "2"), 5e-3);
    }

    @Test
    @EnabledIfSystemProperty(named = PROPERTY, matches = "true", disabledReason = REASON)
    void microGptInventsTheSameNames() throws Exception {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            names.add(NAMES.get(i % NAMES.size()) + (char) ('a' + i % 26));
        }
        Path file = Files.write(directory.resolve("names.txt"), names);
        compare(List.of("microgpt", file.toString()), TOLERANCE);
    }

    private void compare(List<String> program, double tolerance) throws Exception {
        assumeTrue(Files.exists(LIBRARY), LIBRARY + " is not there: backend-metal's tests build it where there is g++");
        List<String> expected = run(List.of("-Dlazuli.gpu=off"), program);
        List<String> got = run(List.of("-Dlazuli.metal.library=" + LIBRARY.toAbsolutePath()), program);
        assertEquals("CPU", expected.getFirst());
        assertEquals("GPU", got.getFirst());
        assertEquals(expected.size(), got.size(), () -> expected + "\n" + got);
        for (int i = 1; i < expected.size(); i++) {
            requireEqual(expected.get(i), got.get(i), tolerance);
        }
        System.out.println("as on the CPU: " + String.join(" ", program) + ", " + (expected.size() - 1) + " lines");
    }

    /** What examples say of the device that they compute on. */
    private static boolean namesTheDevice(String line) {
        return line.startsWith("device ") || line.startsWith("cpu: ") || line.startsWith("gpu: ");
    }

    /** Words are equal, numbers nearly. */
    private static void requireEqual(String expected, String got, double tolerance) {
        List<String> words = WORDS.splitAsStream(expected).toList();
        List<String> others = WORDS.splitAsStream(got).toList();
        assertEquals(words.size(), others.size(), () -> expected + "\n" + got);
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).matches("-?\\d+\\.\\d+(e[-+]\\d+)?,?")) {
                double a = Double.parseDouble(words.get(i).replace(",", ""));
                double b = Double.parseDouble(others.get(i).replace(",", ""));
                assertTrue(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a)), () -> expected + "\n" + got);
            } else {
                assertEquals(words.get(i), others.get(i), () -> expected + "\n" + got);
            }
        }
    }

    private List<String> run(List<String> options, List<String> program) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(DevicePrograms.class.getName());
        command.addAll(program);
        Path output = directory.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(directory.resolve("errors.txt").toFile());
        builder.environment()
                .put(
                        "SOFTWARE_METAL_CACHE",
                        DEVICE.resolve("cache").toAbsolutePath().toString());
        // Compiles longer, and runs faster: these programs compute much.
        builder.environment().put("SOFTWARE_METAL_OPTIMIZE", "1");
        int exit = builder.start().waitFor();
        String errors = Files.readString(directory.resolve("errors.txt"));
        assertEquals(0, exit, () -> errors);
        return Files.readAllLines(output).stream()
                .filter(line -> !namesTheDevice(line) && !line.contains(" ms") && !line.contains("steps/s"))
                .toList();
    }
}
