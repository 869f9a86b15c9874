package lazuli.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Everything that the table can measure does its work, at small sizes. */
class ContenderTest {
    // spotless:off
    private static final Map<String, String> SMALL = Map.of(
            "length", "100", "rows", "3", "columns", "5", "size", "8", "batch", "2", "channels", "16", "count", "10",
            "features", "64", "bits", "4", "classes", "5");
    // spotless:on

    static List<Contender> contenders() {
        return Contender.all();
    }

    @ParameterizedTest
    @MethodSource("contenders")
    void works(Contender contender) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(contender.benchmark()) + "$")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(1))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        SMALL.forEach(options::param);
        options.param("dtype", "float16");
        if (!contender.format().isEmpty()) {
            options.param(Contender.FORMAT, contender.format());
        }
        RunResult result = new Runner(options.build()).runSingle();
        assertTrue(result.getPrimaryResult().getSampleCount() > 0);
    }

    /** A benchmark with several sizes of its own failed as a whole. */
    @Test
    void eachCombinationOfSizesIsATurn() throws RunnerException {
        Contender contender = Contender.all().stream()
                .filter(c -> c.does("quantized-matrix-product") && c.isLazuli())
                .findFirst()
                .orElseThrow();
        List<Turn> turns = Turn.take(contender, 1, 1, 1, Map.of("rows", "1", "features", "64"));
        assertEquals(2, turns.size());
        String table = Comparison.table(turns);
        assertTrue(table.contains("bits=4 ") && table.contains("bits=32 "), table);
    }

    @Test
    void lazuliDoesAllWork() {
        List<String> works =
                Contender.all().stream().map(Contender::work).distinct().toList();
        List<String> lazulis = Contender.all().stream()
                .filter(Contender::isLazuli)
                .map(Contender::work)
                .toList();
        assertTrue(works.contains("ResNet18"), works::toString);
        assertEquals(works, lazulis);
    }

    @Test
    void namesMayHaveHyphensAndAnyCase() {
        Contender contender = new Contender("SmallCnn", "lazuli", "", "lazuli.benchmarks.lazuli.LazuliSmallCnn.run");
        assertTrue(contender.does("small-cnn"));
        assertTrue(contender.does("smallcnn"));
    }
}
