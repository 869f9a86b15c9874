package lazuli.backend.cpu.parallel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParallelLoopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "7, 10", "10, 10", "11, 10", "1000, 1", "100003, 64", "100003, 99999", "5, 0"})
    void everyIndexIsVisitedOnce(int size, int grain) {
        AtomicIntegerArray visits = new AtomicIntegerArray(size);
        ParallelLoop.run(size, grain, (from, to) -> {
            for (long i = from; i < to; i++) {
                visits.incrementAndGet((int) i);
            }
        });
        for (int i = 0; i < size; i++) {
            assertEquals(1, visits.get(i), "visits of index " + i);
        }
    }

    @Test
    void smallLoopRunsInOneRangeOnTheCaller() {
        List<String> ranges = new ArrayList<>();
        Thread caller = Thread.currentThread();
        ParallelLoop.run(64, 64, (from, to) -> {
            assertSame(caller, Thread.currentThread());
            ranges.add(from + ".." + to);
        });
        assertEquals(List.of("0..64"), ranges);
    }

    @Test
    void severalThreadsWorkOnOneLoop() {
        Assumptions.assumeTrue(ParallelLoop.threads() > 1, "one processor has one thread");
        CountDownLatch two = new CountDownLatch(2);
        Set<Thread> threads = Collections.synchronizedSet(new HashSet<>());
        ParallelLoop.run(ParallelLoop.threads(), 1, (from, to) -> {
            if (threads.add(Thread.currentThread())) {
                two.countDown();
            }
            await(two);
        });
        assertTrue(threads.contains(Thread.currentThread()));
        assertTrue(threads.size() > 1, () -> "threads: " + threads);
    }

    @Test
    void nestedLoopRunsInline() {
        AtomicInteger nested = new AtomicInteger();
        ParallelLoop.run(100, 1, (from, to) -> {
            for (long i = from; i < to; i++) {
                Thread outer = Thread.currentThread();
                ParallelLoop.run(100, 1, (innerFrom, innerTo) -> {
                    assertSame(outer, Thread.currentThread());
                    nested.addAndGet((int) (innerTo - innerFrom));
                });
            }
        });
        assertEquals(10_000, nested.get());
    }

    @Test
    void exceptionOfABodyReachesTheCallerAndTheLoopsAfterIt() {
        for (int round = 0; round < 100; round++) {
            IllegalArgumentException thrown = new IllegalArgumentException("expected");
            long culprit = round * 10L;
            Exception caught = assertThrows(
                    IllegalArgumentException.class,
                    () -> ParallelLoop.run(1000, 1, (from, to) -> {
                        if (from <= culprit && culprit < to) {
                            throw thrown;
                        }
                    }));
            assertSame(thrown, caught);
        }
        everyIndexIsVisitedOnce(1000, 1);
    }

    @Test
    void manyCallersAtOnceEachGetTheirResult() throws InterruptedException {
        int callers = 8;
        long[] sums = new long[callers];
        List<Thread> threads = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            int self = caller;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int round = 0; round < 200; round++) {
                    AtomicIntegerArray parts = new AtomicIntegerArray(1000);
                    ParallelLoop.run(1000, 10, (from, to) -> {
                        for (long i = from; i < to; i++) {
                            parts.addAndGet((int) i, (int) i);
                        }
                    });
                    for (int i = 0; i < 1000; i++) {
                        sums[self] += parts.get(i);
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            assertTrue(thread.join(PATIENCE));
        }
        long[] expected = new long[callers];
        Arrays.fill(expected, 200L * 999 * 1000 / 2);
        assertArrayEquals(expected, sums);
    }

    @Test
    void interruptedCallerWaitsForTheLoopAndStaysInterrupted() {
        AtomicInteger done = new AtomicInteger();
        Thread.currentThread().interrupt();
        ParallelLoop.run(ParallelLoop.threads() * 2L, 1, (from, to) -> {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2);
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            done.addAndGet((int) (to - from));
        });
        assertTrue(Thread.interrupted());
        assertEquals(ParallelLoop.threads() * 2, done.get());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS), "no second thread came");
        } catch (InterruptedException interruption) {
            throw new AssertionError(interruption);
        }
    }
}
