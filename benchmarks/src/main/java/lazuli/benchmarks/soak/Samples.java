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
import lazuli.core.Memory;

/** What the process kept in memory from time to time. The resident set is told on Linux. */
final class Samples {
    private final long start = System.nanoTime();
    private final PrintStream out;
    private final List<Sample> samples = new ArrayList<>();
    private long lastTime = start;
    private long lastCollecting = collecting();
    private final long firstCollecting = lastCollecting;

    private record Sample(long resident, long live, long cached) {
        /** What the process keeps besides what the allocator has for the next request. */
        long kept() {
            return resident - cached;
        }
    }

    Samples(PrintStream out) {
        this.out = out;
        out.println("seconds,resident MB,live MB,peak MB,cached MB,heap MB,collecting %");
    }

    /** Prints a row. */
    void take() {
        long now = System.nanoTime();
        long collecting = collecting();
        Sample sample = new Sample(resident(), Memory.active(), Memory.cache());
        samples.add(sample);
        Runtime heap = Runtime.getRuntime();
        out.printf(
                Locale.ROOT,
                "%.0f,%d,%d,%d,%d,%d,%.2f%n",
                (now - start) / 1e9,
                sample.resident() >> 20,
                sample.live() >> 20,
                Memory.peak() >> 20,
                sample.cached() >> 20,
                (heap.totalMemory() - heap.freeMemory()) >> 20,
                100e6 * (collecting - lastCollecting) / (now - lastTime));
        out.flush();
        Memory.resetPeak();
        lastTime = now;
        lastCollecting = collecting;
    }

    /** How much more of the resident set is kept, besides the cache, in the last quarter than in the second: medians divided. */
    double keptGrowth() {
        int count = samples.size();
        return count < 8
                ? 1
                : median(samples.subList(3 * count / 4, count)) / median(samples.subList(count / 4, count / 2));
    }

    /** How many more bytes of arrays are live in the last quarter than in the second, where least is at work. */
    long liveGrowth() {
        int count = samples.size();
        return count < 8
                ? 0
                : least(samples.subList(3 * count / 4, count)) - least(samples.subList(count / 4, count / 2));
    }

    long mostResident() {
        return samples.stream().mapToLong(Sample::resident).max().orElse(0);
    }

    double shareInCollections() {
        return (collecting() - firstCollecting) * 1e6 / (System.nanoTime() - start);
    }

    private static double median(List<Sample> samples) {
        long[] sorted = samples.stream().mapToLong(Sample::kept).sorted().toArray();
        return Math.max(1, sorted[sorted.length / 2]);
    }

    private static long least(List<Sample> samples) {
        return samples.stream().mapToLong(Sample::live).min().orElse(0);
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
