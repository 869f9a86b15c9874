package lazuli.backend.gpu.queue;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import lazuli.core.thread.LibraryThread;
import org.jspecify.annotations.Nullable;

/**
 * Waits for one queue's work in its order, and tells of it, on a thread of its own, which starts with the first work. A thread that is blocked in a
 * native function does not hold up garbage collection.
 */
final class Completion {
    private final BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();
    private final String label;
    private @Nullable Thread thread;
    private boolean isClosed;

    Completion(String label) {
        this.label = label;
    }

    /** Has a step done after those before it. */
    synchronized void add(Runnable step) {
        steps.add(step);
        if (thread == null && !isClosed) {
            thread = new LibraryThread(label + "-completion", this::work);
            thread.start();
        }
    }

    private void work() {
        try {
            while (!isAtEnd()) {
                steps.take().run();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isAtEnd() {
        return isClosed && steps.isEmpty();
    }

    /** Ends the thread when all steps are done. */
    synchronized void close() {
        isClosed = true;
        steps.add(() -> {});
    }
}
