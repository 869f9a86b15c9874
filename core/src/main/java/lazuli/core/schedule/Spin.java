package lazuli.core.schedule;

import java.util.function.BooleanSupplier;

/**
 * A short wait without sleeping. Small computations take less than it takes to wake a thread, and on an idle processor, above all a virtual
 * one, waking takes tens of microseconds.
 */
final class Spin {
    private static final long NANOSECONDS = 20_000;
    private static final boolean IS_WORTHWHILE = Runtime.getRuntime().availableProcessors() > 1;

    private Spin() {}

    /** Waits for a condition, which other threads bring about, for some microseconds at most. */
    static void until(BooleanSupplier condition) {
        if (!IS_WORTHWHILE || Thread.currentThread().isVirtual()) {
            return;
        }
        long start = System.nanoTime();
        while (!condition.getAsBoolean() && System.nanoTime() - start < NANOSECONDS) {
            Thread.onSpinWait();
        }
    }
}
