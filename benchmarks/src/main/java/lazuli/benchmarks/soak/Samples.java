package lazuli.benchmarks.soak;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import lazuli.core.Memory;

/** What the process kept in memory from time to time. The resident set is told on Linux. */
final class Samples {
    private final long start = System.nanoTime();
    private final PrintStream out;
    private final List<Sample> samples = new ArrayList<>();
    private long lastTime = start;
    private long lastCollecting = collecting();
    private final long firstCollecting = lastCollecting;

    private record Sample(long resident, long live) {}

    Samples(PrintStream out) {
        this.out = out;
        out.println("seconds,resident MB,live MB,peak MB,cached MB,heap MB,collecting %");
    }

    /** Prints a row. */
    void take() {
        long now = System.nanoTime();
        long collecting = collecting();
        Sample sample = new Sample(resident(), Memory.active());
        samples.add(sample);
        Runtime heap = Runtime.getRuntime();
        out.printf(
                Locale.ROOT,
                "%.0f,%d,%d,%d,%d,%d,%.2f%n",
                (now - start) / 1e9,
                sample.resident() >> 20,
                sample.live() >> 20,
                Memory.peak() >> 20,
                Memory.cache() >> 20,
                (heap.totalMemory() - heap.freeMemory()) >> 20,
                100e6 * (collecting - lastCollecting) / (now - lastTime));
        out.flush();
        Memory.resetPeak();
        lastTime = now;
        lastCollecting = collecting;
    }

    /** The last quarter's median divided by the second quarter's. */
    double residentGrowth() {
        return growth(Sample::resident);
    }

    /** The same of live arrays. */
    double liveGrowth() {
        return growth(Sample::live);
    }

    long mostResident() {
        return samples.stream().mapToLong(Sample::resident).max().orElse(0);
    }

    double shareInCollections() {
        return (collecting() - firstCollecting) * 1e6 / (System.nanoTime() - start);
    }

    private double growth(ToLongFunction<Sample> figure) {
        int count = samples.size();
        if (count < 8) {
            return 1;
        }
        return median(samples.subList(3 * count / 4, count), figure)
                / median(samples.subList(count / 4, count / 2), figure);
    }

    private static double median(List<Sample> samples, ToLongFunction<Sample> figure) {
        long[] sorted = samples.stream().mapToLong(figure).sorted().toArray();
        return Math.max(1, sorted[sorted.length / 2]);
    }

    private static long collecting() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    private static long resident() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException notLinux) {
            return 0;
        }
    }
}
