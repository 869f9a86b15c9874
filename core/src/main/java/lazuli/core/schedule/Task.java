package lazuli.core.schedule;

import org.jspecify.annotations.Nullable;

/** One piece of a worker's work. */
public final class Task {
    private final boolean isMovable;
    private volatile @Nullable Runnable body;
    private volatile @Nullable Task previous;
    private volatile @Nullable Worker worker;
    private volatile boolean isDone;

    private Task(Runnable body, boolean isMovable, @Nullable Task previous) {
        this.body = body;
        this.isMovable = isMovable;
        this.previous = previous;
    }

    /** Work that runs on its own worker, after all that was submitted before. */
    static Task inOrder(Runnable body) {
        return new Task(body, false, null);
    }

    /**
     * Work that another worker may run before what is in front of it in the queue, where both would wait for each other else.
     *
     * @param previous what must run first on the same worker, or null
     */
    public static Task movable(Runnable body, @Nullable Task previous) {
        return new Task(body, true, previous);
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
    Task firstToRun() {
        Task first = this;
        Task before;
        while ((before = first.previous) != null && !before.isDone) {
            first = before;
        }
        return first;
    }
}
