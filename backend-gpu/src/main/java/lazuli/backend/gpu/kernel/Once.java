package lazuli.backend.gpu.kernel;

import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** What is made once, by the first thread that asks, while others wait; what failed is forgotten once its failure has been told. */
final class Once<T> {
    private final FutureTask<T> task;
    private final Runnable forget;
    private final AtomicBoolean wished = new AtomicBoolean();

    Once(Supplier<T> maker, Runnable forget) {
        this.task = new FutureTask<>(maker::get);
        this.forget = forget;
    }

    boolean isDone() {
        return task.isDone();
    }

    /** Whether this is the first time that this is asked. */
    boolean isFirstWish() {
        return wished.compareAndSet(false, true);
    }

    /** Makes it unless somebody has. */
    void run() {
        task.run();
    }

    /** What was made, or is made now. */
    T get() {
        task.run();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException interrupt) {
                    interrupted = true;
                } catch (ExecutionException failure) {
                    forget.run();
                    throw thrown(Objects.requireNonNullElse(failure.getCause(), failure));
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException thrown(Throwable cause) {
        switch (cause) {
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalStateException(cause);
        }
    }
}
