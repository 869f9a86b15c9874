package lazuli.core.schedule;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Something that will have happened, or failed, once. */
public final class Event {
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable Failure failure;
    private volatile List<Task> pieces = List.of();

    /** Null where it has happened as soon as its work is encoded. */
    private @Nullable Event encoded;

    /** An event that has happened some time after its work was encoded for a device. */
    public static Event withEncoding() {
        Event event = new Event();
        event.encoded = new Event();
        return event;
    }

    /** Whether its work is encoded some time before it is done. */
    public boolean isEncodedFirst() {
        return encoded != null;
    }

    /** That the work is encoded, so that a device does it before what is encoded later; itself where there is no such moment. */
    public Event encoded() {
        return encoded == null ? this : encoded;
    }

    /** Names the work that brings it about, in the order in which a worker has to do it. */
    public void isMadeBy(List<Task> work) {
        pieces = work;
        if (encoded != null) {
            encoded.pieces = work;
        }
    }

    List<Task> pieces() {
        return pieces;
    }

    /** It has happened. */
    public void complete() {
        if (encoded != null) {
            encoded.complete();
        }
        done.countDown();
        pieces = List.of();
    }

    /** It has failed. */
    public void fail(Failure reason) {
        failure = reason;
        complete();
    }

    /** Whether it has happened or failed. */
    public boolean isDone() {
        return done.getCount() == 0;
    }

    /** Why it has failed; null if it has not, or not yet. */
    public @Nullable Failure failure() {
        return isDone() ? failure : null;
    }

    /**
     * Waits for it and throws the original failure if there was one.
     *
     * @throws IllegalStateException on the thread of a worker that it waits for
     */
    public void await() {
        Failure reason = outcome();
        if (reason != null) {
            throw reason.exception();
        }
    }

    /**
     * Waits for it, through interrupts (the thread's flag is set again afterwards); why it failed, or null if it did not.
     *
     * @throws IllegalStateException on the thread of a worker that it waits for
     */
    public @Nullable Failure outcome() {
        Spin.until(this::isDone, Spin.SHORT);
        Worker worker = isDone() ? null : Worker.current();
        if (worker != null) {
            WaitForGraph.await(worker, this);
            return failure;
        }
        Waits.forLatch(done);
        return failure;
    }

    /** Waits for so long at most. */
    void awaitFor(long milliseconds) throws InterruptedException {
        var _ = done.await(milliseconds, TimeUnit.MILLISECONDS);
    }
}
