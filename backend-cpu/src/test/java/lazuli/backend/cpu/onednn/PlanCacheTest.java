package lazuli.backend.cpu.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanCacheTest {
    private static final class FakePlan extends Plan {
        private volatile boolean destroyed;

        @Override
        String implementation() {
            return "fake";
        }

        @Override
        void destroy() {
            destroyed = true;
        }
    }

    @Test
    void keepsWhatWasUsedLast() {
        var cache = new PlanCache<Integer, FakePlan>(2, _ -> new FakePlan());
        FakePlan one = use(cache, 1);
        FakePlan two = use(cache, 2);
        assertSame(one, use(cache, 1));
        use(cache, 3);
        assertSame(one, use(cache, 1));
        assertTrue(two.destroyed);
        assertFalse(one.destroyed);
        assertEquals(2, cache.size());
        assertNotSame(two, use(cache, 2));
    }

    @Test
    void failureToMakeAPlanIsNotRemembered() {
        List<Integer> calls = new ArrayList<>();
        var cache = new PlanCache<Integer, FakePlan>(2, key -> {
            calls.add(key);
            throw new OneDnnException("refused " + key);
        });
        assertThrows(OneDnnException.class, () -> cache.lock(1));
        assertThrows(OneDnnException.class, () -> cache.lock(1));
        assertEquals(List.of(1, 1), calls);
        assertEquals(0, cache.size());
    }

    @Test
    void planInUseIsDestroyedOnlyAfterwards() throws InterruptedException {
        var cache = new PlanCache<Integer, FakePlan>(1, _ -> new FakePlan());
        FakePlan one = cache.lock(1);
        Thread evictor = Thread.ofPlatform().start(() -> use(cache, 2));
        assertFalse(evictor.join(Duration.ofMillis(50)));
        assertFalse(one.destroyed);
        one.unlock();
        evictor.join();
        assertTrue(one.destroyed);
    }

    @Test
    void manyThreadsNeverSeeADestroyedPlan() throws Exception {
        var cache = new PlanCache<Integer, FakePlan>(3, _ -> new FakePlan());
        Callable<Integer> task = () -> {
            Random random = new Random(Thread.currentThread().threadId());
            int seen = 0;
            for (int i = 0; i < 20_000; i++) {
                FakePlan plan = cache.lock(random.nextInt(8));
                try {
                    seen += plan.destroyed ? 1 : 0;
                } finally {
                    plan.unlock();
                }
            }
            return seen;
        };
        try (var threads = Executors.newFixedThreadPool(4)) {
            var results =
                    threads.invokeAll(IntStream.range(0, 4).mapToObj(_ -> task).toList());
            assertEquals(
                    List.of(0, 0, 0, 0), results.stream().map(Future::resultNow).toList());
        }
        assertEquals(3, cache.size());
    }

    private static FakePlan use(PlanCache<Integer, FakePlan> cache, int key) {
        FakePlan plan = cache.lock(key);
        plan.unlock();
        return plan;
    }
}
