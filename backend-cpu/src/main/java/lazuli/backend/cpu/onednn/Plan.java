package lazuli.backend.cpu.onednn;

import java.util.concurrent.locks.ReentrantLock;

/**
 * All that is needed to run one operation on fixed shapes. A thread uses a plan between {@link #lock} and {@link #unlock}; a
 * plan that its cache gave up is closed after the thread that uses it has finished.
 */
abstract class Plan {
    private final ReentrantLock lock = new ReentrantLock();
    private boolean open = true;

    /** Waits for the plan. The caller must unlock it, and must not use it if it is no longer open. */
    final void lock() {
        lock.lock();
    }

    final void unlock() {
        lock.unlock();
    }

    final boolean isOpen() {
        return open;
    }

    final void close() {
        lock.lock();
        try {
            open = false;
            destroy();
        } finally {
            lock.unlock();
        }
    }

    abstract String implementation();

    /** Frees the native objects. */
    abstract void destroy();
}
