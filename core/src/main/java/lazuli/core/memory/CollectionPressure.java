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
    private final YoungCollection young = new YoungCollection();
    /** What was live after the last one. */
    private long settled;

    private volatile long spent;
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

    /** Collects, if nobody else just has, and waits until the dead arrays' buffers have been released. */
    void relieve(LongSupplier active) {
        lock.lock();
        try {
            long before = active.getAsLong();
            if (!isDue(before)) {
                return;
            }
            long start = System.nanoTime();
            if (young.isWorthTrying()) {
                boolean useful =
                        DeadHandles.collect(young::run) && before - active.getAsLong() > (before - settled) / 2;
                young.judge(useful);
            }
            if (before - active.getAsLong() <= (before - settled) / 2) {
                DeadHandles.collect(CollectionPressure::full);
            }
            settle(start, active.getAsLong());
        } finally {
            lock.unlock();
        }
    }

    /** Collects all that can be collected. */
    void collectAll(LongSupplier active) {
        lock.lock();
        try {
            long start = System.nanoTime();
            DeadHandles.collect(CollectionPressure::full);
            settle(start, active.getAsLong());
        } finally {
            lock.unlock();
        }
    }

    private static boolean full() {
        System.gc();
        return true;
    }

    private void settle(long start, long left) {
        long end = System.nanoTime();
        long growth = Math.max(smallestBound, left / 4);
        settled = left;
        threshold = left + growth;
        latest = left + Math.max(growth, largestGrowth);
        notBefore = end + (end - start) * SHARE;
        spent += end - start;
    }

    /** The time that collections have taken, in nanoseconds. */
    long spent() {
        return spent;
    }
}
