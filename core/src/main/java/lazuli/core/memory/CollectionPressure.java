package lazuli.core.memory;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Decides when to provoke a collection. The collector does not see native memory, so a loop that drops large arrays would run
 * out of it with an almost empty heap. A collection is due when live memory has grown by a bound since the last one: a fixed
 * amount or half of what was live then; and collections take at most about a thirtieth of the time.
 */
final class CollectionPressure {
    private static final long SHARE = 30;
    private static final long REPORT_MILLISECONDS = 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final long smallestBound;
    private volatile long threshold;
    private volatile long notBefore = System.nanoTime();

    CollectionPressure(long smallestBound) {
        this.smallestBound = smallestBound;
        this.threshold = smallestBound;
    }

    boolean isDue(long active) {
        return active > threshold && System.nanoTime() - notBefore >= 0;
    }

    /** Collects, and waits until the dead arrays' buffers have been released. */
    void collect(LongSupplier active) {
        lock.lock();
        try {
            long start = System.nanoTime();
            System.gc();
            long end = System.nanoTime();
            DeadHandles.await(REPORT_MILLISECONDS);
            DeadHandles.drain();
            long left = active.getAsLong();
            threshold = left + Math.max(smallestBound, left / 2);
            notBefore = end + (end - start) * SHARE;
        } finally {
            lock.unlock();
        }
    }
}
