package lazuli.core.schedule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Workers that wait for what a worker has to do, be it themselves. Whoever closes a circle runs a piece of it that has not begun, wherever that
 * one is queued; if all have begun, none of them can ever end.
 */
final class WaitForGraph {
    /** One that is closed by what was not submitted yet when the wait began is found then. */
    private static final long NEXT_LOOK_MILLISECONDS = 20;

    private static final ReentrantLock LOCK = new ReentrantLock();

    private WaitForGraph() {}

    /**
     * Waits on a worker's thread.
     *
     * @throws IllegalStateException if the event waits for this thread
     */
    static void await(Worker waiting, Event event) {
        boolean interrupted = false;
        try {
            while (!event.isDone()) {
                Task next = begin(waiting, event);
                if (next != null) {
                    next.run();
                    continue;
                }
                try {
                    event.awaitFor(NEXT_LOOK_MILLISECONDS);
                } catch (InterruptedException interrupt) {
                    interrupted = true;
                } finally {
                    end(waiting);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Notes that a worker waits; or takes a piece that it has to run first, and notes nothing. */
    private static @Nullable Task begin(Worker waiting, Event event) {
        LOCK.lock();
        try {
            List<Task> circle = new ArrayList<>(0);
            if (!leadsTo(waiting, event, new HashSet<>(), circle)) {
                waiting.awaited = event;
                return null;
            }
            for (Task piece : circle) {
                Worker place = piece.worker();
                if (piece.isMovable() && place != null && place.remove(piece)) {
                    piece.moveTo(waiting);
                    return piece;
                }
            }
        } finally {
            LOCK.unlock();
        }
        throw new IllegalStateException(
                "[stream] %s would wait for ever: what it runs evaluates, reads or synchronizes on what waits for it; give it as an input"
                        .formatted(waiting));
    }

    private static void end(Worker waiting) {
        LOCK.lock();
        try {
            waiting.awaited = null;
        } finally {
            LOCK.unlock();
        }
    }

    /** Whether an event has to wait for a worker that waits for the event; by which pieces. */
    private static boolean leadsTo(Worker target, Event event, Set<Event> seen, List<Task> circle) {
        if (event.isDone() || !seen.add(event)) {
            return false;
        }
        for (Task part : event.pieces()) {
            Task piece = part.firstToRun();
            Worker place = piece.worker();
            if (piece.isDone() || place == null) {
                continue;
            }
            Event next = place.awaited;
            if (place.equals(target) || (next != null && leadsTo(target, next, seen, circle))) {
                circle.add(piece);
                return true;
            }
        }
        return false;
    }
}
