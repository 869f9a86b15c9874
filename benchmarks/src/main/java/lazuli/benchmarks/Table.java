package lazuli.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Measures what it is told to in every library that is there, by turns, and prints times and ratios. */
@Command(
        name = "table",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures Lazuli and the other libraries on the same work, by turns, and prints times and ratios.")
public final class Table implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "WORK", description = "What to measure, such as sum or small-cnn; or all.")
    private List<String> names = List.of();

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "How often each library has its turn, in a new JVM each time (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--iterations",
            defaultValue = "5",
            description = "Measurements in a turn, each for a second and at least once; as many before them warm up"
                    + " (default: ${DEFAULT-VALUE}).")
    private int iterations;

    @Option(names = "--threads", description = "Threads of each library (default: one for each processor).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--size",
            paramLabel = "NAME=VALUE",
            description = "A size other than the work's own, such as length=65536; may be given several times."
                    + " Work that has no size of this name stays as it is.")
    private Map<String, String> sizes = Map.of();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Where every measurement goes, and what the machine is.")
    private @Nullable Path json;

    private Table() {}

    /** See {@code --help}. */
    public static void main(String[] arguments) {
        showClassPathToForks();
        int exitCode = new CommandLine(new Table()).execute(arguments);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    @Override
    public Integer call() throws IOException {
        List<Contender> contenders = contenders();
        Machine machine = Machine.current();
        System.out.println(machine.description());
        List<Turn> turns = new ArrayList<>();
        boolean failed = false;
        for (int round = 1; round <= rounds; round++) {
            for (Contender contender : round % 2 == 1 ? contenders : contenders.reversed()) {
                String what = "%d of %d: %s by %s, ".formatted(round, rounds, contender.work(), contender.name());
                try {
                    for (Turn turn : Turn.take(contender, round, iterations, threads, sizes)) {
                        double median = Times.of(List.of(turn)).median();
                        System.out.printf(Locale.ROOT, "%s%s: %.3f ms%n", what, turn.sizes(), median);
                        turns.add(turn);
                    }
                } catch (RunnerException e) {
                    System.out.println(what + "failed");
                    e.printStackTrace();
                    failed = true;
                }
            }
        }
        System.out.println();
        System.out.print(Comparison.table(turns));
        if (json != null) {
            Files.writeString(json, Report.json(machine, threads, turns));
        }
        return failed ? 1 : 0;
    }

    private List<Contender> contenders() {
        List<Contender> all = Contender.all();
        if (names.equals(List.of("all"))) {
            return all;
        }
        List<Contender> chosen = new ArrayList<>();
        for (String name : names) {
            List<Contender> found = all.stream().filter(c -> c.does(name)).toList();
            if (found.isEmpty()) {
                String known = all.stream().map(Contender::work).distinct().collect(Collectors.joining(", "));
                throw new ParameterException(
                        new CommandLine(this), "no work is called " + name + "; there are " + known);
            }
            chosen.addAll(found);
        }
        return chosen;
    }

    /** JMH gives its forks the class path that the JVM was started with; Maven's exec:java has loaded this class from another one. */
    private static void showClassPathToForks() {
        if (Table.class.getClassLoader() instanceof URLClassLoader loader) {
            String path = Arrays.stream(loader.getURLs())
                    .map(URL::getPath)
                    .map(file -> Path.of(file).toString())
                    .collect(Collectors.joining(File.pathSeparator));
            System.setProperty("java.class.path", path);
        }
    }
}
