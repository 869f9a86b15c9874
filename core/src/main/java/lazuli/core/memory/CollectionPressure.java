package lazuli.core.memory;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import lazuli.core.recording.FlightRecording;

/**
 * Decides when to provoke a collection. The collector does not see native memory, so a loop that drops large arrays would run
 * out of it with an almost empty heap. What a collection can give back at all is what Java objects hold; what an evaluation recycles by
 * itself, however much it is, is no reason for one. A collection is due when the former has grown by a bound since the last one: a fixed
 * amount or an eighth of what was held then. It is best made before a new graph is written down; the next best time is when some more memory has been asked
 * for. Collections take at most about a thirtieth of the time, and a twentieth where young ones leave too much,
 * so that nothing but full ones keeps memory flat. A little of it can be saved up. Where growth passes a second bound, young collections take up to a
 * twentieth of the time whatever former ones took. All that does not count where live memory grows so fast that it would pass a third, larger bound.
 */
final class CollectionPressure {
    private static final long SMALLEST_SHARE = 30;
    private static final long LARGEST_SHARE = 20;

    /**
     * Of the smallest bound: so much is asked for before a collection that is due. What has just been replaced is often needed once more, as a step's
     * former weights are by its loss, which is read after the step.
     */
    private static final long SHARE_OF_LAST_USES = 12;

    /** Of the smallest bound, and of what is needed: by so much may grow what waits for a collection, if young ones are cheap enough. */
    private static final long MUCH = 3;

    private static final long SHARE_OF_NEEDED = 2;

    private static final long MOST_SAVED_NANOSECONDS = 2_000_000_000L;

    private final ReentrantLock lock = new ReentrantLock();
    private final long smallestBound;
    private final long firstGrowth;
    private final LongSupplier largestGrowth;
    private final Collector collector;
    private final YoungCollectionBackoff turns = new YoungCollectionBackoff();
    private final LongSupplier held;

    /** The least that was held after a collection since the last full one: what young ones leave behind is not all needed. */
    private long needed;

    private volatile long threshold;

    /** The second bound. */
    private volatile long muchHeld;

    /** When a young collection at the second bound takes no more than its share of the time since the last one. */
    private volatile long youngNotBefore;

    /** Whether more than the threshold was held when an evaluation ended. */
    private volatile boolean wanted;

    /** Bytes, since what is held has passed the threshold. */
    private final AtomicLong askedForSince = new AtomicLong();

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
     * @param firstGrowth of live memory: the first collection at the latest then, whatever it costs
     * @param largestGrowth the same for the others
     * @param collector what is asked
     * @param held the bytes that Java objects hold
     * @param firstNanoseconds what the first collection is expected to take, so that a program that has hardly begun is not kept waiting
     */
    CollectionPressure(
            long smallestBound,
            long firstGrowth,
            LongSupplier largestGrowth,
            Collector collector,
            LongSupplier held,
            long firstNanoseconds) {
        this.smallestBound = smallestBound;
        this.firstGrowth = firstGrowth;
        this.largestGrowth = largestGrowth;
        this.collector = collector;
        this.held = held;
        this.threshold = smallestBound;
        this.muchHeld = MUCH * smallestBound;
        this.latest = firstGrowth;
        this.saved = -firstNanoseconds * SMALLEST_SHARE;
        this.notBefore = lastEnd - saved;
        this.youngNotBefore = notBefore;
    }

    /** With so much live memory, when so many bytes are asked for. */
    boolean isDue(long active, long asked) {
        return active > latest
                || isMuchHeld()
                || (held.getAsLong() > threshold
                        && askedForSince.addAndGet(asked) > smallestBound / SHARE_OF_LAST_USES
                        && isAffordable());
    }

    private boolean isMuchHeld() {
        return held.getAsLong() > muchHeld && System.nanoTime() - youngNotBefore >= 0;
    }

    private boolean isAffordable() {
        return System.nanoTime() - notBefore >= 0;
    }

    /** To be told that what an evaluation replaced may be dead soon. */
    void evaluationEnded() {
        wanted = held.getAsLong() > threshold;
    }

    /** Whether now, before a new graph is written down, is the time: its nodes would be alive, and old from a full collection on. */
    boolean isDueBeforeGraph() {
        return wanted && held.getAsLong() > threshold && isAffordable();
    }

