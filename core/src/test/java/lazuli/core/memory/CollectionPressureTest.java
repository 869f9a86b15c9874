package lazuli.core.memory;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CollectionPressureTest {
    private static final long BOUND = 1 << 20;

    private long held;

    private final CollectionPressure pressure = new CollectionPressure(BOUND, 1 << 30, () -> held, 0);

    @Test
    void whatEvaluationsRecycleThemselvesIsNoReason() {
        assertFalse(pressure.isDue(500 << 20));
    }

    @Test
    void whatJavaObjectsHoldIs() {
        held = BOUND + 1;
        assertTrue(pressure.isDue(held));
        pressure.collectAll(() -> held);
        assertFalse(pressure.isDue(held));
    }

    @Test
    void aProgramThatHasHardlyBegunIsNotKeptWaiting() {
        CollectionPressure atStart = new CollectionPressure(BOUND, 1 << 30, () -> held, 3_600_000_000_000L);
        held = BOUND + 1;
        assertFalse(atStart.isDue(held));
        assertTrue(atStart.isDue((1L << 30) + 1));
    }

    @Test
    void soIsTooMuchOfAnything() {
        assertTrue(pressure.isDue((1L << 30) + 1));
    }
}
