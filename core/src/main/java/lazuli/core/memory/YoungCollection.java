package lazuli.core.memory;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * A collection of the youngest objects only, which takes a tenth of a full one's time and finds most of the arrays that were just dropped. The JVM
 * has no way to ask for one, but it starts one by itself when the space for new objects is full; after a full collection that space is small.
 */
final class YoungCollection {
    private static final int PIECE = 32 << 10;

    /** Filling more takes longer than a full collection. */
    private static final int MOST_PIECES = 1024;

    /** After a young one could not be had or found little, full ones are preferred once, twice, four times... up to this. */
    private static final int LONGEST_PAUSE = 16;

    private static final List<GarbageCollectorMXBean> COLLECTORS = ManagementFactory.getGarbageCollectorMXBeans();

    /** Where the JIT cannot know that nobody looks. */
    @SuppressWarnings("unused")
    private static volatile byte[] garbage = {};

    private int pause = 1;
    private int skipped;

    /** Whether it is this one's turn. */
    boolean isWorthTrying() {
        return skipped-- <= 0;
    }

    /** Tries to have one; false if there was none. */
    boolean run() {
        long before = count();
        for (int i = 0; i < MOST_PIECES; i++) {
            garbage = new byte[PIECE];
            if (i % 8 == 7 && count() > before) {
                garbage = new byte[0];
                return true;
            }
        }
        garbage = new byte[0];
        return false;
    }

    /** To be told whether it was better than a full one. */
    void judge(boolean useful) {
        pause = useful ? 1 : Math.min(2 * pause, LONGEST_PAUSE);
        skipped = useful ? 0 : pause / 2;
    }

    private static long count() {
        long count = 0;
        for (GarbageCollectorMXBean collector : COLLECTORS) {
            count += collector.getCollectionCount();
        }
        return count;
    }
}
