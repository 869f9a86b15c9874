package lazuli.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IdleTrimTest {
    private static final long IDLE_MILLISECONDS = 500;

    @Test
    void theCacheIsEmptiedOnceNobodyAsks() throws InterruptedException {
        Allocator allocator = new Allocator(new SystemMemory(() -> 1L << 30), IDLE_MILLISECONDS);
        for (int round = 0; round < 2; round++) {
            allocator.allocate(1 << 20).release();
            assertTrue(allocator.cached() >= 1 << 20);
            awaitEmpty(allocator);
        }
        assertEquals(0, allocator.active());
    }

    @Test
    void aBusyCacheIsLeftAlone() throws InterruptedException {
        Allocator allocator = new Allocator(new SystemMemory(() -> 1L << 30), IDLE_MILLISECONDS);
        allocator.allocate(1 << 20).release();
        long end = System.nanoTime() + 4 * IDLE_MILLISECONDS * 1_000_000;
        while (System.nanoTime() < end) {
            allocator.allocate(64).release();
            assertTrue(allocator.cached() >= 1 << 20);
            Thread.sleep(1);
        }
        awaitEmpty(allocator);
    }

    private static void awaitEmpty(Allocator allocator) throws InterruptedException {
        for (int i = 0; i < 1000 && allocator.cached() > 0; i++) {
            Thread.sleep(20);
        }
        assertEquals(0, allocator.cached());
    }
}
