package lazuli.backend.gpu.queue;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import lazuli.core.thread.LibraryThread;
import org.jspecify.annotations.Nullable;

/**
 * Waits for one queue's work in its order, and tells of it, on a thread of its own, which starts with the first work. A thread that is blocked in a
 * native function does not hold up garbage collection.
 */
final class Completion {
    private static final Logger LOG = System.getLogger(Completion.class.getName());

    private final ArrayDeque<Runnable> steps = new ArrayDeque<>();
    private final String label;
    private @Nullable Thread thread;
    private boolean isClosed;

    Completion(String label) {
        this.label = label;
    }

    /** Has a step done after those before it; by the caller, at once, where the thread has ended. */
    void add(Runnable step) {
        if (!isHandedOver(step)) {
            run(step);
        }
    }

    private synchronized boolean isHandedOver(Runnable step) {
        if (isClosed && thread == null && steps.isEmpty()) {
            return false;
        }
        steps.add(step);
        if (thread == null) {
            start();
        }
        notifyAll();
        return true;
    }

    /** What the system gives no thread for now is done when the next step finds one. */
    private void start() {
        Thread started = new LibraryThread(label + "-completion", this::work);
        started.start();
        thread = started;
    }

    private void work() {
        Runnable step = next();
        while (step != null) {
            run(step);
            step = next();
        }
    }

    private void run(Runnable step) {
        try {
            step.run();
        } catch (Throwable thrown) {
            // Those behind it must not wait for ever.
            LOG.log(Level.ERROR, label + " goes on after a failure", thrown);
        }
    }

    /** The next step, or null when the thread has to end. Interrupts are nobody's business here: nobody else knows this thread. */
    private synchronized @Nullable Runnable next() {
        while (steps.isEmpty()) {
            if (isClosed) {
                thread = null;
                return null;
            }
            try {
                wait();
            } catch (InterruptedException interrupt) {
                // It goes on waiting.
            }
        }
        return steps.poll();
    }

    /** Returns when all steps are done and the thread has ended. */
    void close() {
        Thread ending = closing();
        if (ending != null) {
            LibraryThread.awaitEnd(ending);
        }
    }

    private synchronized @Nullable Thread closing() {
        isClosed = true;
        notifyAll();
        return thread;
    }
}
