package lazuli.core.memory;

import java.util.concurrent.atomic.AtomicBoolean;

/** One count on a buffer, given up once: by whoever knows that they are no longer needed, or by the collector. */
public final class Holding {
    private final Buffer buffer;
    private final AtomicBoolean released = new AtomicBoolean();

    /** Takes over a count that the caller has. */
    public Holding(Buffer buffer) {
        this.buffer = buffer;
    }

    /** Gives the count up, if that has not been done. */
    public void release() {
        if (released.compareAndSet(false, true)) {
            buffer.release();
        }
    }
}
