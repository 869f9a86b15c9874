package lazuli.core.schedule;

import java.util.concurrent.LinkedBlockingQueue;

/** The thread that does one stream's work, in the order it was submitted. */
public final class Worker {
    private static final Runnable END = () -> {};

    private final String name;
    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private boolean closed;

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
        queue.add(END);
    }

    @SuppressWarnings("ReferenceEquality") // there is one end
    private void work() {
        while (true) {
            try {
                Runnable next = queue.take();
                if (next == END) {
                    return;
                }
                next.run();
            } catch (InterruptedException ignored) {
                // Nobody else knows this thread; whoever found it has no business stopping it.
            }
        }
    }
}
