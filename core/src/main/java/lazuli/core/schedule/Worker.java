package lazuli.core.schedule;

import java.util.concurrent.LinkedBlockingQueue;

/** The thread that does one stream's work, in the order it was submitted. */
public final class Worker {
    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();

    /** Starts a daemon thread with a name. */
    public Worker(String name) {
        Thread.ofPlatform().daemon().name(name).start(this::work);
    }

    /** Adds work, which must not throw. */
    public void submit(Runnable work) {
        queue.add(work);
    }

    private void work() {
        while (true) {
            try {
                queue.take().run();
            } catch (InterruptedException ignored) {
                // Nobody else knows this thread; whoever found it has no business stopping it.
            }
        }
    }
}
