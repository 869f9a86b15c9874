package lazuli.backend.metal;

import java.util.HashMap;
import java.util.Map;
import lazuli.core.memory.MemorySource;
import lazuli.core.memory.MemorySpace;
import org.jspecify.annotations.Nullable;

/**
 * Buffers in shared storage: processor and GPU use the same bytes. The system limits their number, so small blocks are parts of slabs.
 */
final class MetalMemory implements MemorySource {
    private static final long SHARED_STORAGE = 0;
    private static final long LARGEST_PART = 16 << 10;

    private final ObjectiveC objc;
    private final long device;
    private final WiredMemory wired;
    private final long bytes;
    private final long newBuffer;
    private final long contents;

    /** By the size of their parts. */
    private final Map<Long, Slabs> slabs = new HashMap<>();

    MetalMemory(ObjectiveC objc, long device, WiredMemory wired, long bytes) {
        this.objc = objc;
        this.device = device;
        this.wired = wired;
        this.bytes = bytes;
        this.newBuffer = objc.selector("newBufferWithLength:options:");
        this.contents = objc.selector("contents");
    }

    @Override
    public MemorySpace space() {
        return MemorySpace.UNIFIED;
    }

    @Override
    public long physicalBytes() {
        return bytes;
    }

    @Override
    public @Nullable Place allocate(long size) {
        return size > LARGEST_PART ? allocateWhole(size) : allocatePart(size);
    }

    private synchronized @Nullable Place allocatePart(long size) {
        return slabs.computeIfAbsent(size, part -> new Slabs(this, part)).allocate();
    }

    /** A buffer of its own. */
    @Nullable
    Place allocateWhole(long size) {
        try (ObjectiveC.Pool _ = objc.pool()) {
            long buffer = objc.send(device, newBuffer, size, SHARED_STORAGE);
            if (buffer == 0) {
                return null;
            }
            wired.add(buffer, size);
            return new Place(buffer, objc.send(buffer, contents));
        }
    }

    @Override
    public void free(Place place, long size) {
        if (size > LARGEST_PART) {
            freeWhole(place);
        } else {
            freePart(place, size);
        }
    }

    private synchronized void freePart(Place place, long size) {
        Slabs parts = slabs.get(size);
        if (parts == null) {
            throw new IllegalStateException("[metal] a block of %d bytes that was never given".formatted(size));
        }
        parts.free(place);
    }

    void freeWhole(Place place) {
        wired.remove(place.handle());
        objc.release(place.handle());
    }
}
