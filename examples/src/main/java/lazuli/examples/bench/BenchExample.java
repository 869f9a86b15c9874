package lazuli.examples.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lazuli.core.backend.Backends;
import lazuli.examples.bench.Workload.Speed;
import lazuli.examples.command.Example;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints how fast this machine is. */
@Command(name = "bench", description = "a table of how fast this machine is at common work")
public final class BenchExample extends Example<List<Speed>> {
    @Option(
            names = "--seconds",
            paramLabel = "X",
            description = "to measure each line, after as long to warm up (default ${DEFAULT-VALUE})")
    private float seconds = 1;

    @Override
    protected List<Speed> run() {
        out.printf(
                "%s; JDK %s, %s %s%n",
                Backends.cpu().description(),
                Runtime.version().feature(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"));
        out.printf("%-42s %10s %12s%n", "", "ms", "a second");
        List<Speed> speeds = new ArrayList<>();
        for (Workload workload : Workloads.all()) {
            Speed speed = workload.measure(seconds);
            speeds.add(speed);
            out.printf(
                    Locale.ROOT,
                    "%-42s %10.2f %12s %s%n",
                    speed.name(),
                    speed.milliseconds(),
                    String.format(Locale.ROOT, speed.rate() < 100 ? "%.1f" : "%,.0f", speed.rate()),
                    speed.unit());
        }
        return speeds;
    }
}
