package lazuli.backend.cpu;

import lazuli.backend.cpu.onednn.ScratchAllocator;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;
import org.jspecify.annotations.Nullable;

/** Lends a library the memory that one operation asks for. */
final class LibraryScratch implements ScratchAllocator, AutoCloseable {
    private @Nullable Buffer buffer;

    @Override
    public long allocate(long bytes) {
        close();
        Buffer made = Allocator.host().allocate(bytes);
        buffer = made;
        return made.address();
    }

    @Override
    public void close() {
        if (buffer != null) {
            buffer.release();
            buffer = null;
        }
    }
}
