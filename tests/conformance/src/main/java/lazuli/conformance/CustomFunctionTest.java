package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import lazuli.core.Array;
import lazuli.core.CustomFunction;
import lazuli.core.Fn1;
import lazuli.core.FnN;
import lazuli.core.Memory;
import lazuli.core.Random;
import lazuli.core.ValueAndGrad;
import lazuli.core.primitive.BatchedResult;
import org.junit.jupiter.api.Test;

/** Functions with transforms of their own, and those that compute twice to save memory. */
class CustomFunctionTest {
    private static final CustomFunction SINE = customFunction(x -> List.of(sin(x.getFirst())));

    private static Fn1 one(FnN function) {
        return x -> function.apply(List.of(x)).getFirst();
    }

    @Test
    void withoutRulesItIsTheFunction() {
        Array x = array(0.5f, 1f);
        Fn1 sine = one(SINE);
        assertArrayEquals(sin(x).toFloatArray(), sine.apply(x).toFloatArray());
        assertArrayEquals(
                cos(x).toFloatArray(), grad(y -> sum(sine.apply(y))).apply(x).toFloatArray());
        assertArrayEquals(
                cos(x).toFloatArray(),
                jvp(sine, List.of(x), List.of(onesLike(x)))
                        .tangents()
                        .getFirst()
                        .toFloatArray());
        assertArrayEquals(sin(x).toFloatArray(), vmap(sine).apply(x).toFloatArray());
    }

    @Test
    void eachRuleReplacesItsTransformAlone() {
        Array x = array(0.5f, 1f);
        Fn1 reverse = one(SINE.withVjp((primals, cotangents, outputs) ->
                List.of(cotangents.getFirst().multiply(outputs.getFirst()).multiply(10))));
        assertArrayEquals(
                sin(x).multiply(10).toFloatArray(),
                grad(y -> sum(reverse.apply(y))).apply(x).toFloatArray());
        assertArrayEquals(
                cos(x).toFloatArray(),
                jvp(reverse, List.of(x), List.of(onesLike(x)))
                        .tangents()
                        .getFirst()
                        .toFloatArray());
        Fn1 forward = one(
                SINE.withJvp((primals, tangents) -> List.of(tangents.getFirst().multiply(7))));
        assertArrayEquals(
                new float[] {7, 7},
                jvp(forward, List.of(x), List.of(onesLike(x)))
                        .tangents()
                        .getFirst()
                        .toFloatArray());
        assertArrayEquals(
                cos(x).toFloatArray(), grad(y -> sum(forward.apply(y))).apply(x).toFloatArray());
        Fn1 batched = one(SINE.withVmap((inputs, axes) -> new BatchedResult(List.of(inputs.getFirst()), List.of(0))));
        assertArrayEquals(x.toFloatArray(), vmap(batched).apply(x).toFloatArray());
        assertArrayEquals(sin(x).toFloatArray(), batched.apply(x).toFloatArray());
    }

    @Test
    void rulesNestAndCompile() {
        Fn1 cube = one(customFunction(x -> List.of(power(x.getFirst(), 3)))
                .withVjp((primals, cotangents, outputs) ->
                        List.of(square(primals.getFirst()).multiply(3).multiply(cotangents.getFirst()))));
        Array x = array(1f, 2f);
        Fn1 first = grad(y -> sum(cube.apply(y)));
        Fn1 second = grad(y -> sum(first.apply(y)));
        assertArrayEquals(new float[] {6, 12}, second.apply(x).toFloatArray());
        assertArrayEquals(new float[] {6, 12}, compile(second).apply(x).toFloatArray());
        assertArrayEquals(
                new float[] {3, 12}, compile(vmap(grad(cube))).apply(x).toFloatArray());
    }

    @Test
    void aRuleThatGivesOtherShapesIsRefused() {
        Fn1 wrong = one(SINE.withVjp((primals, cotangents, outputs) -> List.of(array(1f))));
        IllegalArgumentException failure = assertThrows(
                IllegalArgumentException.class,
                () -> grad(y -> sum(wrong.apply(y))).apply(array(1f, 2f)));
        assertTrue(String.valueOf(failure.getMessage()).contains("custom_function"), failure.toString());
    }

