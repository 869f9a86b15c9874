package lazuli.core.schedule;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The thread that does one stream's work, in the order it was submitted. */
public final class Worker {
    /** How much work may wait before those who need not wait for it are held: enough to keep the thread busy, and little to keep alive. */
    static final int MOST_WAITING = 32;

    private static final Logger LOG = System.getLogger(Worker.class.getName());

    private final String name;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    /** The queue's length, to be read without the lock. */
    private volatile int waiting;

    private boolean closed;

    /** Starts a daemon thread with a name. */
    public Worker(String name) {
        this.name = name;
        this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    /**
     * Adds work.
     *
     * @throws IllegalStateException after {@link #close}
     */
    public void submit(Runnable piece) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("[stream] " + name + " has been cleared");
            }
            queue.add(piece);
            waiting = queue.size();
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Holds the caller while more than {@link #MOST_WAITING} pieces of work wait, so that a producer that waits for nothing does not run
     * ahead for ever. Never holds the worker itself.
     */
    public void awaitRoom() {
        lock.lock();
        try {
            while (queue.size() > MOST_WAITING && !thread.equals(Thread.currentThread())) {
                room.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets the thread end once it has done what was submitted so far. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        Runnable piece;
        while ((piece = take()) != null) {
            try {
                piece.run();
            } catch (Throwable thrown) {
                // Whoever waits for this piece has been told, or has forgotten to say how; those behind it must not
                // wait for ever.
                LOG.log(Level.ERROR, name + " goes on after a failure", thrown);
            }
        }
    }

    /** The next piece, or null after the last one. Interrupts are nobody's business here: nobody else knows this thread. */
    private @Nullable Runnable take() {
        Spin.until(() -> waiting > 0);
        lock.lock();
        try {
            while (queue.isEmpty()) {
                if (closed) {
                    return null;
                }
                work.awaitUninterruptibly();
            }
            Runnable piece = queue.poll();
            waiting = queue.size();
            if (queue.size() == MOST_WAITING / 2) {
                room.signalAll();
            }
            return piece;
        } finally {
            lock.unlock();
        }
    }
}
