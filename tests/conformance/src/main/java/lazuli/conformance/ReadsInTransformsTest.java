package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fn1;
import lazuli.core.Shape;
import lazuli.core.TracingException;
import lazuli.core.ValueAndGrad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A function may look at its values while it is transformed: what the transform gives is the same. */
class ReadsInTransformsTest {
    private static final int PROGRAMS = Integer.getInteger("lazuli.readingPrograms", 4);
    private static final int MOST_READS = 4;
    private static final double TOLERANCE = 1e-11;

    enum Transform {
        PLAIN(f -> f),
        GRAD(f -> grad((Array x) -> sum(f.apply(x)))),
        VALUE_AND_GRAD(f -> x -> {
            ValueAndGrad result = valueAndGrad((Array y) -> mean(f.apply(y))).apply(x);
            return result.grad().add(result.value());
        }),
        VJP(f -> x -> vjp(f, List.of(x), List.of(tanh(x))).gradients().getFirst()),
        JVP(f -> x -> jvp(f, List.of(x), List.of(tanh(x))).tangents().getFirst()),
        CHECKPOINT(f -> checkpoint(f)),
        CUSTOM_FUNCTION(
                f -> x -> customFunction(f.overLists()).apply(List.of(x)).getFirst()),
        CUSTOM_VJP(f -> x -> customFunction(f.overLists())
                .withVjp((primals, cotangents, outputs) -> List.of(
                        f.apply(cotangents.getFirst()).add(primals.getFirst()).add(outputs.getFirst())))
                .apply(List.of(x))
                .getFirst()),
        CUSTOM_JVP(f -> x -> customFunction(f.overLists())
                .withJvp((primals, tangents) ->
                        List.of(f.apply(tangents.getFirst()).multiply(primals.getFirst())))
                .apply(List.of(x))
                .getFirst());

        private final UnaryOperator<Fn1> transform;

        Transform(UnaryOperator<Fn1> transform) {
            this.transform = transform;
        }

        Fn1 of(Fn1 function) {
            return transform.apply(function);
        }
    }

    private static Array at() {
        return array(new float[] {0.3f, -0.7f, 1.1f}, Shape.of(ReadingProgram.LENGTH))
                .astype(DType.FLOAT64);
    }

    @ParameterizedTest
    @EnumSource(Transform.class)
    void readsChangeNoResultOfATransformOfATransform(Transform outer) {
        int compared = 0;
        for (Transform inner : Transform.values()) {
            for (long seed = 0; seed < PROGRAMS; seed++) {
                double[] expected = outer.of(inner.of(new ReadingProgram(seed, 0)))
                        .apply(at())
                        .toDoubleArray();
                for (int reads = 1; reads <= MOST_READS; reads++) {
                    Fn1 reading = new ReadingProgram(seed, reads);
                    String name = "%s of %s of program %d with %d reads".formatted(outer, inner, seed, reads);
                    assertArrayEquals(
                            expected, outer.of(inner.of(reading)).apply(at()).toDoubleArray(), TOLERANCE, name);
                    compared++;
                }
            }
        }
        System.out.printf("reads: %d results of %s unchanged%n", compared, outer);
    }