    @Test
    void aCheckpointRunsTwiceWithTheSameNumbers() {
        AtomicInteger runs = new AtomicInteger();
        Fn1 noisy = checkpoint((Array x) -> {
            runs.incrementAndGet();
            return sum(multiply(x, Random.normal(3)));
        });
        Random.seed(3);
        ValueAndGrad result = valueAndGrad(noisy).apply(array(1f, 1f, 1f));
        assertEquals(result.value().itemFloat(), sum(result.grad()).itemFloat(), 1e-6f);
        assertEquals(2, runs.get());
        Random.seed(3);
        assertArrayEquals(Random.normal(3).toFloatArray(), result.grad().toFloatArray());
    }

    @Test
    void nobodyDrawsBetweenACheckpointsKeysAndItsNumbers() {
        List<CompletableFuture<Void>> others = new ArrayList<>();
        List<Array> drawn = new ArrayList<>();
        Fn1 noisy = checkpoint((Array x) -> {
            if (others.isEmpty()) {
                CompletableFuture<Void> other = CompletableFuture.runAsync(() -> Random.normal(1));
                others.add(other);
                boolean hasDrawn = other.thenApply(ignored -> true)
                        .completeOnTimeout(false, 100, TimeUnit.MILLISECONDS)
                        .join();
                assertFalse(hasDrawn);
            }
            Array noise = Random.normal(3);
            drawn.add(noise);
            return sum(multiply(x, noise));
        });
        ValueAndGrad result = valueAndGrad(noisy).apply(array(1f, 1f, 1f));
        others.getFirst().join();
        assertEquals(2, drawn.size());
        assertArrayEquals(drawn.getFirst().toFloatArray(), result.grad().toFloatArray());
    }

    @Test
    void checkpointsHalveThePeakOfAMultilayerPerceptron() throws InterruptedException {
        int width = Sizes.of(256, 64);
        List<Array> weights = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            weights.add(Random.normal(width, width).multiply(0.96 / Math.sqrt(width)).eval());
        }
        Array input = Random.normal(Sizes.of(4096, 512), width).eval();
        FnN layer = x -> List.of(tanh(matmul(x.get(0), x.get(1)).multiply(1.1)));
        long plain = peak(() -> gradients(layer, weights, input));
        List<Array> expected = gradients(layer, weights, input);
        FnN checkpointed = inputs -> {
            List<Array> y = List.of(inputs.getFirst());
            for (int i = 1; i < inputs.size(); i++) {
                y = layer.apply(List.of(y.getFirst(), inputs.get(i)));
            }
            return y;
        };
        // Four layers at a time: six values are kept instead of twenty-four.
        FnN block = checkpointN(checkpointed);
        List<Array> got = blockGradients(block, weights, input);
        for (int i = 0; i < expected.size(); i++) {
            assertTrue(arrayEqual(expected.get(i), got.get(i)).itemBoolean(), "gradient " + i);
        }
        long peak = peak(() -> blockGradients(block, weights, input));
        assertTrue(peak < plain / 2, peak + " of " + plain);
    }

    private static long peak(Runnable computation) throws InterruptedException {
        long before = LiveMemory.settled();
        Memory.resetPeak();
        computation.run();
        return Memory.peak() - before;
    }

    private static List<Array> gradients(FnN layer, List<Array> weights, Array input) {
        return evaluated(gradN(
                        all -> {
                            Array y = input;
                            for (Array weight : all) {
                                y = layer.apply(List.of(y, weight)).getFirst();
                            }
                            return List.of(mean(y));
                        },
                        every(weights))
                .apply(weights));
    }

    private static List<Array> blockGradients(FnN block, List<Array> weights, Array input) {
        return evaluated(gradN(
                        all -> {
                            Array y = input;
                            for (int i = 0; i < all.size(); i += 4) {
                                List<Array> inputs = new ArrayList<>(List.of(y));
                                inputs.addAll(all.subList(i, i + 4));
                                y = block.apply(inputs).getFirst();
                            }
                            return List.of(mean(y));
                        },
                        every(weights))
                .apply(weights));
    }

    private static int[] every(List<Array> arrays) {
        int[] all = new int[arrays.size()];
        Arrays.setAll(all, i -> i);
        return all;
    }

    private static List<Array> evaluated(List<Array> arrays) {
        eval(arrays.toArray(Array[]::new));
        return arrays;
    }
}
