package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Memory;
import lazuli.core.Random;
import lazuli.core.ValueAndGrad;
import org.junit.jupiter.api.Test;

/** Loops that never close anything hold no more memory at their end than after their first rounds. */
class MemoryTest {
    /** A collection is asked for before more than this, or a twelfth of the machine's memory, has been dropped. */
    private static final long MOST_DROPPED = 3L << 30;

    private static final boolean NIGHTLY = Long.getLong("lazuli.seconds", 3) >= 60;

    /** What kernels that are being tried out in the background may hold. */
    private static final long OTHERS = 8 << 20;

    @Test
    void aTransformsTemporariesAreRecycledAtOnce() {
        Array weight = ones(256, 256);
        Array input = ones(256, 256);
        ValueAndGrad.Of1 step = valueAndGrad(w -> {
            Array y = input;
            for (int i = 0; i < 20; i++) {
                y = tanh(matmul(y, w));
            }
            return mean(y);
        });
        evalStep(step, weight);
        Memory.resetPeak();
        long before = Memory.active();
        evalStep(step, weight);
        // Twenty activations of 256 KiB and their tanh; the backward pass adds a few cotangents, not another forty.
        assertTrue(Memory.peak() - before < 50 * 256 * 1024L, "peak grew by " + (Memory.peak() - before));
    }

    @Test
    void anOutputIsRecycledThoughAnotherOfTheSameNodeIsKept() {
        Array weight = ones(16);
        Array bias = zeros(16);
        Array input = Random.normal(1 << 18, 16);
        ValueAndGrad.Of2 step = valueAndGrad(
                (w, b) -> {
                    Array y = input;
                    for (int i = 0; i < 4; i++) {
                        y = tanh(batchNorm(y, w, b, 1e-5f).getFirst());
                    }
                    return mean(y);
                },
                0,
                1);
        evalBoth(step, weight, bias);
        long before = Memory.active();
        evalBoth(step, weight, bias);
        // A value and two gradients of sixteen numbers: none of the inputs' cotangents, sixteen megabytes each.
        assertTrue(Memory.active() - before < OTHERS, "grew by " + (Memory.active() - before));
    }

    @Test
    void aNumberThatBothPassesReadTakesNoMemory() {
        Array x = ones(4096, Sizes.of(4096, 512));
        long bytes = x.size() * Float.BYTES;
        ValueAndGrad.Of1 step = valueAndGrad(w -> sum(multiply(cumsum(maximum(w, 0), 1), x)));
        evalStep(step, x);
        Memory.resetPeak();
        long before = Memory.active();
        evalStep(step, x);
        // What the maximum returned, and two cotangents.
        long used = Memory.peak() - before;
        assertTrue(used < 7 * bytes / 2, () -> "%d bytes for values of %d".formatted(used, bytes));
    }

    @Test
    void aClosedArrayGivesItsMemoryBackAtOnce() {
        Array kept = ones(1 << 16);
        eval(kept);
        long before = Memory.active();
        for (int i = 0; i < 100; i++) {
            Array x = add(kept, i);
            eval(x);
            x.close();
        }
        assertTrue(Memory.active() - before < OTHERS, "grew by " + (Memory.active() - before));
    }

    @Test
    void numbersAndConversionsInAnOperationTakeNoMemory() {
        Array x = astype(ones(1 << 22), DType.INT32);
        Array y = ones(1 << 22);
        eval(x, y);
        long before = Memory.active();
        Array sum = add(multiply(x, 3), y);
        eval(sum);
        // The sum, and neither the product, which nobody has read, nor the number three as an array nor the product as
        // floats.
        // It may have fallen: arrays of the tests before this one go when a collection finds them.
        long grown = Memory.active() - before;
        assertTrue(grown < (4L << 22) + OTHERS, "grew by " + grown);
    }

    @Test
    void aClosedArrayServesWhatWasWrittenDownBefore() {
        Array x = add(ones(3), 1);
        eval(x);
        Array y = multiply(x, 2);
        x.close();
        assertArrayEquals(new float[] {4, 4, 4}, y.toFloatArray());
        IllegalStateException closed = assertThrows(IllegalStateException.class, () -> eval(negative(x)));
        assertEquals(
                "[eval] an array of shape (3,), float32, was closed, or given up for the next state of a compiled function or optimizer",
                closed.getMessage());
    }

    private static void evalBoth(ValueAndGrad.Of2 step, Array weight, Array bias) {
        ValueAndGrad result = step.apply(weight, bias);
        eval(result.value(), result.grads().get(0), result.grads().get(1));
    }

    private static void evalStep(ValueAndGrad.Of1 step, Array weight) {
        ValueAndGrad result = step.apply(weight);
        eval(result.value(), result.grad());
    }

    @Test
    void droppedArraysComeBack() {
        drop("small", NIGHTLY ? 1_000_000 : 50_000, 16);
        drop("large", NIGHTLY ? 10_000 : 300, Sizes.of(4 << 20, 1 << 18));
    }

    private static void drop(String name, int count, int size) {
        Array x = ones(size);
        eval(x);
        Memory.resetPeak();
        long before = Memory.active();
        long collecting = collecting();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            eval(add(x, i));
        }
        double milliseconds = (System.nanoTime() - start) / 1e6;
        double share = (collecting() - collecting) / milliseconds;
        System.out.printf(
                "%,d %s arrays dropped: %.1f us each, at most %,d MiB live, %.2f%% of the time in collections%n",
                count, name, milliseconds * 1e3 / count, (Memory.peak() - before) >> 20, 100 * share);
        assertTrue(Memory.peak() - before < MOST_DROPPED, "peak " + Memory.peak());
        // The first collections are the slow ones.
        assertTrue(!NIGHTLY || size < 1000 || share < 0.03, "share of the time in collections: " + share);
    }

    private static long collecting() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    @Test
    void anUpdateLoopStaysFlat() {
        Array weight = ones(1 << 16);
        for (int i = 0; i < Sizes.of(20_000, 4_000); i++) {
            weight = subtract(weight, multiply(weight, 1e-6));
            eval(weight);
        }
        assertTrue(Memory.active() < MOST_DROPPED, "active " + Memory.active());
    }
}
