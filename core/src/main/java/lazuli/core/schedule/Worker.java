package lazuli.core.schedule;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import lazuli.core.thread.LibraryThread;
import org.jspecify.annotations.Nullable;

/**
 * Does one stream's work, in the order it was submitted, on a daemon thread that starts with the first piece and ends when there has been
 * none for a while. Where it has nothing to do, a thread that would wait for a short piece may run it in its place.
 */
public final class Worker {
    /** How much work may wait before those who need not wait for it are held: enough to keep the thread busy, and little to keep alive. */
    static final int MOST_WAITING = 32;

    private static final Logger LOG = System.getLogger(Worker.class.getName());

    /** Those that have a thread. */
    private static final Set<Worker> RUNNING = ConcurrentHashMap.newKeySet();

    private final String name;
    private final long patienceNanoseconds;

    /** What its thread does last. */
    private final Runnable atEnd;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Condition returned = lock.newCondition();
    private final ArrayDeque<Task> queue = new ArrayDeque<>();
    /** The queue's length, to be read without the lock. */
    private volatile int waiting;

    /** How long its thread looks for work before it sleeps. */
    private long spin = Spin.SHORT;

    /** Null while there is none. */
    private @Nullable Thread thread;

    /** The thread that runs a piece in the place of this worker's own; written with the lock. */
    private volatile @Nullable Thread guest;

    /** Whether the worker's own thread runs a piece; set with the lock. */
    private volatile boolean isBusy;

    private boolean closed;

    /** Whether the thread is to end as soon as nothing waits. */
    private boolean isImpatient;

    /** What its thread waits for; guarded by the lock of {@link WaitForGraph}. */
    @Nullable
    Event awaited;

    /** A worker whose thread has a name, and ends after so long without work. */
    public Worker(String name, Duration patience) {
        this(name, patience, () -> {});
    }

    /** The same with something that its thread does before it ends. */
    public Worker(String name, Duration patience, Runnable atEnd) {
        this.name = name;
        this.atEnd = atEnd;
        this.patienceNanoseconds = patience.toNanos();
    }

    private static final class WorkerThread extends LibraryThread {
        private final Worker worker;

        WorkerThread(Worker worker) {
            super(worker.name, null);
            this.worker = worker;
        }

        @Override
        public void run() {
            worker.run();
        }
    }

    /** Whether a worker's thread calls: its own, or that of one which runs a piece of it where both would wait for each other else. */
    public static boolean calls() {
        return current() != null;
    }

    /** The worker whose thread calls; null on other threads. */
    static @Nullable Worker current() {
        return Thread.currentThread() instanceof WorkerThread thread ? thread.worker : null;
    }

    /**
     * Adds work that keeps its place in the queue.
     *
     * @throws IllegalStateException after {@link #close}, or if the system gives no thread
     */
    public void submit(Runnable body) {
        submit(Task.inOrder(body));
    }

