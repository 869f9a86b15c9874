package lazuli.backend.cpu.warmup;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How much processor time trials may take: a small share of what the process has spent, so that a program that ends soon does not pay for speed
 * that it will not have. The JIT takes about as much again for what they bring to it. For one thread.
 */
final class WarmupBudget {
    /** Of the first seconds of processor time trials may take one part in so many, */
    private static final int FIRST_SHARE = 20;

    /** and of what comes after them one in so many: who computes for long gains the more, the sooner kernels are warm. */
    private static final int LATER_SHARE = 6;

    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(4);

    private final LongSupplier processTime;
    private long spent;

    WarmupBudget(LongSupplier processTime) {
        this.processTime = processTime;
    }

    /** Whether there is time for another round. */
    boolean allows() {
        return spent < granted(processTime.getAsLong());
    }

    private static long granted(long processNanos) {
        return Math.min(processNanos, FIRST_NANOS) / FIRST_SHARE
                + Math.max(0, processNanos - FIRST_NANOS) / LATER_SHARE;
    }

    void charge(long nanos) {
        spent += nanos;
    }
}
