package lazuli.backend.cpu.elementwise;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A thread's memory for registers, kept and reused. Threads of the program's own hold objects of the JDK's for it, and none of this library's classes. */
final class Scratch {
    private static final ThreadLocal<long[]> SLOTS = ThreadLocal.withInitial(() -> new long[16]);
    private static final ThreadLocal<MemorySegment> MEMORY = ThreadLocal.withInitial(() -> MemorySegment.NULL);

    /** A page: registers that begin at the same place of a page do not stall each other's loads and stores. */
    private static final int ALIGNMENT = 4096;

    private Scratch() {}

    /** Room for {@code n} addresses, with any content; valid until the next call on this thread. */
    static long[] slots(int n) {
        long[] slots = SLOTS.get();
        if (slots.length < n) {
            slots = new long[n * 2];
            SLOTS.set(slots);
        }
        return slots;
    }

    /** The address of {@code bytes} of memory, with any content; valid until the next call on this thread. */
    static long memory(long bytes) {
        MemorySegment memory = MEMORY.get();
        if (memory.byteSize() < bytes) {
            memory = Arena.ofAuto().allocate(bytes, ALIGNMENT);
            MEMORY.set(memory);
        }
        return memory.address();
    }
}
