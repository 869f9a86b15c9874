package lazuli.backend.cpu;

import lazuli.backend.cpu.parallel.ParallelLoop;

/** Runs work on one thread. */
public final class Threads {
    private Threads() {}

    /** Runs {@code work} so that the loops within it run on one thread: loops inside a loop do. */
    public static void alone(Runnable work) {
        ParallelLoop.run(2, 1, (from, to) -> {
            if (from == 0) {
                work.run();
            }
        });
    }
}
