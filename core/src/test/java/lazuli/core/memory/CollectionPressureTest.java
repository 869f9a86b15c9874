package lazuli.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CollectionPressureTest {
    private static final long BOUND = 1 << 20;

    private long held;

    /** What objects hold that a young collection does not look at. */
    private long old;

    private long alive;
    private int fullOnes;

    private final Collector collector = new Collector() {
        @Override
        public boolean young() {
            held = alive + old;
            return true;
        }

        @Override
        public void full() {
            old = 0;
            held = alive;
            fullOnes++;
        }

        @Override
        public long spent() {
            return System.nanoTime();
        }
    };

    private final CollectionPressure pressure = pressure(0);

    private CollectionPressure pressure(long firstNanoseconds) {
        return new CollectionPressure(BOUND, 1 << 30, () -> 1 << 30, collector, () -> held, firstNanoseconds);
    }

    @Test
    void whatEvaluationsRecycleThemselvesIsNoReason() {
        assertFalse(pressure.isDue(500 << 20, BOUND));
    }

    @Test
    void whatJavaObjectsHoldIs() {
        held = BOUND + 1;
        assertTrue(pressure.isDue(held, BOUND));
        pressure.collectAll(() -> held);
        assertFalse(pressure.isDue(held, BOUND));
    }

    @Test
    void whatWasJustReplacedMayBeNeededOnceMore() {
        held = BOUND + 1;
        assertFalse(pressure.isDue(held, BOUND / 16));
        assertTrue(pressure.isDue(held, BOUND / 16));
    }

    @Test
    void theTimeBeforeANewGraphIsBest() {
        held = BOUND + 1;
        assertFalse(pressure.isDueBeforeGraph());
        pressure.evaluationEnded();
        assertTrue(pressure.isDueBeforeGraph());
        pressure.relieve(() -> held);
        assertEquals(0, held);
        assertFalse(pressure.isDueBeforeGraph());
    }

    @Test
    void aProgramThatHasHardlyBegunIsNotKeptWaiting() {
        CollectionPressure atStart = pressure(3_600_000_000_000L);
        held = BOUND + 1;
        assertFalse(atStart.isDue(held, BOUND));
        assertTrue(atStart.isDue((1L << 30) + 1, BOUND));
    }

    @Test
    void whatYoungCollectionsLeaveBehindDoesNotAddUp() {
        alive = 10 * BOUND;
        held = alive;
        for (int i = 0; i < 1000; i++) {
            held += 3 * BOUND;
            old += BOUND;
            long active = (i + 1) * (4L << 30);
            pressure.relieve(() -> active);
            assertTrue(held <= 16 * BOUND, held / BOUND + " times the bound are held");
        }
        assertTrue(fullOnes < 700, fullOnes + " full collections");
    }

    @Test
    void soIsTooMuchOfAnything() {
        assertTrue(pressure.isDue((1L << 30) + 1, BOUND));
    }
}