    /** Collects, if nobody else just has, and waits until the dead arrays' buffers have been released. */
    void relieve(LongSupplier active) {
        lock.lock();
        try {
            if (!isDue(active.getAsLong(), 0) && !isDueBeforeGraph()) {
                return;
            }
            long before = held.getAsLong();
            boolean mayBeFull = active.getAsLong() > latest || isAffordable();
            collect(active, before - (before - needed) / 3, mayBeFull);
        } finally {
            lock.unlock();
        }
    }

    /** Collects all that can be collected. */
    void collectAll(LongSupplier active) {
        lock.lock();
        try {
            collect(active, 0, true);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Collects what is young because so many bytes depend on it, or all if that cannot be had and they are very many or there is time for it; false
     * if it would take too much of the time.
     */
    boolean collectFor(long bytes, LongSupplier active) {
        lock.lock();
        try {
            boolean isVeryMuch = bytes > firstGrowth;
            if (!isVeryMuch && System.nanoTime() - youngNotBefore < 0) {
                return false;
            }
            long start = System.nanoTime();
            long spent = collector.spent();
            boolean isYoung = collector.young();
            boolean isFull = !isYoung && (isVeryMuch || isAffordable());
            if (isFull) {
                collector.full();
                needed = held.getAsLong();
            }
            if (isYoung || isFull) {
                settle(start, collector.spent() - spent, active.getAsLong(), isFull);
            }
            return isYoung || isFull;
        } finally {
            lock.unlock();
        }
    }

    /** A young collection, and a full one unless at most {@code wanted} bytes are held then. */
    private void collect(LongSupplier active, long wanted, boolean mayBeFull) {
        CollectionEvent event = FlightRecording.isPossible() ? new CollectionEvent() : null;
        if (event != null) {
            event.begin();
        }
        long before = active.getAsLong();
        long start = System.nanoTime();
        long spent = collector.spent();
        if (wanted > 0 && (!mayBeFull || turns.isNext())) {
            boolean ran = collector.young();
            if (!ran && !mayBeFull) {
                muchHeld = held.getAsLong() + smallestBound;
                return;
            }
            boolean enough = ran && held.getAsLong() <= wanted;
            turns.judge(enough);
            leavesTooMuch = ran && !enough;
        }
        boolean full = mayBeFull && (held.getAsLong() > wanted || wanted == 0);
        if (full) {
            collector.full();
        }
        long left = active.getAsLong();
        needed = full ? held.getAsLong() : Math.min(needed, held.getAsLong());
        settle(start, collector.spent() - spent, left, full);
        if (event != null) {
            event.finish(full, before - left, left);
        }
    }

    private void settle(long start, long spent, long active, boolean full) {
        long end = System.nanoTime();
        long settled = held.getAsLong();
        long growth = Math.max(smallestBound, settled / 8);
        threshold = settled + growth;
        muchHeld = settled + MUCH * smallestBound + Math.min(needed, settled) / SHARE_OF_NEEDED;
        askedForSince.set(0);
        wanted = false;
        latest = active + Math.max(growth, largestGrowth.getAsLong());
        long cost = (full ? fullOnes : youngOnes).median(Math.min(spent, end - start));
        long charge = cost * (full && leavesTooMuch ? LARGEST_SHARE : SMALLEST_SHARE);
        saved = Math.min(saved + start - lastEnd, MOST_SAVED_NANOSECONDS) - charge;
        lastEnd = end;
        notBefore = end - Math.min(saved, 0);
        youngNotBefore = end + youngOnes.mean() * LARGEST_SHARE;
    }

    /** How long the last three took. */
    private static final class Durations {
        private final long[] last = new long[3];
        private int count;

        /** The median with this one: one that a busy machine kept waiting must not put off the next for a minute. */
        long median(long nanoseconds) {
            last[count++ % last.length] = nanoseconds;
            return median();
        }

        /** So that they keep to their share of the time where single ones take long. */
        long mean() {
            return Arrays.stream(last).sum() / last.length;
        }

        long median() {
            long[] sorted = last.clone();
            Arrays.sort(sorted);
            return sorted[1];
        }
    }
}
