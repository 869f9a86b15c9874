package lazuli.core.memory;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Memory that was not allocated here: its owner may take it away while arrays view it. */
public interface ForeignMemory {
    /** Memory that nobody can take away. */
    ForeignMemory LASTING = new ForeignMemory() {
        @Override
        public void requireReadable() {}

        @Override
        public @Nullable RuntimeException unreadable(Throwable fault) {
            return null;
        }
    };

    /**
     * Asked when an evaluation begins that reads the memory, and before its elements are shown to anybody. What it throws is an exception of
     * ours that says why the memory cannot be read any more.
     */
    void requireReadable();

    /** Asked before each kernel that reads the memory. May rely on an answer of a moment ago. */
    default void requireStillReadable() {
        requireReadable();
    }

    /** What somebody may close; null if nobody can. */
    default @Nullable MemorySegment closeable() {
        return null;
    }

    /** What to throw instead of a fault that came up during a read; null if the fault has another cause. */
    @Nullable
    RuntimeException unreadable(Throwable fault);
}
