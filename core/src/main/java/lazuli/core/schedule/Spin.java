package lazuli.core.schedule;

import java.util.function.BooleanSupplier;

/**
 * A short wait without sleeping. Small computations take less than it takes to wake a thread, and on an idle processor, above all a virtual
 * one, waking takes tens of microseconds.
 */
final class Spin {
    /** In nanoseconds. */
    static final long SHORT = 20_000;

    /** What it takes to wake a thread on a virtual machine, and a little more. */
    private static final long LONG = 100_000;

    private static final boolean IS_WORTHWHILE = Runtime.getRuntime().availableProcessors() > 1;

    private Spin() {}

    /** Waits for a condition, which other threads bring about, for so many nanoseconds at most. */
    static void until(BooleanSupplier condition, long nanoseconds) {
        if (!IS_WORTHWHILE || Thread.currentThread().isVirtual()) {
            return;
        }
        long start = System.nanoTime();
        while (!condition.getAsBoolean() && System.nanoTime() - start < nanoseconds) {
            Thread.onSpinWait();
        }
    }

    /** How long to spin the next time, if the last wait lasted so many nanoseconds: longer where to wake a thread took longer than the work did. */
    static long after(long wait) {
        return wait < 2 * LONG ? LONG : SHORT;
    }
}
