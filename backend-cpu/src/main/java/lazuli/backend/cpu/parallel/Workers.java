package lazuli.backend.cpu.parallel;

import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import lazuli.core.thread.LibraryThread;
import org.jspecify.annotations.Nullable;

/**
 * The pool's threads. An idle one looks for a loop for a few microseconds and then sleeps, so that the threads of native libraries
 * find the cores free; for longer where loops come so closely after one another that to wake it takes longer than they do. They start when a
 * loop wants them, and end when none has for some seconds.
 */
final class Workers {
    static final Workers SHARED = new Workers(ParallelLoop.threads() - 1);

    private static final long SPIN_NANOS = 20_000;

    /** What it takes to wake a thread on a virtual machine, and a little more. */
    private static final long LONG_SPIN_NANOS = 100_000;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long LOOK_NANOS = 100_000;

    /** Whoever is woken wakes this many in turn, so that the last of many threads starts after few steps. */
    private static final int WOKEN_AT_ONCE = 2;

    private final ConcurrentLinkedQueue<SharedLoop> loops = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<Worker> sleeping = new ArrayDeque<>();
    private volatile int sleepers;
    private final int most;
    private volatile int living;

    /** Whether threads are to end as soon as they find nothing to do. */
    private volatile boolean isImpatient;

    private Workers(int most) {
        this.most = most;
    }

    /** Runs the loop on the caller and whichever workers are free; returns when it is done. */
    void help(SharedLoop loop) {
        loops.add(loop);
        wake(loop);
        loop.work();
        loops.remove(loop);
        loop.awaitOthers();
    }

    /** Ends all threads, and waits until they have. */
    void end() {
        isImpatient = true;
        try {
            while (living > 0) {
                synchronized (sleeping) {
                    sleeping.forEach(LockSupport::unpark);
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        } finally {
            isImpatient = false;
        }
    }

    private void wake(SharedLoop loop) {
        for (int i = 0; i < WOKEN_AT_ONCE && (sleepers > 0 || living < most) && loop.untaken() > 0; i++) {
            Worker worker = takeSleeper();
            if (worker != null) {
                LockSupport.unpark(worker);
            } else if (!startOne()) {
                return;
            }
        }
    }

    /** Whether one more has started; not if the system gives no thread: those that there are do the work. */
    private boolean startOne() {
        int number;
        synchronized (sleeping) {
            if (living >= most) {
                return false;
            }
            number = living + 1;
            living = number;
        }
        try {
            new Worker(number).start();
            return true;
        } catch (OutOfMemoryError refused) {
            synchronized (sleeping) {
                living = living - 1;
            }
            return false;
        }
    }

    private @Nullable Worker takeSleeper() {
        synchronized (sleeping) {
            Worker worker = sleeping.poll();
            if (worker != null) {
                worker.asleep = false;
            }
            sleepers = sleeping.size();
            return worker;
        }
    }

    private @Nullable SharedLoop findLoop() {
        for (SharedLoop loop : loops) {
            if (loop.untaken() > 0) {
                return loop;
            }
        }
        return null;
    }

    private final class Worker extends LibraryThread {
        private volatile boolean asleep;
        private long spin = SPIN_NANOS;

        Worker(int number) {
            super("lazuli-worker-" + number, null);
        }

        @Override
        public void run() {
            ParallelLoop.enterPool();
            SharedLoop loop;
            while ((loop = nextLoop()) != null) {
                wake(loop);
                loop.work();
            }
        }

        /** Null when this thread has to end. */
        private @Nullable SharedLoop nextLoop() {
            while (true) {
                long start = System.nanoTime();
                do {
                    SharedLoop loop = findLoop();
                    if (loop != null) {
                        return loop;
                    }
                    Thread.onSpinWait();
                } while (System.nanoTime() - start < spin);
                if (!sleep()) {
                    return null;
                }
                spin = System.nanoTime() - start < 2 * LONG_SPIN_NANOS ? LONG_SPIN_NANOS : SPIN_NANOS;
            }
        }

        /** Sleeps until woken, false if nobody does; unless a loop came after the last look: its caller would not have seen this thread asleep. */
        private boolean sleep() {
            synchronized (sleeping) {
                asleep = true;
                sleeping.push(this);
                sleepers = sleeping.size();
            }
            if (findLoop() != null) {
                synchronized (sleeping) {
                    asleep = false;
                    sleeping.remove(this);
                    sleepers = sleeping.size();
                }
            }
            long start = System.nanoTime();
            while (asleep) {
                long left = isImpatient ? 0 : PATIENCE_NANOS - (System.nanoTime() - start);
                if (left <= 0 && leave()) {
                    return false;
                }
                LockSupport.parkNanos(Workers.this, left);
            }
            return true;
        }

        /** Unless somebody has just woken it. */
        private boolean leave() {
            synchronized (sleeping) {
                if (!asleep) {
                    return false;
                }
                sleeping.remove(this);
                sleepers = sleeping.size();
                living = living - 1;
                return true;
            }
        }
    }
}
