package lazuli.core.thread;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A daemon thread of the library's. Its stack is large enough for native libraries whatever {@code -Xss} says: some of their initializers take
 * more than half a megabyte, and a stack that overflows there ends the JVM.
 */
public class LibraryThread extends Thread {
    private static final long STACK_BYTES = 8L << 20;

    private static final ReentrantLock STARTING = new ReentrantLock();

    /** A thread that has not started; it inherits nothing from the one that makes it, whose class loader could not be unloaded then. */
    @SuppressWarnings("this-escape") // no subclass overrides what is called here
    public LibraryThread(String name, @Nullable Runnable work) {
        super(null, work, name, STACK_BYTES, false);
        setDaemon(true);
        setContextClassLoader(LibraryThread.class.getClassLoader());
    }

    @Override
    public void start() {
        STARTING.lock();
        try {
            super.start();
        } finally {
            STARTING.unlock();
        }
    }

    /** Runs work while no other thread starts one of these: the system may have few left. */
    public static <T> T whileNoOtherStarts(Supplier<T> work) {
        STARTING.lock();
        try {
            return work.get();
        } finally {
            STARTING.unlock();
        }
    }

    /**
     * Runs what may call native libraries for the first time: here on a thread of the library's, else on a new one that is waited for, through
     * interrupts (the caller's flag is set again afterwards).
     *
     * @throws IllegalStateException if the system gives no thread
     */
    public static <T> T call(Supplier<T> work) {
        return currentThread() instanceof LibraryThread ? work.get() : Call.of(work);
    }

    /** One call and its outcome. */
    private static final class Call<T> {
        private final AtomicReference<@Nullable T> result = new AtomicReference<>();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        static <T> T of(Supplier<T> work) {
            Call<T> call = new Call<>();
            LibraryThread thread = new LibraryThread("lazuli-call", () -> call.run(work));
            try {
                thread.start();
            } catch (OutOfMemoryError refused) {
                throw new IllegalStateException(
                        "[thread] the system gives no thread, which native libraries need; try again", refused);
            }
            awaitEnd(thread);
            return call.outcome();
        }

        private void run(Supplier<T> work) {
            try {
                result.set(work.get());
            } catch (Throwable thrown) {
                failure.set(thrown);
            }
        }

        private T outcome() {
            Throwable thrown = failure.get();
            T value = result.get();
            if (value != null) {
                return value;
            }
            switch (thrown) {
                case RuntimeException exception -> throw exception;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException("[thread] a call gave no result", thrown);
            }
        }
    }

    /** Waits for a thread's end, through interrupts (the caller's flag is set again afterwards). */
    public static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException interrupt) {
                interrupted = true;
            }
        }
        if (interrupted) {
            currentThread().interrupt();
        }
    }
}
