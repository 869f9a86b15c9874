package lazuli.core.memory;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import lazuli.core.thread.Timer;

/**
 * Gives cached memory back once nobody has asked for memory for a while, so that a program that computes now and then does not keep what it
 * needed at most. Looks from time to time while something is cached; its thread ends soon after.
 */
final class IdleTrim {
    private static final Timer TIMER = new Timer("lazuli-idle-trim");

    private final long idleMilliseconds;
    private final LongSupplier requests;
    private final Runnable clear;
    private final AtomicBoolean looking = new AtomicBoolean();

    /**
     * Of one cache.
     *
     * @param idleMilliseconds how long no request must have come; after twice as long the cache is empty
     * @param requests how many there have been
     * @param clear empties the cache
     */
    IdleTrim(long idleMilliseconds, LongSupplier requests, Runnable clear) {
        this.idleMilliseconds = idleMilliseconds;
        this.requests = requests;
        this.clear = clear;
    }

    /** To be told when something has been cached; costs nothing while it looks already. */
    void cached() {
        if (!looking.get() && looking.compareAndSet(false, true)) {
            lookLater();
        }
    }

    private void lookLater() {
        long seen = requests.getAsLong();
        TIMER.schedule(idleMilliseconds, () -> look(seen), () -> looking.set(false));
    }

    private void look(long seen) {
        if (requests.getAsLong() != seen) {
            lookLater();
            return;
        }
        // What is cached from now on starts another look.
        looking.set(false);
        clear.run();
    }

    /** Ends the thread that looks, for all caches; the next to cache something starts it again. */
    static void end() {
        TIMER.end();
    }
}
