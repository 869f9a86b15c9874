package lazuli.core.memory;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory between pages that nobody may touch, so that an access outside of a buffer ends the process instead of going unnoticed: for
 * finding faults of kernels, with {@code -Dlazuli.memory.guard=true}, on Linux and macOS. Most buffers end at such a page, each fourth
 * begins at one.
 */
final class GuardedMemory {
    /** A multiple of all page sizes in use. */
    private static final long PAGE = 1L << 16;

    private static final AtomicLong COUNT = new AtomicLong();
    private static final ConcurrentHashMap<Long, Mapping> MAPPINGS = new ConcurrentHashMap<>();

    private record Mapping(long start, long length) {}

    private GuardedMemory() {}

    /** Memory of {@code bytes}, a multiple of 64, on a cache line's boundary; 0 if there is none. */
    static long allocate(long bytes) {
        long usable = Math.ceilDiv(bytes, PAGE) * PAGE;
        long length = usable + 2 * PAGE;
        long start = MappedMemory.reserve(length);
        if (start == 0) {
            return 0;
        }
        if (!MappedMemory.open(start + PAGE, usable)) {
            MappedMemory.unmap(start, length);
            return 0;
        }
        long address = start + PAGE + (COUNT.getAndIncrement() % 4 == 0 ? 0 : usable - bytes);
        MAPPINGS.put(address, new Mapping(start, length));
        return address;
    }

    static void free(long address) {
        Mapping mapping = MAPPINGS.remove(address);
        if (mapping == null) {
            throw new IllegalStateException("no guarded memory begins at " + address);
        }
        MappedMemory.unmap(mapping.start(), mapping.length());
    }
}
