package lazuli.core.thread;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs work later, on one thread that starts when there is some and ends soon after the last. Safe for use by several threads. */
public final class Timer {
    private static final int IDLE_SECONDS = 5;

    private final String name;
    private final Set<Entry> waiting = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledThreadPoolExecutor executor;

    /** With the name of its thread. */
    public Timer(String name) {
        this.name = name;
    }

    /** Work that waits; equal to itself alone. */
    private static final class Entry {
        final Runnable work;
        final Runnable dropped;

        Entry(Runnable work, Runnable dropped) {
            this.work = work;
            this.dropped = dropped;
        }
    }

    /**
     * Runs work after a time.
     *
     * @param dropped runs instead, on the caller of {@link #end}, if that comes first
     */
    public synchronized void schedule(long milliseconds, Runnable work, Runnable dropped) {
        ScheduledThreadPoolExecutor running = executor;
        if (running == null) {
            running = make();
            executor = running;
        }
        Entry entry = new Entry(work, dropped);
        waiting.add(entry);
        try {
            var _ = running.schedule(() -> run(entry), milliseconds, TimeUnit.MILLISECONDS);
        } catch (OutOfMemoryError noThread) {
            // The work is in the queue: it runs when the next comes and the system has a thread again.
        }
    }

    private ScheduledThreadPoolExecutor make() {
        ScheduledThreadPoolExecutor made = new ScheduledThreadPoolExecutor(1, work -> new LibraryThread(name, work));
        made.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        made.allowCoreThreadTimeOut(true);
        made.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return made;
    }

    private void run(Entry entry) {
        if (waiting.remove(entry)) {
            entry.work.run();
        }
    }

    /** Drops what has not begun and waits for what has: its thread is gone then. The next work starts another. */
    public void end() {
        ScheduledThreadPoolExecutor last;
        while ((last = take()) != null) {
            last.shutdown();
            awaitEnd(last);
            for (Entry entry : List.copyOf(waiting)) {
                if (waiting.remove(entry)) {
                    entry.dropped.run();
                }
            }
        }
    }

    private synchronized @Nullable ScheduledThreadPoolExecutor take() {
        ScheduledThreadPoolExecutor taken = executor;
        executor = null;
        return taken;
    }

    private static void awaitEnd(ScheduledThreadPoolExecutor executor) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = executor.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException interrupt) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
