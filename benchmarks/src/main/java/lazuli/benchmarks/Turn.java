package lazuli.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What was measured in one JVM.
 *
 * @param loadAverage of the machine before the turn; negative where the system does not tell
 */
record Turn(Contender contender, int round, double loadAverage, RunResult result) {
    /**
     * Starts a JVM and measures, one for each combination of the work's sizes.
     *
     * @param sizes of the work, by name, where they are not its own
     */
    static List<Turn> take(Contender contender, int round, int iterations, int threads, Map<String, String> sizes)
            throws RunnerException {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(contender.benchmark()) + "$")
                .warmupIterations(iterations)
                .measurementIterations(iterations)
                .jvmArgsAppend(
                        "-Dlazuli.threads=" + threads,
                        "-Dai.djl.pytorch.num_threads=" + threads,
                        "-Dai.djl.offline=true",
                        "-DOPT_OUT_TRACKING=true")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        sizes.forEach(options::param);
        if (!contender.format().isEmpty()) {
            options.param(Contender.FORMAT, contender.format());
        }
        return new Runner(options.build())
                .run().stream()
                        .map(result -> new Turn(contender, round, load, result))
                        .toList();
    }

    /** The sizes of the work, such as {@code rows=4096 columns=1024}. */
    String sizes() {
        BenchmarkParams params = result.getParams();
        return params.getParamsKeys().stream()
                .filter(key -> !key.equals(Contender.FORMAT))
                .map(key -> key + "=" + params.getParam(key))
                .collect(Collectors.joining(" "));
    }
}
