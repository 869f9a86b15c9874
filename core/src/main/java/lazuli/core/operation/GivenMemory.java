package lazuli.core.operation;

import java.lang.foreign.MemorySegment;
import lazuli.core.ArgumentException;

/** Segments that operations are given: their arenas may be closed, or be of other threads alone, and files that they map may end early. */
final class GivenMemory {
    private static final String CLOSED = "the memory's arena has been closed";

    private GivenMemory() {}

    /** Refuses memory that {@code reader} cannot read. */
    static void requireReadable(String operation, MemorySegment memory, Thread reader) {
        if (!memory.scope().isAlive()) {
            throw new ArgumentException(operation, CLOSED);
        }
        if (!memory.isAccessibleBy(reader)) {
            throw new ArgumentException(
                    operation, "memory of one thread's confined arena; other threads cannot read it");
        }
    }

    /** Reads memory that somebody may take away meanwhile. */
    static void reading(String operation, MemorySegment memory, Runnable body) {
        try {
            body.run();
        } catch (IllegalStateException failure) {
            if (memory.scope().isAlive()) {
                throw failure;
            }
            throw new ArgumentException(operation, CLOSED);
        } catch (InternalError fault) {
            if (!memory.isMapped()) {
                throw fault;
            }
            throw new ArgumentException(operation, "the mapped file has become shorter, or cannot be read: %s", fault);
        }
    }
}
