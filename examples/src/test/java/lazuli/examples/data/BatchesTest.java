package lazuli.examples.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class BatchesTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void batchesComeInOrderWhateverThreadMakesThem(int threads) {
        try (var batches = new Batches(50, BatchesTest::slowAtTimes, threads)) {
            assertEquals(50, batches.count());
            for (int number = 0; number < 50; number++) {
                assertArrayEquals(new int[] {number}, batches.next().labels());
            }
            assertFalse(batches.hasNext());
            assertThrows(NoSuchElementException.class, batches::next);
        }
    }

    @Test
    void imagesComeAsTheirMakerMakesThem() {
        var images = new LabeledImages(new byte[] {0, 51, 102, (byte) 255, 0}, new int[] {4, 3, 2, 1, 0}, 1, 1, 1);
        var normalization = new Normalization(List.of(0.2f), List.of(0.1f));
        try (var batches = Batches.of(images, normalization, BatchOptions.forTesting(2), 0)) {
            assertArrayEquals(new float[] {-2, 0}, batches.next().images(), 1e-6f);
            assertArrayEquals(new float[] {2, 8}, batches.next().images(), 1e-6f);
            assertArrayEquals(new int[] {0}, batches.next().labels());
            assertFalse(batches.hasNext());
        }
    }

    @Test
    void anEmptyEpochHasNoBatch() {
        try (var batches = new Batches(0, BatchesTest::batch, 1)) {
            assertFalse(batches.hasNext());
        }
    }

    @Test
    void atMostFourAreMadeAhead() throws Exception {
        var made = new AtomicInteger();
        var four = new CountDownLatch(4);
        try (var batches = new Batches(
                20,
                number -> {
                    made.incrementAndGet();
                    four.countDown();
                    return batch(number);
                },
                2)) {
            assertTrue(four.await(10, TimeUnit.SECONDS));
            Thread.sleep(50);
            assertEquals(4, made.get());
            assertTrue(batches.hasNext());
        }
    }

    @Test
    void whatGoesWrongSurfacesAtItsBatch() {
        var failure = new IllegalStateException("batch 3 is broken");
        try (var batches = new Batches(
                10,
                number -> {
                    if (number == 3) {
                        throw failure;
                    }
                    return batch(number);
                },
                2)) {
            for (int number = 0; number < 3; number++) {
                assertEquals(number, batches.next().labels()[0]);
            }
            assertSame(failure, assertThrows(IllegalStateException.class, batches::next));
            assertFalse(batches.hasNext());
        }
    }

    @Test
    void closingEndsTheThreadsAndTheEpoch() throws Exception {
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        var batches = new Batches(
                1000,
                number -> {
                    workers.add(Thread.currentThread());
                    return slowAtTimes(number);
                },
                2);
        batches.next();
        batches.close();
        assertFalse(batches.hasNext());
        assertThrows(NoSuchElementException.class, batches::next);
        for (var worker : workers) {
            worker.join(10_000);
            assertFalse(worker.isAlive());
            assertTrue(worker.isDaemon());
        }
    }

    @Test
    void theThreadsEndWithTheLastBatchEvenIfNobodyCloses() throws Exception {
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        var batches = new Batches(
                6,
                number -> {
                    workers.add(Thread.currentThread());
                    return batch(number);
                },
                2);
        var seen = new ArrayList<Integer>();
        batches.forEachRemaining(batch -> seen.add(batch.labels()[0]));
        assertEquals(List.of(0, 1, 2, 3, 4, 5), seen);
        for (var worker : workers) {
            worker.join(10_000);
            assertFalse(worker.isAlive());
        }
    }

    @Test
    void anInterruptEndsTheWaiting() {
        var never = new CountDownLatch(1);
        try (var batches = new Batches(
                3,
                number -> {
                    awaitQuietly(never);
                    return batch(number);
                },
                1)) {
            Thread.currentThread().interrupt();
            assertThrows(IllegalStateException.class, batches::next);
            assertTrue(Thread.interrupted());
        }
    }

    private static Batch batch(int number) {
        return new Batch(new float[1], new int[] {number}, 1, 1, 1);
    }

    private static Batch slowAtTimes(int number) {
        try {
            Thread.sleep(number % 5 == 0 ? 5 : 0);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return batch(number);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
