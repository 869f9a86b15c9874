package lazuli.benchmarks.soak;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import lazuli.core.fault.Faults.InjectedFailure;
import lazuli.core.memory.OutOfMemoryException;
import org.jspecify.annotations.Nullable;

/**
 * Three threads do sixteen kinds of work in random order: {@code Soak [seconds] [seed]}, 1,800 seconds by default. Prints, as comma-separated values
 * every ten seconds, what the process keeps in memory, and at the end a verdict: it exits with 1 if anything failed that had not been told
 * to, or if memory grew from the second quarter to the last.
 */
public final class Soak {
    private static final int THREADS = 3;

    /** What a quarter's median may be above that of an earlier one. */
    private static final double MOST_GROWTH = 1.1;

    /** The work of three threads is at no two times the same. */
    private static final long MOST_LIVE_GROWTH = 32L << 20;

    private static final double MOST_COLLECTING = 0.05;

    private final long end;
    private final Path folder;
    private final PrintStream out;
    private final Map<Work, LongAdder> done = new EnumMap<>(Work.class);
    private final AtomicInteger expectedFailures = new AtomicInteger();
    private volatile @Nullable Throwable unexpected;

    private Soak(double seconds, Path folder, PrintStream out) {
        this.end = System.nanoTime() + (long) (seconds * 1e9);
        this.folder = folder;
        this.out = out;
        for (Work work : Work.values()) {
            done.put(work, new LongAdder());
        }
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 1800;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        if (!run(seconds, seed, System.out)) {
            System.exit(1);
        }
    }

    /** Whether nothing failed and memory stayed flat; the latter is not judged of less than five minutes. */
    static boolean run(double seconds, long seed, PrintStream out) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("lazuli-soak");
        try {
            return new Soak(seconds, folder, out).run(seconds, seed);
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private boolean run(double seconds, long seed) throws InterruptedException {
        out.println("# seed " + seed);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            threads.add(Thread.ofPlatform().name("soak-" + i).start(() -> work(number, new Random(seed + number))));
        }
        Samples samples = new Samples(out);
        while (System.nanoTime() - end < 0 && unexpected == null) {
            Thread.sleep(Math.clamp((end - System.nanoTime()) / 1_000_000, 1, 10_000));
            samples.take();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return verdict(samples, seconds);
    }

    private void work(int number, Random random) {
        List<Work> works = List.of(Work.values());
        try {
            while (System.nanoTime() - end < 0 && unexpected == null) {
                Work work = works.get(random.nextInt(works.size()));
                try {
                    work.run(new Work.Place(folder, number, random));
                    requireNonNull(done.get(work)).increment();
                } catch (RuntimeException failure) {
                    if (!isExpected(failure)) {
                        throw failure;
                    }
                    expectedFailures.incrementAndGet();
                }
            }
        } catch (RuntimeException | Error failure) {
            unexpected = failure;
        } catch (IOException failure) {
            unexpected = new UncheckedIOException(failure);
        }
    }

    /** One that was injected may come up in any thread's kernel, and in whoever waits for it. */
    private static boolean isExpected(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InjectedFailure || cause instanceof OutOfMemoryException) {
                return true;
            }
        }
        return false;
    }

    private boolean verdict(Samples samples, double seconds) {
        done.forEach((work, count) -> out.printf("# %s: %,d times%n", work, count.sum()));
        out.printf("# %,d injected failures and refusals of memory ended as they must%n", expectedFailures.get());
        Throwable failure = unexpected;
        if (failure != null) {
            failure.printStackTrace(out);
        }
        boolean isJudged = seconds >= 300;
        boolean isFlat = samples.keptGrowth() < MOST_GROWTH && samples.liveGrowth() < MOST_LIVE_GROWTH;
        boolean isQuick = samples.shareInCollections() < MOST_COLLECTING;
        out.printf(
                Locale.ROOT,
                "# last quarter to second: resident less cached %.3f, least live %+,d MB; %.2f%% of the time in collections; at most %,d MB resident%n",
                samples.keptGrowth(),
                samples.liveGrowth() >> 20,
                100 * samples.shareInCollections(),
                samples.mostResident() >> 20);
        boolean passes = failure == null && (!isJudged || (isFlat && isQuick));
        out.println(passes ? "# PASSED" : "# FAILED");
        return passes;
    }
}
