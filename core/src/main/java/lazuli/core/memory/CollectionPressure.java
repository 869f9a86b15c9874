package lazuli.core.memory;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Decides when to provoke a collection. The collector does not see native memory, so a loop that drops large arrays would run
 * out of it with an almost empty heap. A collection is due when live memory has grown by a bound since the last one: a fixed
 * amount or a quarter of what was live then. Collections take at most about a thirtieth of the time, unless memory grows so fast that it
 * would pass a second, larger bound.
 */
final class CollectionPressure {
    private static final long SHARE = 30;

    private final ReentrantLock lock = new ReentrantLock();
    private final long smallestBound;
    private final long largestGrowth;
    private volatile long threshold;
    private volatile long latest;
    private volatile long notBefore = System.nanoTime();

    /**
     * Bounds of growth between collections, in bytes.
     *
     * @param smallestBound no collection before live memory has grown by so much
     * @param largestGrowth a collection at the latest then, whatever it costs
     */
    CollectionPressure(long smallestBound, long largestGrowth) {
        this.smallestBound = smallestBound;
        this.largestGrowth = largestGrowth;
        this.threshold = smallestBound;
        this.latest = largestGrowth;
    }

    boolean isDue(long active) {
        return active > threshold && (active > latest || System.nanoTime() - notBefore >= 0);
    }

    /** Collects, and waits until the dead arrays' buffers have been released. */
    void collect(LongSupplier active) {
        lock.lock();
        try {
            long start = System.nanoTime();
            DeadHandles.collect(System::gc);
            long end = System.nanoTime();
            long left = active.getAsLong();
            long growth = Math.max(smallestBound, left / 4);
            threshold = left + growth;
            latest = left + Math.max(growth, largestGrowth);
            notBefore = end + (end - start) * SHARE;
        } finally {
            lock.unlock();
        }
    }
}
