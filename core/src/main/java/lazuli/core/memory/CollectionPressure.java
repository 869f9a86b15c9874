package lazuli.core.memory;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Decides when to provoke a collection. The collector does not see native memory, so a loop that drops large arrays would run
 * out of it with an almost empty heap. What a collection can give back at all is what Java objects hold; what an evaluation recycles by
 * itself, however much it is, is no reason for one. A collection is due when the former has grown by a bound since the last one: a fixed
 * amount or an eighth of what was held then. Collections take at most about a thirtieth of the time, of which a little can be saved up,
 * unless live memory grows so fast that it would pass a second, larger bound.
 */
final class CollectionPressure {
    private static final long SHARE = 30;
    private static final long MOST_NANOSECONDS = 500_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final long smallestBound;
    private final long largestGrowth;
    private final YoungCollection young = new YoungCollection();
    private final LongSupplier held;
    /** What was held after the last one. */
    private long settled;

    private volatile long threshold;
    private volatile long latest;
    private volatile long notBefore;

    /** How long collections may take until they have had their share of the time, as of the end of the last one. */
    private long saved;

    /** How long the last three took. */
    private final long[] durations = new long[3];

    private int collections;

    private long lastEnd = System.nanoTime();

    /**
     * Bounds of growth between collections, in bytes.
     *
     * @param smallestBound no collection before held memory has grown by so much
     * @param largestGrowth of live memory: a collection at the latest then, whatever it costs
     * @param held the bytes that Java objects hold
     * @param firstNanoseconds what the first collection is expected to take, so that a program that has hardly begun is not kept waiting
     */
    CollectionPressure(long smallestBound, long largestGrowth, LongSupplier held, long firstNanoseconds) {
        this.smallestBound = smallestBound;
        this.largestGrowth = largestGrowth;
        this.held = held;
        this.threshold = smallestBound;
        this.latest = largestGrowth;
        this.saved = -firstNanoseconds;
        this.notBefore = lastEnd + firstNanoseconds * SHARE;
    }

    /** With so much live memory. */
    boolean isDue(long active) {
        return active > latest || (held.getAsLong() > threshold && System.nanoTime() - notBefore >= 0);
    }

    /** Collects, if nobody else just has, and waits until the dead arrays' buffers have been released. */
    void relieve(LongSupplier active) {
        lock.lock();
        try {
            if (!isDue(active.getAsLong())) {
                return;
            }
            long before = held.getAsLong();
            collect(active, before - (before - settled) / 2);
        } finally {
            lock.unlock();
        }
    }

    /** Collects all that can be collected. */
    void collectAll(LongSupplier active) {
        lock.lock();
        try {
            collect(active, 0);
        } finally {
            lock.unlock();
        }
    }

    /** A young collection, and a full one unless at most {@code wanted} bytes are held then. */
    private void collect(LongSupplier active, long wanted) {
        CollectionEvent event = new CollectionEvent();
        event.begin();
        long before = active.getAsLong();
        long start = System.nanoTime();
        if (wanted > 0 && young.isWorthTrying()) {
            young.judge(DeadHandles.collect(young::run) && held.getAsLong() <= wanted);
        }
        boolean full = held.getAsLong() > wanted || wanted == 0;
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

    private void settle(long start, long active) {
        long end = System.nanoTime();
        settled = held.getAsLong();
        long growth = Math.max(smallestBound, settled / 8);
        threshold = settled + growth;
        latest = active + Math.max(growth, largestGrowth);
        durations[collections++ % durations.length] = end - start;
        saved = Math.min(saved + (start - lastEnd) / SHARE, MOST_NANOSECONDS) - cost();
        lastEnd = end;
        notBefore = end - Math.min(saved, 0) * SHARE;
    }

    /** The median of the last ones: one that a busy machine kept waiting must not put off the next for a minute. */
    private long cost() {
        long[] sorted = durations.clone();
        Arrays.sort(sorted);
        return sorted[1];
    }
}
