package lazuli.backend.cpu.warmup;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WarmupCountTest {
    private final WarmupCount count = new WarmupCount(100);

    @Test
    void theGoalIsReachedOnce() {
        assertFalse(count.reaches(99));
        assertTrue(count.reaches(1));
        assertFalse(count.reaches(1_000));
    }

    @Test
    void aPostponedTrialIsDueAfterAsMuchUse() {
        assertTrue(count.reaches(250));
        count.postpone();
        assertFalse(count.reaches(99));
        assertTrue(count.reaches(1));
    }

    @Test
    void aTrialGivenUpIsDueAfterMuchMoreUse() {
        assertTrue(count.reaches(100));
        count.giveUp();
        assertFalse(count.reaches(1_599));
        assertTrue(count.reaches(1));
    }
}
