package lazuli.backend.cpu.warmup;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarmupBudgetTest {
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    private final AtomicLong processTime = new AtomicLong();
    private final WarmupBudget budget = new WarmupBudget(processTime::get);

    @Test
    void aProcessThatHasSpentNothingWarmsNothing() {
        assertFalse(budget.allows());
    }

    @ParameterizedTest
    @CsvSource({"1000, 50", "4000, 200", "10000, 1200", "60000, 9533"})
    void trialsTakeAShareOfWhatTheProcessHasSpent(long spentByProcess, long granted) {
        processTime.set(spentByProcess * MILLISECOND);
        long rounds = rounds();
        assertTrue(Math.abs(rounds - granted) <= 1, () -> rounds + " rounds");
    }

    private long rounds() {
        long rounds = 0;
        while (budget.allows()) {
            budget.charge(MILLISECOND);
            rounds++;
        }
        return rounds;
    }

    @Test
    void whatIsExhaustedGrowsWithTheProcess() {
        processTime.set(TimeUnit.SECONDS.toNanos(1));
        budget.charge(TimeUnit.MILLISECONDS.toNanos(60));
        assertFalse(budget.allows());
        processTime.set(TimeUnit.SECONDS.toNanos(2));
        assertTrue(budget.allows());
    }
}
