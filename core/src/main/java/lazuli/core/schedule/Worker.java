package lazuli.core.schedule;

import java.util.concurrent.LinkedBlockingQueue;

/** The thread that does one stream's work, in the order it was submitted. */
public final class Worker {
    private final String name;
    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private boolean closed;
    /** Read and written by the worker's own thread. */
    private boolean ended;

    /** Starts a daemon thread with a name. */
    public Worker(String name) {
        this.name = name;
        Thread.ofPlatform().daemon().name(name).start(this::work);
    }

    /**
     * Adds work, which must not throw.
     *
     * @throws IllegalStateException after {@link #close}
     */
    public synchronized void submit(Runnable work) {
        if (closed) {
            throw new IllegalStateException("[stream] " + name + " has been cleared");
        }
        queue.add(work);
    }

    /** Lets the thread end once it has done what was submitted so far. */
    public synchronized void close() {
        closed = true;
        queue.add(() -> ended = true);
    }

    private void work() {
        while (!ended) {
            try {
                queue.take().run();
            } catch (InterruptedException ignored) {
                // Nobody else knows this thread; whoever found it has no business stopping it.
            }
        }
    }
}
