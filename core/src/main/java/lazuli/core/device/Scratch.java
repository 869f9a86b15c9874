package lazuli.core.device;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.backend.Workspace;
import lazuli.core.memory.Buffer;

/** What kernels of one queue were lent in the step that is encoded now. */
final class Scratch implements Workspace {
    private final DeviceQueue queue;
    private final List<Buffer> lent = new ArrayList<>();

    Scratch(DeviceQueue queue) {
        this.queue = queue;
    }

    @Override
    public Buffer allocate(long bytes) {
        Buffer buffer = queue.allocate(bytes);
        lent.add(buffer);
        return buffer;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // this memory, and not an equal one
    public void release(Buffer buffer) {
        if (!lent.removeIf(other -> other == buffer)) {
            throw new IllegalArgumentException("[gpu] memory that was not lent, or was taken back");
        }
        buffer.release();
    }

    /** Takes all back: the step is encoded, or has failed. */
    void releaseAll() {
        lent.forEach(Buffer::release);
        lent.clear();
    }
}
