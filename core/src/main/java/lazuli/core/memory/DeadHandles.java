package lazuli.core.memory;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Buffers held by Java objects that nobody closes: when the collector finds the object dead, its buffers are released. The queue
 * is drained by whoever allocates, so memory comes back without a hand-over to another thread.
 */
public final class DeadHandles {
    private static final ReferenceQueue<Object> QUEUE = new ReferenceQueue<>();
    private static final Set<Handle> LIVE = ConcurrentHashMap.newKeySet();

    private DeadHandles() {}

    private static final class Handle extends PhantomReference<Object> {
        private final Holding holding;

        Handle(Object owner, Holding holding) {
            super(owner, QUEUE);
            this.holding = holding;
        }
    }

    /** Releases what is held once {@code owner} is unreachable. */
    public static void releaseAfter(Object owner, Holding holding) {
        LIVE.add(new Handle(owner, holding));
    }

    /** Releases what the collector has found dead so far. */
    static void drain() {
        Reference<?> dead;
        while ((dead = QUEUE.poll()) != null) {
            release(dead);
        }
    }

    /** Waits up to {@code milliseconds} for the collector to report something dead; false if nothing came. */
    static boolean await(long milliseconds) {
        try {
            Reference<?> dead = QUEUE.remove(milliseconds);
            if (dead == null) {
                return false;
            }
            release(dead);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void release(Reference<?> dead) {
        if (dead instanceof Handle handle && LIVE.remove(handle)) {
            handle.holding.release();
        }
    }
}
