package lazuli.core.memory;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Decides when to provoke a collection. The collector does not see native memory, so a loop that drops large arrays would run
 * out of it with an almost empty heap. What a collection can give back at all is what Java objects hold; what an evaluation recycles by
 * itself, however much it is, is no reason for one. A collection is due when the former has grown by a bound since the last one: a fixed
 * amount or an eighth of what was held then. Collections take at most about a thirtieth of the time, and a twentieth where young ones leave too much,
 * so that nothing but full ones keeps memory flat. A little of it can be saved up. All that does not count where live memory grows so fast that it would
 * pass a second, larger bound.
 */
final class CollectionPressure {
    private static final long SMALLEST_SHARE = 30;
    private static final long LARGEST_SHARE = 20;
    private static final long MOST_SAVED_NANOSECONDS = 2_000_000_000L;

    private final ReentrantLock lock = new ReentrantLock();
    private final long smallestBound;
    private final long largestGrowth;
    private final Collector collector;
    private final YoungTurns turns = new YoungTurns();
    private final LongSupplier held;

    /** The least that was held after a collection since the last full one: what young ones leave behind is not all needed. */
    private long needed;

    private volatile long threshold;
    private volatile long latest;
    private volatile long notBefore;

    /** How much time has passed that no collection has been charged to, as of the end of the last one. */
    private long saved;

    /** Whether the last young one did. */
    private boolean leavesTooMuch;

    private final Durations youngOnes = new Durations();
    private final Durations fullOnes = new Durations();

    private long lastEnd = System.nanoTime();

    /**
     * Bounds of growth between collections, in bytes.
     *
     * @param smallestBound no collection before held memory has grown by so much
     * @param largestGrowth of live memory: a collection at the latest then, whatever it costs
     * @param collector what is asked
     * @param held the bytes that Java objects hold
     * @param firstNanoseconds what the first collection is expected to take, so that a program that has hardly begun is not kept waiting
     */
    CollectionPressure(
            long smallestBound, long largestGrowth, Collector collector, LongSupplier held, long firstNanoseconds) {
        this.smallestBound = smallestBound;
        this.largestGrowth = largestGrowth;
        this.collector = collector;
        this.held = held;
        this.threshold = smallestBound;
        this.latest = largestGrowth;
        this.saved = -firstNanoseconds * SMALLEST_SHARE;
        this.notBefore = lastEnd - saved;
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
            collect(active, before - (before - needed) / 3);
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
        if (wanted > 0 && turns.isNext()) {
            boolean ran = collector.young();
            boolean enough = ran && held.getAsLong() <= wanted;
            turns.judge(enough);
            leavesTooMuch = ran && !enough;
        }
        boolean full = held.getAsLong() > wanted || wanted == 0;
        if (full) {
            collector.full();
        }
        long left = active.getAsLong();
        needed = full ? held.getAsLong() : Math.min(needed, held.getAsLong());
        settle(start, left, full);
        event.end();
        if (event.shouldCommit()) {
            event.full = full;
            event.released = before - left;
            event.active = left;
            event.commit();
        }
    }

    private void settle(long start, long active, boolean full) {
        long end = System.nanoTime();
        long settled = held.getAsLong();
        long growth = Math.max(smallestBound, settled / 8);
        threshold = settled + growth;
        latest = active + Math.max(growth, largestGrowth);
        long cost = (full ? fullOnes : youngOnes).median(end - start);
        long charge = cost * (full && leavesTooMuch ? LARGEST_SHARE : SMALLEST_SHARE);
        saved = Math.min(saved + start - lastEnd, MOST_SAVED_NANOSECONDS) - charge;
        lastEnd = end;
        notBefore = end - Math.min(saved, 0);
    }

    /** How long the last three took. */
    private static final class Durations {
        private final long[] last = new long[3];
        private int count;

        /** The median with this one: one that a busy machine kept waiting must not put off the next for a minute. */
        long median(long nanoseconds) {
            last[count++ % last.length] = nanoseconds;
            long[] sorted = last.clone();
            Arrays.sort(sorted);
            return sorted[1];
        }
    }
}
