package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Device;
import lazuli.core.Fn1;
import lazuli.core.Fn2;
import lazuli.core.FnN;
import lazuli.core.Memory;
import lazuli.core.Mx;
import lazuli.core.Random;
import lazuli.core.Slice;
import lazuli.core.State;
import lazuli.core.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A compiled function gives what the plain one gives, to the bit, whatever it is made of and however often it is called. */
class CompileTest {
    static Stream<Case> cases() {
        return Cases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void compiledIsPlain(Case function) {
        CompiledForms.value(function);
        CompiledForms.vjp(function);
        CompiledForms.jvp(function);
        CompiledForms.vmap(function);
    }

    private static void check(FnN plain, List<Array> first, List<Array> second) {
        FnN compiled = compileN(plain);
        for (List<Array> inputs : List.of(first, second, first)) {
            List<Array> expected = plain.apply(inputs);
            List<Array> got = compiled.apply(inputs);
            eval(got.toArray(Array[]::new));
            assertEquals(expected.size(), got.size());
            for (int i = 0; i < got.size(); i++) {
                assertEquals(expected.get(i).shape(), got.get(i).shape());
                assertEquals(expected.get(i).dtype(), got.get(i).dtype());
                assertTrue(arrayEqual(expected.get(i), got.get(i), true).itemBoolean(), "output " + i);
            }
        }
    }

    @Test
    void aFunctionIsTracedOnceForEachSetOfTypes() {
        AtomicInteger traces = new AtomicInteger();
        Fn1 compiled = compile((Array x) -> {
            traces.incrementAndGet();
            return x.add(1);
        });
        for (int i = 0; i < 3; i++) {
            assertEquals(i + 1f, compiled.apply(array(i)).itemFloat());
            assertArrayEquals(new float[] {1, 2}, compiled.apply(array(0f, 1f)).toFloatArray());
        }
        assertEquals(2, traces.get());
    }

    @Test
    void outputsMayBeArgumentsConstantsOrOneAnother() {
        Array constant = array(1f, 2f);
        FnN compiled = compileN(x -> {
            Array y = x.getFirst().add(1);
            return List.of(x.getFirst(), constant, y, y, transpose(y), stopGradient(x.getFirst()));
        });
        for (int i = 0; i < 2; i++) {
            List<Array> outputs = compiled.apply(List.of(array(3f, 4f)));
            assertArrayEquals(new float[] {3, 4}, outputs.get(0).toFloatArray());
            assertArrayEquals(new float[] {1, 2}, outputs.get(1).toFloatArray());
            for (int j = 2; j < 5; j++) {
                assertArrayEquals(new float[] {4, 5}, outputs.get(j).toFloatArray());
            }
            assertArrayEquals(new float[] {3, 4}, outputs.get(5).toFloatArray());
        }
    }

    @Test
    void aValueIsWrittenOverOnlyWhenNobodyNeedsIt() {
        FnN plain = x -> {
            Array a = matmul(x.getFirst(), x.getFirst());
            Array view = transpose(a);
            Array b = exp(a);
            Array c = matmul(b, b);
            return List.of(c.add(view), sum(b.subtract(c), 0), broadcastTo(a.at(0), 3, 4, 4));
        };
        check(plain, List.of(Random.normal(4, 4)), List.of(Random.normal(4, 4)));
    }

    @Test
    void functionsOfFunctionsNestInAnyOrder() {
        Fn1 inner = compile((Array x) -> sum(power(x, 3)));
        Array x = array(1f, 2f);
        assertArrayEquals(new float[] {3, 12}, grad(inner).apply(x).toFloatArray());
        assertArrayEquals(new float[] {3, 12}, compile(grad(inner)).apply(x).toFloatArray());
        Fn1 second = compile(grad((Array y) -> sum(grad(inner).apply(y))));
        assertArrayEquals(new float[] {6, 12}, second.apply(x).toFloatArray());
        Fn1 batched = compile(vmap(compile(grad(inner))));
        assertArrayEquals(
                new float[] {3, 12, 27, 48},
                batched.apply(array(1f, 2f, 3f, 4f).reshape(2, 2)).toFloatArray());
    }

    /** Counts in an array, as optimizers do. */
    private static final class Counter implements State {
        private Array count = array(0);

        @Override
        public Tree captureState() {
            return new Tree.Branch(Map.of("count", new Tree.Leaf(count)));
        }

        @Override
        public void restoreState(Tree state) {
            count = state.leaves().getFirst();
        }
    }

    @Test
    void stateIsReadAndReplaced() {
        Counter counter = new Counter();
        Fn1 compiled = compile(
                (Array x) -> {
                    counter.count = counter.count.add(1);
                    return x.multiply(counter.count);
                },
                counter);
        for (int i = 1; i <= 5; i++) {
            assertEquals(10 * i, compiled.apply(array(10)).itemInt());
        }
        assertEquals(5, counter.count.itemInt());
        counter.count = array(100);
        assertEquals(1010, compiled.apply(array(10)).itemInt());
    }

    @Test
    void formerStateIsGivenUpUnlessSomethingIsMadeOfIt() {
        Counter counter = new Counter();
        Fn1 compiled = compile((Array x) -> counter.count = counter.count.add(x), counter);
        compiled.apply(array(1));
        Array former = counter.count;
        Array doubled = former.multiply(2);
        compiled.apply(array(1));
        assertEquals(2, counter.count.itemInt());
        assertEquals(2, doubled.itemInt());
        IllegalStateException gone = assertThrows(IllegalStateException.class, former::itemInt);
        assertTrue(String.valueOf(gone.getMessage()).contains("next state of a compiled function"), gone.toString());
    }

    @Test
    void aFailureWhileTracingLeavesTheState() {
        Counter counter = new Counter();
        Fn1 compiled = compile(
                (Array x) -> {
                    counter.count = counter.count.add(1);
                    throw new IllegalArgumentException("no");
                },
                counter);
        assertThrows(IllegalArgumentException.class, () -> compiled.apply(array(1)));
        assertEquals(0, counter.count.itemInt());
    }

    @Test
    void randomNumbersGoOnAsWithoutCompiling() {
        Random.seed(7);
        List<float[]> expected = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            expected.add(Random.normal(5).toFloatArray());
        }
        Random.seed(7);
        Fn1 compiled = compile((Array x) -> Random.normal(5).add(x), Random.state());
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(expected.get(i), compiled.apply(array(0f)).toFloatArray());
        }
    }

    @Test
    void whatIsTracedCannotBeRead() {
        Fn2 reads = compile((Array a, Array b) -> sum(b).itemFloat() > 0 ? a : b);
        IllegalStateException failure =
                assertThrows(IllegalStateException.class, () -> reads.apply(array(1f), array(2f, 3f)));
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.contains("argument 1") && message.contains("float32"), message);
        List<Array> leaked = new ArrayList<>();
        Fn1 leaks = compile((Array x) -> {
            leaked.add(x.multiply(2));
            return x;
        });
        leaks.apply(array(1f));
        IllegalStateException later = assertThrows(
                IllegalStateException.class, () -> leaked.getFirst().itemFloat());
        assertTrue(String.valueOf(later.getMessage()).contains("argument 0"), later.toString());
    }

    @Test
    void itCanBeSwitchedOff() {
        Fn1 reads = compile((Array x) -> x.itemFloat() > 0 ? x : x.negative());
        disableCompile();
        try {
            assertEquals(3f, reads.apply(array(-3f)).itemFloat());
        } finally {
            enableCompile();
        }
        assertThrows(IllegalStateException.class, () -> reads.apply(array(-3f)));
    }

    @Test
    void functionsOfSeveralStreamsWorkToo() {
        lazuli.core.Stream other = lazuli.core.Stream.create(Device.CPU);
        Fn1 compiled = compile((Array x) -> {
            Array y = x.add(1);
            try (lazuli.core.Stream.Scope _ = lazuli.core.Stream.on(other)) {
                return y.multiply(2);
            }
        });
        for (int i = 0; i < 3; i++) {
            assertEquals(2 * i + 2, compiled.apply(array(i)).itemInt());
        }
    }

    @Test
    void anOutputThatIsStateOutlivesItOnSeveralStreams() {
        lazuli.core.Stream other = lazuli.core.Stream.create(Device.CPU);
        Counter counter = new Counter();
        Fn1 compiled = compile(
                (Array x) -> {
                    Array doubled;
                    try (lazuli.core.Stream.Scope _ = lazuli.core.Stream.on(other)) {
                        doubled = x.multiply(2);
                    }
                    counter.count = counter.count.add(doubled);
                    return counter.count;
                },
                counter);
        Array first = compiled.apply(array(1)).eval();
        Array second = compiled.apply(array(1)).eval();
        assertEquals(2, first.itemInt());
        assertEquals(4, second.itemInt());
    }

    @Test
    void tenThousandShapesDoNotGrow() throws InterruptedException {
        long before = activeOfLiveArrays();
        Fn1 compiled = compile((Array x) -> sum(x.add(1)));
        for (int i = 1; i <= 10_000; i++) {
            assertEquals(2 * i, compiled.apply(ones(i)).itemFloat());
        }
        // The last 64 programs hold a constant or two; all would hold more than this if they held their arguments.
        long grown = activeOfLiveArrays() - before;
        assertTrue(grown < 64 << 20, "grew by " + grown);
        assertEquals(2f, compiled.apply(ones(1)).itemFloat());
    }

    private static long activeOfLiveArrays() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
            eval(ones(1));
        }
        return Memory.active();
    }

    @Test
    void intermediateValuesAreGoneAfterACall() {
        Fn1 compiled = compile((Array x) -> {
            Array y = x;
            for (int i = 0; i < 10; i++) {
                y = tanh(matmul(y, x));
            }
            return sum(y);
        });
        Array x = Random.normal(256, 256);
        eval(compiled.apply(x));
        long before = Memory.active();
        List<Array> kept = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            kept.add(compiled.apply(x));
            eval(kept.getLast());
        }
        // Each call has some ten megabytes of them; kernels that are being tried out in the background hold less.
        assertTrue(Memory.active() - before < 8 << 20, "grew by " + (Memory.active() - before));
    }

    @Test
    void threadsShareAFunction() throws InterruptedException, ExecutionException {
        Fn1 compiled = compile((Array x) -> sum(square(x).add(x.at(Slice.to(1)))));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int seed = thread;
                results.add(threads.submit(() -> {
                    boolean right = true;
                    for (int i = 1; i < 100; i++) {
                        Array x = full(Mx.zeros(1 + i % 7).shape(), seed, DType.FLOAT32);
                        float expected = (1 + i % 7) * (seed * seed + seed);
                        right &= compiled.apply(x).itemFloat() == expected;
                    }
                    return right;
                }));
            }
            for (Future<Boolean> result : results) {
                assertTrue(result.get());
            }
        }
        assertFalse(Thread.currentThread().isInterrupted());
    }
}
