package lazuli.conformance;

import static lazuli.core.Mx.add;
import static lazuli.core.Mx.eval;
import static lazuli.core.Mx.ones;

import lazuli.core.Memory;
import lazuli.core.Mx;

/** How much memory arrays hold that are really alive. */
final class LiveMemory {
    private static final long PATIENCE_NANOSECONDS = 60_000_000_000L;

    private LiveMemory() {}

    /** {@link Memory#active} once all streams are idle and dead arrays have been found. */
    static long settled() throws InterruptedException {
        Mx.synchronize();
        long least = Long.MAX_VALUE;
        for (int unchanged = 0; unchanged < 3; unchanged++) {
            System.gc();
            Thread.sleep(30);
            eval(add(ones(1), 1));
            if (Memory.active() < least) {
                least = Memory.active();
                unchanged = 0;
            }
        }
        return least;
    }

    /** Growth since {@code before}, which kernels that are being tried out in the background may cause for a while. */
    static long growth(long before) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOSECONDS;
        long growth;
        do {
            growth = settled() - before;
        } while (growth > 0 && System.nanoTime() - end < 0);
        return growth;
    }
}
