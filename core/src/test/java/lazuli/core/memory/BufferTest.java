package lazuli.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BufferTest {
    private static final int BYTES = 1 << 16;

    private final Allocator allocator = new Allocator(new SystemMemory(() -> 1L << 30), 10_000);
    private int made;

    @Test
    void whatIsDerivedIsKeptFromTheSecondUseOn() {
        Buffer contents = allocator.allocate(BYTES);
        Supplier<Buffer> maker = () -> {
            made++;
            return allocator.allocate(BYTES);
        };
        contents.derived("layout", maker).release();
        assertEquals(BYTES, allocator.active());
        Buffer kept = contents.derived("layout", maker);
        kept.release();
        assertEquals(2 * BYTES, allocator.active());
        Buffer again = contents.derived("layout", maker);
        assertSame(kept, again);
        assertEquals(2, made);
        contents.release();
        assertEquals(BYTES, allocator.active());
        again.release();
        assertEquals(0, allocator.active());
    }

    @Test
    void keysAreCountedEachForItself() {
        Buffer contents = allocator.allocate(BYTES);
        contents.derived("forward", () -> allocator.allocate(BYTES)).release();
        contents.derived("backward", () -> allocator.allocate(BYTES)).release();
        assertEquals(BYTES, allocator.active());
        contents.release();
        assertEquals(0, allocator.active());
    }
}
