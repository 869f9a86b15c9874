package lazuli.backend.cpu.onednn;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The library for tests, which are skipped where it is absent, and scratch memory that is full of NaN. */
final class TestLibrary {
    private TestLibrary() {}

    static OneDnn require() {
        assumeTrue(OneDnn.find().isPresent(), OneDnn::description);
        return OneDnn.find().orElseThrow();
    }

    /** For one operation: fails when it is asked twice. */
    static ScratchAllocator scratch(Arena arena) {
        boolean[] asked = {false};
        return bytes -> {
            assertTrue(bytes > 0, "asked for nothing");
            assertTrue(!asked[0], "asked twice");
            asked[0] = true;
            MemorySegment memory = arena.allocate(bytes, 64);
            memory.fill((byte) 0xff);
            return memory.address();
        };
    }
}
