package lazuli.core.schedule;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Something that will have happened, or failed, once. */
public final class Event {
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable Failure failure;

    /** It has happened. */
    public void complete() {
        done.countDown();
    }

    /** It has failed. */
    public void fail(Failure reason) {
        failure = reason;
        done.countDown();
    }

    /** Whether it has happened or failed. */
    public boolean isDone() {
        return done.getCount() == 0;
    }

    /** Why it has failed; null if it has not, or not yet. */
    public @Nullable Failure failure() {
        return isDone() ? failure : null;
    }

    /** Waits for it and throws the original failure if there was one. */
    public void await() {
        Failure reason = outcome();
        if (reason != null) {
            throw reason.exception();
        }
    }

    /** Waits for it, through interrupts (the thread's flag is set again afterwards); why it failed, or null if it did not. */
    public @Nullable Failure outcome() {
        Spin.until(this::isDone);
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException interrupt) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return failure;
    }
}
