package lazuli.backend.metal.software;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program in a JVM of its own, which knows nothing of other tests.
 *
 * @param exit the process's status
 * @param printed what it wrote
 */
public record TestProcess(int exit, String printed) {
    /** Runs a main class with the tests' classes and device. */
    public static TestProcess run(
            Path directory, Map<String, String> environment, Class<?> main, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        String library = System.getProperty(SoftwareMetal.LIBRARY);
        if (library != null) {
            command.add("-D" + SoftwareMetal.LIBRARY + "=" + library);
        }
        command.add(main.getName());
        command.addAll(arguments);
        Path output = directory.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        int exit = builder.start().waitFor();
        return new TestProcess(exit, Files.readString(output));
    }
}
