package lazuli.examples.bench;

import static lazuli.core.Mx.eval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import lazuli.core.Array;

/**
 * Work that is measured.
 *
 * @param name what it is
 * @param work one go of it; the array is computed
 * @param amount of the unit in one go
 * @param unit such as GFLOP
 */
record Workload(String name, Supplier<Array> work, double amount, String unit) {
    private static final int FEWEST = 5;

    /**
     * How fast it went.
     *
     * @param name of the work
     * @param milliseconds for one go, the median
     * @param rate units a second
     */
    record Speed(String name, double milliseconds, double rate, String unit) {}

    /** Measures for this long, after as long to warm up; five goes at the least. */
    Speed measure(double seconds) {
        milliseconds(seconds);
        List<Double> times = milliseconds(seconds);
        Collections.sort(times);
        double median = times.get(times.size() / 2);
        return new Speed(name, median, 1e3 * amount / median, unit);
    }

    private List<Double> milliseconds(double seconds) {
        List<Double> times = new ArrayList<>();
        long end = System.nanoTime() + (long) (1e9 * seconds);
        while (times.size() < FEWEST || System.nanoTime() < end) {
            long start = System.nanoTime();
            eval(work.get());
            times.add((System.nanoTime() - start) / 1e6);
        }
        return times;
    }
}
