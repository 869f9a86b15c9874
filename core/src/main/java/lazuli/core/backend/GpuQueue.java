package lazuli.core.backend;

/** Work of one stream on a GPU, done in the order in which it was encoded. Used by its stream's thread alone. */
public interface GpuQueue {
    /** Hands what has been encoded since the last call to the device. */
    Ticket commit();

    /** What is encoded from now on waits for work of another queue of the same device; the thread does not. */
    void awaitOnDevice(Ticket other);

    /** Frees it, once all that was committed is done. */
    void close();
}
