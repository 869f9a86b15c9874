package lazuli.backend.gpu.device;

/** Runs command buffers one after the other. Used by one thread, but for the completion of its command buffers. */
public interface CommandQueue {
    /** An empty command buffer. */
    CommandBuffer begin();

    /** Frees it, once all that was committed is done. */
    void close();
}
