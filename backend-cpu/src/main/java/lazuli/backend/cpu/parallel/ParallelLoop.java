package lazuli.backend.cpu.parallel;

import lazuli.backend.cpu.settings.Settings;

/**
 * Runs loops on all cores: the calling thread and a shared pool of daemon threads take chunks of the index range until none is
 * left. The system property {@code lazuli.threads} sets how many threads take part in one loop, the caller included; the default
 * is one per processor. Any number of threads may run loops at once.
 */
public final class ParallelLoop {
    private static final int THREADS = Settings.threads();

    /** Small enough that a slow core delays the end little, large enough that taking a chunk costs nothing. */
    private static final int CHUNKS_PER_THREAD = 8;

    private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);

    private ParallelLoop() {}

    /** The body of a loop. */
    @FunctionalInterface
    public interface Body {
        /** Handles the indices {@code from <= i < to}; may run on several threads at once for different ranges. */
        void run(long from, long to);
    }

    /** How many threads share a loop. */
    public static int threads() {
        return THREADS;
    }

    /**
     * Runs {@code body} over {@code 0 <= i < size}, cut into ranges, and returns when all are done. What a range computes must not
     * depend on where it was cut. Runs on the caller alone, in one range, if {@code size <= grain} or if the caller is itself inside
     * a loop's body.
     *
     * @param grain the fewest indices that are worth another thread's attention: 10 microseconds of work or more
     * @throws RuntimeException what a body threw; ranges not begun by then are left out
     */
    public static void run(long size, long grain, Body body) {
        if (size <= grain || THREADS == 1 || INSIDE.get()) {
            if (size > 0) {
                body.run(0, size);
            }
            return;
        }
        long chunks = Math.min(Math.ceilDiv(size, Math.max(1, grain)), (long) THREADS * CHUNKS_PER_THREAD);
        SharedLoop loop = new SharedLoop(size, Math.ceilDiv(size, chunks), body);
        INSIDE.set(true);
        try {
            Workers.SHARED.help(loop);
        } finally {
            INSIDE.set(false);
        }
        loop.rethrowFailure();
    }

    /** Ends the pool's threads once they have nothing to do; the next loop starts them again. */
    public static void endThreads() {
        Workers.SHARED.end();
    }

    /** Marks the current thread as one of the pool's: loops that it starts run on itself. */
    static void enterPool() {
        INSIDE.set(true);
    }
}