    @ParameterizedTest
    @EnumSource(
            value = Transform.class,
            names = {"GRAD", "VALUE_AND_GRAD", "VJP", "JVP"})
    void readsChangeNothingInACompiledFunctionUnderATransform(Transform outer) {
        for (long seed = 0; seed < PROGRAMS; seed++) {
            double[] expected =
                    outer.of(new ReadingProgram(seed, 0)).apply(at()).toDoubleArray();
            Fn1 compiled = compile(new ReadingProgram(seed, MOST_READS));
            assertArrayEquals(
                    expected, outer.of(compiled).apply(at()).toDoubleArray(), TOLERANCE, outer + " of " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource(ReadingProgram.Read.class)
    void whatHasNoValueCannotBeRead(ReadingProgram.Read read) {
        Fn1 reading = x -> {
            Array y = tanh(x);
            read.of(y);
            return y.multiply(x);
        };
        Array x = ones(2, ReadingProgram.LENGTH);
        assertRefused("compile", () -> compile(reading).apply(at()));
        assertRefused("vmap", () -> vmap(reading).apply(x));
        assertRefused(
                "vmap", () -> grad((Array a) -> sum(vmap(reading).apply(a))).apply(x));
        assertRefused(
                "compile",
                () -> compile(grad((Array a) -> sum(reading.apply(a)))).apply(at()));
        assertRefused("compile", () -> compile(checkpoint(reading)).apply(at()));
        assertRefused("vmap", () -> vmap(compile(reading)).apply(x));
    }

    private static void assertRefused(String transform, Executable call) {
        Throwable thrown = assertThrows(RuntimeException.class, call);
        while (!(thrown instanceof TracingException) && thrown.getCause() != null) {
            thrown = thrown.getCause();
        }
        String message = assertInstanceOf(TracingException.class, thrown).getMessage();
        assertTrue(message != null && message.contains("of a function under " + transform), message);
    }

    /** The product is computed inside a region with the sum, and stored nowhere. */
    @Test
    void whatAnEvaluationUnderWayDoesNotStoreIsComputedAgain() {
        Array x = ones(1 << 16);
        for (int i = 0; i < 50; i++) {
            Array gradient = grad((Array w) -> {
                        Array product = w.multiply(2);
                        asyncEval(product.add(1));
                        Array other = product.multiply(product);
                        asyncEval(other);
                        return sum(other.add(product));
                    })
                    .apply(x);
            assertEquals(10, gradient.at(i).itemFloat());
        }
    }

    @Test
    void whatWasReadForgetsItsLineageWhenTheOutermostTransformEnds() throws InterruptedException {
        List<Array> losses = new ArrayList<>();
        List<WeakReference<Array>> batches = new ArrayList<>();
        Array weight = ones(ReadingProgram.LENGTH);
        for (int step = 0; step < 5; step++) {
            Array batch = full(Shape.of(ReadingProgram.LENGTH), step, DType.FLOAT32);
            batches.add(new WeakReference<>(batch));
            ValueAndGrad result = valueAndGrad((Array w) -> {
                        Array error = w.multiply(batch);
                        Array loss = sum(square(error));
                        loss.itemFloat();
                        Array twice = loss.multiply(2);
                        assertFalse(twice.toString().isEmpty());
                        losses.add(loss);
                        losses.add(twice);
                        return loss.add(twice);
                    })
                    .apply(weight);
            weight = weight.subtract(result.grad().multiply(0.01));
            losses.add(result.value());
            eval(weight, result.value());
        }
        for (int i = 0; i < 100 && batches.stream().anyMatch(batch -> batch.get() != null); i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertEquals(0, batches.stream().filter(batch -> batch.get() != null).count());
        assertEquals(15, losses.size());
    }

    @Test
    void aTransformOnAnotherThreadLeavesTheLineageThatThisOneNeeds() {
        Array gradient = grad((Array x) -> {
                    Array y = x.multiply(x);
                    Array z = CompletableFuture.supplyAsync(() -> {
                                ValueAndGrad inner = valueAndGrad((Array a) -> {
                                            Array product = a.multiply(y);
                                            eval(product);
                                            return sum(product);
                                        })
                                        .apply(y);
                                eval(inner.value(), inner.grad());
                                return inner.value().add(inner.grad());
                            })
                            .join();
                    eval(z);
                    return sum(z);
                })
                .apply(array(new float[] {1, 2}, Shape.of(2)));
        // z = y1^2 + y2^2 + y, y = x^2: the sum over z's two elements is 2 (x1^4 + x2^4) + x1^2 + x2^2.
        assertArrayEquals(new float[] {8 + 2, 64 + 4}, gradient.toFloatArray());
    }
}
