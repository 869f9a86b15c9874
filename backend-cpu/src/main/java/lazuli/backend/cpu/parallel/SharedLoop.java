package lazuli.backend.cpu.parallel;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One loop in progress: threads take chunks from it until none is left. */
final class SharedLoop {
    private static final long SPIN_NANOS = 50_000;

    private final long size;
    private final long chunkLength;
    private final long chunks;
    private final ParallelLoop.Body body;
    private final Thread caller = Thread.currentThread();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong unfinished;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean callerSleeps;

    SharedLoop(long size, long chunkLength, ParallelLoop.Body body) {
        this.size = size;
        this.chunkLength = chunkLength;
        this.chunks = Math.ceilDiv(size, chunkLength);
        this.body = body;
        this.unfinished = new AtomicLong(chunks);
    }

    /** Chunks that nobody has taken; may be out of date when it returns, but zero stays zero. */
    long untaken() {
        return Math.max(0, chunks - taken.get());
    }

    /** Runs chunks until none is left. */
    void work() {
        long chunk;
        while (taken.get() < chunks && (chunk = taken.getAndIncrement()) < chunks) {
            try {
                if (failure.get() == null) {
                    body.run(chunk * chunkLength, Math.min(size, (chunk + 1) * chunkLength));
                }
            } catch (Throwable thrown) {
                failure.compareAndSet(null, thrown);
            }
            if (unfinished.decrementAndGet() == 0 && callerSleeps) {
                LockSupport.unpark(caller);
            }
        }
    }

    /** Waits, on the caller, for the chunks that other threads still run. */
    void awaitOthers() {
        long start = System.nanoTime();
        while (unfinished.get() > 0) {
            if (System.nanoTime() - start > SPIN_NANOS) {
                sleep();
            }
            Thread.onSpinWait();
        }
    }

    private void sleep() {
        callerSleeps = true;
        boolean interrupted = false;
        while (unfinished.get() > 0) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Throws what a body threw, if one did. */
    void rethrowFailure() {
        switch (failure.get()) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            case Throwable checked ->
                throw new IllegalStateException("a loop's body threw a checked exception", checked);
        }
    }
}
