package lazuli.core.backend;

import lazuli.core.memory.Buffer;

/** Memory of a device for what a kernel needs between its parts, in the order of one queue. Used by the queue's stream's thread alone. */
@FunctionalInterface
public interface Workspace {
    /**
     * Uninitialized memory with one count. The caller releases it as soon as what uses it is encoded: the queue's next work may use it again,
     * others have to wait.
     *
     * @throws lazuli.core.memory.OutOfMemoryException if there is none
     */
    Buffer allocate(long bytes);
}
