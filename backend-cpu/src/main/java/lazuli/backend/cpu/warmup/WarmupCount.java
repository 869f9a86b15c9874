package lazuli.backend.cpu.warmup;

/**
 * Counts what a kernel has computed in its first form, and says when that is enough for a trial of its faster one. Read and written without
 * synchronization: what is lost is counted a little later.
 */
public final class WarmupCount {
    /** By so much the goal grows when a trial has failed. */
    private static final int GROWTH = 16;

    private long goal;
    private long left;

    /** @param goal how much, in whatever unit, is enough for the first trial */
    public WarmupCount(long goal) {
        this.goal = goal;
        this.left = goal;
    }

    /** Counts; whether the goal was reached now. After that nothing counts until the trial has ended. */
    public boolean reaches(long use) {
        long before = left;
        if (before <= 0) {
            return false;
        }
        left = before - use;
        return before <= use;
    }

    /** Counts again to the same goal. */
    public void postpone() {
        left = goal;
    }

    /** Counts to a higher goal. */
    public void giveUp() {
        goal *= GROWTH;
        left = goal;
    }
}
