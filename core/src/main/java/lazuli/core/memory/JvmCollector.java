package lazuli.core.memory;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.util.List;

/**
 * The JVM's own collector, which releases the buffers of what it finds dead. A young collection takes a tenth of a full one's time and finds most of
 * the arrays that were just dropped. The JVM has no way to ask for one, but it starts one by itself when the space for new objects is full; after a
 * full collection that space is small.
 */
final class JvmCollector implements Collector {
    private static final int PIECE = 32 << 10;

    /** Filling more takes longer than a full collection. */
    private static final int MOST_PIECES = 2048;

    /** The JVM takes 30 ms to make these: they are asked for at the first collection. */
    private static final class Beans {
        static final List<GarbageCollectorMXBean> COLLECTORS = ManagementFactory.getGarbageCollectorMXBeans();

        static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

        /** Where objects are allocated, as far as the JVM's names tell. */
        static final List<MemoryPoolMXBean> YOUNG_SPACE = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().contains("Eden"))
                .toList();
    }

    /** Where the JIT cannot know that nobody looks. */
    @SuppressWarnings("unused")
    private static volatile byte[] garbage = {};

    @Override
    public boolean young() {
        return ReferenceReaper.collect(JvmCollector::fillYoungSpace, false);
    }

    @Override
    public void full() {
        ReferenceReaper.collect(
                () -> {
                    System.gc();
                    return true;
                },
                true);
    }

    @Override
    public long spent() {
        if (Thread.currentThread().isVirtual() || !Beans.THREADS.isCurrentThreadCpuTimeSupported()) {
            return System.nanoTime();
        }
        long milliseconds = 0;
        for (GarbageCollectorMXBean collector : Beans.COLLECTORS) {
            milliseconds += collector.getCollectionTime();
        }
        return milliseconds * 1_000_000 + Beans.THREADS.getCurrentThreadCpuTime();
    }

    private static boolean fillYoungSpace() {
        if (free() > (long) MOST_PIECES * PIECE) {
            return false;
        }
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

    private static long free() {
        long free = 0;
        for (MemoryPoolMXBean pool : Beans.YOUNG_SPACE) {
            MemoryUsage usage = pool.getUsage();
            free += usage.getCommitted() - usage.getUsed();
        }
        return free;
    }

    private static long count() {
        long count = 0;
        for (GarbageCollectorMXBean collector : Beans.COLLECTORS) {
            count += collector.getCollectionCount();
        }
        return count;
    }
}
