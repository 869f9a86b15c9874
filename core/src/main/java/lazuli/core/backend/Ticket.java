package lazuli.core.backend;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Work that was committed to a queue. Safe for use by several threads. */
public interface Ticket {
    /** Whether it has been done, or has failed. */
    boolean isDone();

    /** Waits until it has been done, or has failed, through interrupts: the thread's flag is set again afterwards. */
    void await();

    /**
     * Has something told why the work failed, or null once it is done. What is given for one queue is told on one thread in the order of its
     * tickets and of the calls, at once on that thread where the work is done already.
     */
    void onDone(Consumer<@Nullable RuntimeException> listener);
}
