package lazuli.benchmarks;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A way to do a piece of work.
 *
 * @param work the name of the work's class
 * @param library the last part of the package's name
 * @param format in which order images lie in memory; empty if the library leaves no choice
 * @param benchmark JMH's name
 */
record Contender(String work, String library, String format, String benchmark) {
    /** JMH's parameter of benchmarks that can be done in several formats. */
    static final String FORMAT = "format";

    private static final String LAZULI = "lazuli";

    /** All on the class path, each work's together, Lazuli first. */
    static List<Contender> all() {
        OutputFormat silence = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        return BenchmarkList.defaultList().getAll(silence, List.of()).stream()
                .filter(Contender::isContender)
                .flatMap(Contender::of)
                .sorted(Comparator.comparing(Contender::work)
                        .thenComparing(contender -> !contender.isLazuli())
                        .thenComparing(Contender::name))
                .toList();
    }

    /** Other benchmarks, of what has no peer, are methods of another name. */
    private static boolean isContender(BenchmarkListEntry entry) {
        return entry.getUsername().endsWith(".run");
    }

    /** Reads {@code lazuli.benchmarks.<library>.<Library><Work>.run}. */
    private static Stream<Contender> of(BenchmarkListEntry entry) {
        String benchmark = entry.getUsername();
        List<String> parts = List.of(benchmark.split("\\.", -1));
        String library = parts.get(parts.size() - 3);
        String work = parts.get(parts.size() - 2).substring(library.length());
        String[] formats = entry.getParams().orElse(Map.of()).getOrDefault(FORMAT, new String[] {""});
        return Arrays.stream(formats).map(format -> new Contender(work, library, format, benchmark));
    }

    boolean isLazuli() {
        return library.equals(LAZULI);
    }

    /** The library and the format. */
    String name() {
        return format.isEmpty() ? library : library + " " + format;
    }

    /** Whether the work is what {@code name} means: case and hyphens do not matter. */
    boolean does(String name) {
        return work.equalsIgnoreCase(name.replace("-", ""));
    }
}
