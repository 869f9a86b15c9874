package lazuli.examples.serve;

import static lazuli.core.Mx.array;
import static lazuli.core.Mx.sum;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lazuli.core.Shape;
import lazuli.core.State;
import org.junit.jupiter.api.Test;

class BatcherTest {
    @Test
    void eachGetsItsOwnResultThoughManyAreComputedTogether() throws Exception {
        try (Batcher batcher = new Batcher(x -> x.multiply(sum(x)), State.of(), 2);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<float[]>> results = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                float[] input = {i, 1};
                results.add(threads.submit(() -> batcher.apply(input)));
            }
            for (int i = 0; i < 500; i++) {
                assertArrayEquals(
                        new float[] {i * (i + 1f), i + 1f}, results.get(i).get());
            }
            assertEquals(500, batcher.requests());
            assertTrue(batcher.batches() < 500, () -> batcher.batches() + " batches");
        }
    }

    @Test
    void aFailureReachesWhoeverWaitsAndTheNextAreAnswered() {
        boolean[] fails = {true};
        try (Batcher batcher = new Batcher(
                x -> {
                    if (fails[0]) {
                        throw new IllegalStateException("not yet");
                    }
                    return x.add(array(new float[2], Shape.of(2)));
                },
                State.of(),
                2)) {
            assertThrows(CompletionException.class, () -> batcher.apply(new float[2]));
            fails[0] = false;
            assertArrayEquals(new float[] {3, 4}, batcher.apply(new float[] {3, 4}));
            assertThrows(IllegalArgumentException.class, () -> batcher.apply(new float[3]));
        }
    }

    @Test
    void nobodyWaitsForAClosedBatcher() throws InterruptedException {
        Batcher batcher = new Batcher(x -> x, State.of(), 1);
        batcher.close();
        Thread.sleep(100);
        assertThrows(CancellationException.class, () -> batcher.apply(new float[1]));
    }
}
