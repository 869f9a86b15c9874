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
            long wanted = before - (before - settled) / 2;
            collect(before, active, wanted);
        } finally {
            lock.unlock();
        }
    }

    /** Collects all that can be collected. */
    void collectAll(LongSupplier active) {
        lock.lock();
        try {
            collect(active.getAsLong(), active, 0);
        } finally {
            lock.unlock();
        }
    }

    /** A young collection, and a full one unless at most {@code wanted} bytes are live then. */
    private void collect(long before, LongSupplier active, long wanted) {
        CollectionEvent event = new CollectionEvent();
        event.begin();
        long start = System.nanoTime();
        if (wanted > 0 && young.isWorthTrying()) {
            young.judge(DeadHandles.collect(young::run) && active.getAsLong() <= wanted);
        }
        boolean full = active.getAsLong() > wanted || wanted == 0;
        if (full) {
            DeadHandles.collect(CollectionPressure::full);
        }
        long left = active.getAsLong();
        settle(start, left);
        event.end();
        if (event.shouldCommit()) {
            event.full = full;
            event.released = before - left;
            event.active = left;
            event.commit();
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
    }
}
