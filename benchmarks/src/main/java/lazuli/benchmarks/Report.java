package lazuli.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** Everything measured, as JSON: the machine, the jars on the class path, and for each turn JMH's own record. */
final class Report {
    private Report() {}

    static String json(Machine machine, int threads, List<Turn> turns) {
        return """
                {
                "machine": {"processor": %s, "processors": %d, "memory": %d, "system": %s, "java": %s},
                "threads": %d,
                "libraries": [%s],
                "turns": [
                %s
                ]
                }
                """.formatted(
                        quoted(machine.processor()),
                        machine.processors(),
                        machine.memory(),
                        quoted(machine.system()),
                        quoted(machine.java()),
                        threads,
                        jars(),
                        turns.stream().map(Report::json).collect(Collectors.joining(",\n")));
    }

    private static String json(Turn turn) {
        return "{\"work\": %s, \"by\": %s, \"round\": %d, \"loadAverage\": %s, \"jmh\": %s}"
                .formatted(
                        quoted(turn.contender().work()),
                        quoted(turn.contender().name()),
                        turn.round(),
                        String.format(Locale.ROOT, "%.2f", turn.loadAverage()),
                        jmhJson(turn.result()));
    }

    private static String jmhJson(RunResult result) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(List.of(result));
        }
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }

    private static String jars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(path -> path.endsWith(".jar"))
                .map(path -> quoted(Path.of(path).getFileName().toString()))
                .collect(Collectors.joining(", "));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
