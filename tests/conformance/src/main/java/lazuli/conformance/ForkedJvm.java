package lazuli.conformance;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A program in a JVM of its own, for what must not end the JVM of the tests.
 *
 * @param exit the process's status
 * @param printed what it wrote
 */
record ForkedJvm(int exit, String printed) {
    /** Runs a main class with the tests' classes and provider. */
    static ForkedJvm run(Path directory, Class<?> main, List<String> options, List<String> arguments)
            throws IOException, InterruptedException {
        return run(directory, List.of(), main, options, arguments);
    }

    /** The same by way of a command that sets what the process may have. */
    static ForkedJvm run(
            Path directory, List<String> launcher, Class<?> main, List<String> options, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-XX:ErrorFile=" + directory.resolve("crash"),
                "-XX:-CreateCoredumpOnCrash",
                "-Dlazuli.cpu.provider=" + System.getProperty("lazuli.cpu.provider", "onednn")));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(arguments);
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exit = process.waitFor();
        return new ForkedJvm(exit, Files.readString(output));
    }

    /** What the tests were loaded from, by the build's runner or by one with a class loader of its own. */
    private static String classPath() {
        if (ForkedJvm.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(url -> Path.of(URI.create(url.toString())).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
