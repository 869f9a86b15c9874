package lazuli.backend.cpu.parallel;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import lazuli.core.thread.LibraryThread;

/** How many more threads the system would give: starts them, and lets them end again. */
public final class ThreadTrial {
    private static final File TASKS = new File("/proc/self/task");
    private static final int MOST_LOOKS = 200;
    private static final long LOOK_NANOSECONDS = 50_000;

    private ThreadTrial() {}

    /** At most {@code wanted}. Takes a twentieth of a millisecond for each. */
    public static int count(int wanted) {
        int before = ofProcess();
        CountDownLatch enough = new CountDownLatch(1);
        List<Thread> started = new ArrayList<>(wanted);
        try {
            while (started.size() < wanted) {
                Thread thread = new LibraryThread("lazuli-trial", () -> await(enough));
                thread.start();
                started.add(thread);
            }
        } catch (OutOfMemoryError noMore) {
            // That is the answer.
        } finally {
            enough.countDown();
            started.forEach(LibraryThread::awaitEnd);
            awaitExit(before);
        }
        return started.size();
    }

    /** A thread has ended for Java a moment before it has for the system, which counts it until then. */
    private static void awaitExit(int before) {
        for (int i = 0; i < MOST_LOOKS && ofProcess() > before; i++) {
            LockSupport.parkNanos(LOOK_NANOSECONDS);
        }
    }

    /** Threads of this process as Linux counts them; 0 elsewhere. */
    private static int ofProcess() {
        String[] tasks = TASKS.list();
        return tasks == null ? 0 : tasks.length;
    }

    /** Of a thread that nobody else knows, so that nobody interrupts it. */
    private static void await(CountDownLatch enough) {
        try {
            enough.await();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }
}
