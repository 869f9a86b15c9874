package lazuli.core.memory;

import java.util.concurrent.atomic.AtomicBoolean;

/** One count on each of some buffers, given up once: by whoever knows that they are no longer needed, or by the collector. */
public final class Holding {
    private final Buffer[] buffers;
    private final AtomicBoolean released = new AtomicBoolean();

    /** Takes over a count that the caller has on each buffer. */
    public Holding(Buffer... buffers) {
        this.buffers = buffers;
    }

    /** Gives the counts up, if that has not been done. */
    public void release() {
        if (released.compareAndSet(false, true)) {
            for (Buffer buffer : buffers) {
                buffer.release();
            }
        }
    }
}
