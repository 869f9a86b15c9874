package lazuli.conformance;

import static lazuli.core.Mx.array;
import static lazuli.core.Mx.concatenate;
import static lazuli.core.Mx.eval;
import static lazuli.core.Mx.full;
import static lazuli.core.Mx.multiply;
import static lazuli.core.Mx.sliceUpdate;
import static lazuli.core.Mx.sum;
import static lazuli.core.Mx.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Memory;
import lazuli.core.Shape;
import lazuli.core.fault.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A loop that appends to an array in each step, as a language model does to its cache, and evaluates only what it computes from it. */
class CacheLoopTest {
    private static final int STEPS = Sizes.of(2_000, 400);
    private static final int WIDTH = 64;
    private static final long CACHE_BYTES = (long) STEPS * WIDTH * Float.BYTES;

    @AfterEach
    void countNoMore() {
        Faults.clear();
    }

    /** A cache, and how a step's row gets into it. */
    @FunctionalInterface
    private interface Append {
        Array to(Array cache, Array row, int step);
    }

    @Test
    void byConcatenation() throws InterruptedException {
        loop("concatenation", zeros(0, WIDTH), (cache, row, step) -> concatenate(List.of(cache, row), 0));
    }

    @Test
    void bySliceUpdate() throws InterruptedException {
        loop(
                "sliceUpdate",
                zeros(STEPS, WIDTH),
                (cache, row, step) -> sliceUpdate(cache, row, array(new int[] {step}, Shape.of(1)), new int[] {0}));
    }

    private static void loop(String name, Array empty, Append append) throws InterruptedException {
        eval(empty);
        long before = LiveMemory.settled();
        long[] kernels = new long[4];
        long[] times = new long[4];
        long most = 0;
        Array cache = empty;
        for (int quarter = 0; quarter < 4; quarter++) {
            Faults counter = Faults.inKernel(0);
            long fastest = Long.MAX_VALUE;
            for (int i = 0; i < STEPS / 4; i++) {
                long start = System.nanoTime();
                int step = quarter * STEPS / 4 + i;
                Array row = full(Shape.of(1, WIDTH), step);
                cache = append.to(cache, row, step);
                Array output = sum(multiply(cache, 2));
                assertEquals(
                        (float) ((double) step * (step + 1) * WIDTH), output.itemFloat(), 1e-5f * step * step * WIDTH);
                fastest = Math.min(fastest, System.nanoTime() - start);
                most = Math.max(most, Memory.active() - before);
            }
            times[quarter] = fastest;
            kernels[quarter] = counter.seen();
        }
        assertEquals(Array.Status.AVAILABLE, cache.status());
        long left = LiveMemory.growth(before + 2 * CACHE_BYTES);
        System.out.printf(
                "%s, %d steps: kernels %s, microseconds of the fastest step %s, at most %,d KiB live%n",
                name,
                STEPS,
                Arrays.toString(kernels),
                Arrays.toString(Arrays.stream(times).map(t -> t / 1000).toArray()),
                most >> 10);
        for (int quarter = 1; quarter < 4; quarter++) {
            // A large product runs with its sum, a small one is stored.
            assertTrue(kernels[quarter] <= kernels[0], "kernels by quarter " + Arrays.toString(kernels));
        }
        assertTrue(kernels[0] <= 8L * STEPS / 4, kernels[0] + " kernels");
        // What a step reads grows by a factor of three between the first steps of these quarters; to compute again what
        // was there would be hundreds. The fastest step tells it on a machine that does other work as well: a median
        // there says how long a step's two threads waited for a processor.
        assertTrue(times[3] < 5 * times[1], "a step takes " + Arrays.toString(times) + " ns");
        assertTrue(left <= 0, "grew by " + left + " beyond the cache");
    }
}
