package lazuli.benchmarks.workload;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A piece of work that each library does in its own way. A direct subclass says which work, a subclass of that who does it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"
        })
public abstract class Workload {
    private @Nullable Supplier<?> work;

    /**
     * Makes the inputs, computed and in memory.
     *
     * @return does the work once, to the end: its result is computed, and what it made on the way may be released
     */
    protected abstract Supplier<?> prepare();

    /** Prepares the work. */
    @Setup
    public final void setUp() {
        work = prepare();
    }

    /** Does the work once. */
    @Benchmark
    public final Object run() {
        return requireNonNull(work).get();
    }
}
