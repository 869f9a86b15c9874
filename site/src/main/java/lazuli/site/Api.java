package lazuli.site;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.NullMarked;

/** Javadoc of the modules that programs use, as one, so that links lead from each to the others. */
final class Api {
    /** A folder each, with a module of that name. */
    private static final List<String> MODULES = List.of("core", "nn", "optimizers");

    private Api() {}

    /**
     * Writes it.
     *
     * @param root of the repository
     * @throws IllegalStateException if Javadoc has warned of something
     */
    static void write(Path root, Path target) throws IOException {
        Files.createDirectories(target);
        List<String> arguments =
                new ArrayList<>(List.of("-d", target.toString(), "-quiet", "-Xdoclint:all,-missing", "-Werror"));
        arguments.addAll(
                List.of("-windowtitle", "Lazuli", "-doctitle", "Lazuli", "-encoding", "UTF-8", "-notimestamp"));
        arguments.addAll(List.of(
                "--release",
                "25",
                "--add-modules",
                "org.jspecify",
                "--module-path",
                annotations().toString()));
        for (String module : MODULES) {
            arguments.add("--module-source-path");
            arguments.add("lazuli.%s=%s".formatted(module, root.resolve(module).resolve("src/main/java")));
        }
        arguments.addAll(List.of("--module", "lazuli." + String.join(",lazuli.", MODULES)));
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        int code =
                ToolProvider.findFirst("javadoc").orElseThrow().run(writer, writer, arguments.toArray(String[]::new));
        if (code != 0 || !said.toString().isBlank()) {
            throw new IllegalStateException("javadoc: " + said);
        }
    }

    private static Path annotations() {
        try {
            return Path.of(NullMarked.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
