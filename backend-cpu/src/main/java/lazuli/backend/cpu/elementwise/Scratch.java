package lazuli.backend.cpu.elementwise;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A thread's memory for registers, kept and reused until the thread dies. */
final class Scratch {
    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    /** A page: registers that begin at the same place of a page do not stall each other's loads and stores. */
    private static final int ALIGNMENT = 4096;

    private long[] slots = new long[16];
    private MemorySegment memory = MemorySegment.NULL;

    static Scratch ofThread() {
        return OF_THREAD.get();
    }

    /** Room for {@code n} addresses, with any content. */
    long[] slots(int n) {
        if (slots.length < n) {
            slots = new long[n * 2];
        }
        return slots;
    }

    /** The address of {@code bytes} of memory, with any content; valid until the next call on this thread. */
    long memory(long bytes) {
        if (memory.byteSize() < bytes) {
            memory = Arena.ofAuto().allocate(bytes, ALIGNMENT);
        }
        return memory.address();
    }
}
