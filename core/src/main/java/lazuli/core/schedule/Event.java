package lazuli.core.schedule;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Something that will have happened, or failed, once. */
public final class Event {
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;

    /** It has happened. */
    public void complete() {
        done.countDown();
    }

    /** It has failed; waiters get {@code cause}. */
    public void fail(Throwable cause) {
        failure = cause;
        done.countDown();
    }

    /** Whether it has happened or failed. */
    public boolean isDone() {
        return done.getCount() == 0;
    }

    /**
     * Waits for it, through interrupts (the thread's flag is set again afterwards), and throws the original failure if there was
     * one.
     */
    public void await() {
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
        switch (failure) {
            case null -> {}
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }
}
