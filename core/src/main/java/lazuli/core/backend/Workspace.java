package lazuli.core.backend;

import lazuli.core.memory.Buffer;

/**
 * Memory of a device for what a kernel needs between its parts, in the order of one queue. It lasts until the step that asked for it is encoded, or has
 * failed; the queue's next work may use it again, others have to wait. Used by the queue's stream's thread alone.
 */
public interface Workspace {
    /**
     * Uninitialized memory, of which the workspace holds the count.
     *
     * @throws lazuli.core.memory.OutOfMemoryException if there is none
     */
    Buffer allocate(long bytes);

    /** Takes memory back before the step ends, when all that uses it is encoded. */
    void release(Buffer buffer);
}
