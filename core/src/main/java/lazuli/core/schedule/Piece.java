package lazuli.core.schedule;

import org.jspecify.annotations.Nullable;

/** One piece of a worker's work. */
public final class Piece {
    private final boolean isMovable;
    private volatile @Nullable Runnable body;
    private volatile @Nullable Piece previous;
    private volatile @Nullable Worker worker;
    private volatile boolean isDone;

    private Piece(Runnable body, boolean isMovable, @Nullable Piece previous) {
        this.body = body;
        this.isMovable = isMovable;
        this.previous = previous;
    }

    /** Work that runs on its own worker, after all that was submitted before. */
    static Piece inOrder(Runnable body) {
        return new Piece(body, false, null);
    }

    /**
     * Work that another worker may run before what is in front of it in the queue, where both would wait for each other else.
     *
     * @param previous what must run first on the same worker, or null
     */
    public static Piece movable(Runnable body, @Nullable Piece previous) {
        return new Piece(body, true, previous);
    }

    /** Says that it will not run. */
    public void abandon() {
        isDone = true;
        body = null;
        previous = null;
    }

    /** Runs it on the current thread. */
    void run() {
        Runnable work = body;
        try {
            if (work != null) {
                work.run();
            }
        } finally {
            abandon();
        }
    }

    boolean isDone() {
        return isDone;
    }

    boolean isMovable() {
        return isMovable;
    }

    /** Where it waits or runs; null before it is submitted. */
    @Nullable
    Worker worker() {
        return worker;
    }

    void moveTo(Worker place) {
        worker = place;
    }

    /** The first piece that has to run before this one can; itself if there is none. */
    Piece firstToRun() {
        Piece first = this;
        Piece before;
        while ((before = first.previous) != null && !before.isDone) {
            first = before;
        }
        return first;
    }
}
