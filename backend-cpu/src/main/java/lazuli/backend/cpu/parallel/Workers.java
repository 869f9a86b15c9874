package lazuli.backend.cpu.parallel;

import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The pool's threads. An idle one looks for a loop for a few microseconds and then sleeps, so that the threads of native libraries
 * find the cores free; for longer where loops come so closely after one another that to wake it takes longer than they do.
 */
final class Workers {
    static final Workers SHARED = new Workers(ParallelLoop.threads() - 1);

    private static final long SPIN_NANOS = 20_000;

    /** What it takes to wake a thread on a virtual machine, and a little more. */
    private static final long LONG_SPIN_NANOS = 100_000;

    /** Whoever is woken wakes this many in turn, so that the last of many threads starts after few steps. */
    private static final int WOKEN_AT_ONCE = 2;

    private final ConcurrentLinkedQueue<SharedLoop> loops = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<Worker> sleeping = new ArrayDeque<>();
    private volatile int sleepers;

    private Workers(int count) {
        for (int i = 0; i < count; i++) {
            new Worker(i + 1).start();
        }
    }

    /** Runs the loop on the caller and whichever workers are free; returns when it is done. */
    void help(SharedLoop loop) {
        loops.add(loop);
        wake(loop);
        loop.work();
        loops.remove(loop);
        loop.awaitOthers();
    }

    private void wake(SharedLoop loop) {
        for (int i = 0; i < WOKEN_AT_ONCE && sleepers > 0 && loop.untaken() > 0; i++) {
            Worker worker = takeSleeper();
            if (worker == null) {
                return;
            }
            LockSupport.unpark(worker);
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

    private final class Worker extends Thread {
        private volatile boolean asleep;
        private long spin = SPIN_NANOS;

        Worker(int number) {
            super("lazuli-worker-" + number);
            setDaemon(true);
        }

        @Override
        public void run() {
            ParallelLoop.enterPool();
            while (true) {
                SharedLoop loop = nextLoop();
                wake(loop);
                loop.work();
            }
        }

        private SharedLoop nextLoop() {
            while (true) {
                long start = System.nanoTime();
                do {
                    SharedLoop loop = findLoop();
                    if (loop != null) {
                        return loop;
                    }
                    Thread.onSpinWait();
                } while (System.nanoTime() - start < spin);
                sleep();
                spin = System.nanoTime() - start < 2 * LONG_SPIN_NANOS ? LONG_SPIN_NANOS : SPIN_NANOS;
            }
        }

        /** Sleeps until woken, unless a loop came after the last look: its caller would not have seen this thread asleep. */
        private void sleep() {
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
            while (asleep) {
                LockSupport.park(Workers.this);
            }
        }
    }
}
