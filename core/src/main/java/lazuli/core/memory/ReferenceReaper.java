package lazuli.core.memory;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Buffers held by Java objects that nobody closes: when the collector finds the object dead, its buffers are released. The queue
 * is drained by whoever allocates, so memory comes back without a hand-over to another thread.
 */
final class ReferenceReaper {
    private static final ReferenceQueue<Object> QUEUE = new ReferenceQueue<>();
    private static final long PATIENCE_NANOSECONDS = 250_000_000;
    private static final long REPORT_MILLISECONDS = 20;

    /** To be woken takes as long. */
    private static final long SPIN_NANOSECONDS = 200_000;

    private static @Nullable BufferReference first;

    private ReferenceReaper() {}

    static ReferenceQueue<Object> queue() {
        return QUEUE;
    }

    /** Keeps a holding until it is given up, so that the collector reports its owner's death. */
    static void remember(BufferReference holding) {
        synchronized (QUEUE) {
            if (holding.isRemembered) {
                return;
            }
            holding.isRemembered = true;
            BufferReference next = first;
            holding.next = next;
            if (next != null) {
                next.previous = holding;
            }
            first = holding;
            Buffer buffer = holding.buffer();
            if (buffer.handles++ == 0) {
                addHeld(buffer, buffer.allocated());
            }
        }
    }

    private static void addHeld(Buffer buffer, long bytes) {
        Allocator allocator = buffer.allocator();
        if (allocator != null) {
            allocator.addHeld(bytes);
        }
    }

    /** Lets go of a holding that has been given up. */
    static void forget(BufferReference holding) {
        synchronized (QUEUE) {
            if (!holding.isRemembered) {
                return;
            }
            holding.isRemembered = false;
            Buffer buffer = holding.buffer();
            if (--buffer.handles == 0) {
                addHeld(buffer, -buffer.allocated());
            }
            BufferReference previous = holding.previous;
            BufferReference next = holding.next;
            if (previous == null) {
                first = next;
            } else {
                previous.next = next;
            }
            if (next != null) {
                next.previous = previous;
            }
            holding.previous = null;
            holding.next = null;
        }
    }

    /** Releases what the collector has found dead so far. */
    static void drain() {
        Reference<?> dead;
        while ((dead = QUEUE.poll()) != null) {
            release(dead);
        }
    }

    /** Dead from the start: once it has been reported, so has nearly all that the same collection has found. */
    private static final class Sentinel extends PhantomReference<Object> {
        private volatile boolean reported;

        Sentinel() {
            super(new Object(), QUEUE);
        }
    }

    /**
     * Runs a collection and releases what it has found dead; false if there was none. The collector hands the dead over by a thread of its
     * own, which a busy machine may keep waiting.
     *
     * @param thorough whether to wait for that thread at the risk of sleeping for longer than it takes
     */
    static boolean collect(BooleanSupplier collection, boolean thorough) {
        Sentinel sentinel = new Sentinel();
        if (!collection.getAsBoolean()) {
            return false;
        }
        long start = System.nanoTime();
        while (!sentinel.reported && System.nanoTime() - start < PATIENCE_NANOSECONDS) {
            if (!releaseSoon()) {
                releaseWithin(REPORT_MILLISECONDS);
            }
        }
        while (releaseSoon() || (thorough && releaseWithin(1))) {
            drain();
        }
        return true;
    }

    /** Waits without sleeping. */
    private static boolean releaseSoon() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < SPIN_NANOSECONDS) {
            Reference<?> dead = QUEUE.poll();
            if (dead != null) {
                release(dead);
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    private static boolean releaseWithin(long milliseconds) {
        try {
            Reference<?> dead = QUEUE.remove(milliseconds);
            if (dead != null) {
                release(dead);
            }
            return dead != null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void release(Reference<?> dead) {
        if (dead instanceof Sentinel sentinel) {
            sentinel.reported = true;
        }
        if (dead instanceof BufferReference holding) {
            holding.release();
        }
    }
}
