package lazuli.core.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** A segment that a program made and gave to an array. */
public record WrappedMemory(MemorySegment segment) implements ForeignMemory {
    private static final String CLOSED =
            "[wrap] the arena of wrapped memory has been closed; arrays that view it have no values any more";

    @Override
    public void requireReadable() {
        if (!segment.scope().isAlive()) {
            throw new UnreadableMemoryException(CLOSED);
        }
    }

    @Override
    public @Nullable MemorySegment closeable() {
        return segment.scope().equals(Arena.global().scope()) ? null : segment;
    }

    @Override
    public @Nullable RuntimeException unreadable(Throwable fault) {
        if (!segment.scope().isAlive()) {
            return new UnreadableMemoryException(CLOSED, fault);
        }
        return fault instanceof InternalError && segment.isMapped()
                ? new UnreadableMemoryException("[wrap] the mapped file has become shorter, or cannot be read", fault)
                : null;
    }
}
