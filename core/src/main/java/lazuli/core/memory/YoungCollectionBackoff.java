package lazuli.core.memory;

/**
 * Whether a young collection is worth trying before a full one. A full one makes the space for new objects small and leaves nothing behind, so the
 * next young one may do what the last could not; where two in a row do not, full ones are preferred once, twice, four times.
 */
final class YoungCollectionBackoff {
    private static final int LONGEST_PAUSE = 4;

    private int pause;
    private int skipped;

    /** Whether it is the turn of a young one. */
    boolean isNext() {
        return skipped-- <= 0;
    }

    /** To be told whether a young one made a full one needless. */
    void judge(boolean useful) {
        skipped = useful ? 0 : pause;
        pause = useful ? 0 : Math.min(Math.max(1, 2 * pause), LONGEST_PAUSE);
    }
}