    /** The same for a piece. */
    public void submit(Task piece) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("[stream] " + name + " has been cleared");
            }
            add(piece);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives the caller this worker's place, for a piece that the caller runs at once by {@link #runAsGuest}. False if the worker has something to do,
     * is closed, or if the caller is a worker's thread, which waits in ways of its own, or a virtual one.
     */
    public boolean invite(Task piece) {
        Thread caller = Thread.currentThread();
        if (isBusy || waiting > 0 || guest != null || caller instanceof WorkerThread || caller.isVirtual()) {
            return false;
        }
        lock.lock();
        try {
            if (closed || isBusy || !queue.isEmpty() || guest != null) {
                return false;
            }
            guest = caller;
            piece.moveTo(this);
            RUNNING.add(this);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Runs the piece that the caller was invited for. */
    public void runAsGuest(Task piece) {
        try {
            piece.run();
        } finally {
            lock.lock();
            try {
                guest = null;
                if (thread == null) {
                    RUNNING.remove(this);
                }
                returned.signalAll();
                work.signal();
            } finally {
                lock.unlock();
            }
        }
    }

    private void add(Task piece) {
        if (thread == null) {
            start();
        }
        piece.moveTo(this);
        queue.add(piece);
        waiting = queue.size();
        work.signal();
    }

    private void start() {
        try {
            Thread started = new WorkerThread(this);
            started.start();
            thread = started;
        } catch (OutOfMemoryError refused) {
            throw new IllegalStateException("[stream] the system gives no thread for " + name, refused);
        }
        isImpatient = false;
        RUNNING.add(this);
    }

    /** Takes a piece out of the queue; false if it is not there, or no longer. */
    boolean remove(Task piece) {
        lock.lock();
        try {
            boolean removed = queue.remove(piece);
            noteRemoval();
            return removed;
        } finally {
            lock.unlock();
        }
    }

    private void noteRemoval() {
        waiting = queue.size();
        if (queue.size() <= MOST_WAITING / 2) {
            room.signalAll();
        }
    }

    /**
     * Holds the caller while more than {@link #MOST_WAITING} pieces of work wait, so that a producer that waits for nothing does not run
     * ahead for ever. Never holds a worker: this one may wait for it.
     */
    public void awaitRoom() {
        if (current() != null) {
            return;
        }
        lock.lock();
        try {
            while (queue.size() > MOST_WAITING) {
                room.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all that was submitted so far has run. */
    public void synchronize() {
        Event done = new Event();
        Task mark = Task.inOrder(done::complete);
        done.isMadeBy(List.of(mark));
        lock.lock();
        try {
            if (thread == null && guest == null) {
                return;
            }
            add(mark);
        } finally {
            lock.unlock();
        }
        done.await();
    }

    /** Waits for all workers, also those that are closed and have work left. */
    public static void synchronizeAll() {
        RUNNING.forEach(Worker::synchronize);
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

    /**
     * Waits for all workers, and until their threads have ended. The next piece of work starts them again.
     *
     * @throws IllegalStateException on a worker's thread
     */
    public static void endAll() {
        Worker current = current();
        if (current != null) {
            throw new IllegalStateException(
                    "[shutdown] " + current + " cannot end itself; call it on a thread of yours");
        }
        RUNNING.forEach(Worker::end);
    }

    private void end() {
        Thread ending;
        lock.lock();
        try {
            while (guest != null) {
                returned.awaitUninterruptibly();
            }
            isImpatient = true;
            work.signal();
            ending = thread;
        } finally {
            lock.unlock();
        }
        if (ending != null) {
            LibraryThread.awaitEnd(ending);
        }
    }

    private void run() {
        Task piece;
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

    /** The next piece, or null when the thread has to end. */
    private @Nullable Task take() {
        isBusy = false;
        long start = System.nanoTime();
        Spin.until(() -> waiting > 0 && guest == null, spin);
        lock.lock();
        try {
            if (!isReady()) {
                if (!awaitWork()) {
                    // With the lock, so that work that comes now finds no thread, or another one.
                    atEnd.run();
                    thread = null;
                    if (guest == null) {
                        RUNNING.remove(this);
                    }
                    return null;
                }
                spin = Spin.after(System.nanoTime() - start);
            }
            Task piece = queue.poll();
            isBusy = true;
            noteRemoval();
            return piece;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a piece waits and nobody runs one in this thread's place. */
    private boolean isReady() {
        return guest == null && !queue.isEmpty();
    }

    /** Whether work has come. Interrupts are nobody's business here: nobody else knows this thread. */
    private boolean awaitWork() {
        long left = patienceNanoseconds;
        while (!isReady()) {
            if (queue.isEmpty() && (closed || isImpatient || left <= 0)) {
                return false;
            }
            long start = System.nanoTime();
            try {
                if (queue.isEmpty()) {
                    left = work.awaitNanos(left);
                } else {
                    work.await();
                }
            } catch (InterruptedException interrupt) {
                left -= System.nanoTime() - start;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return name;
    }
}
