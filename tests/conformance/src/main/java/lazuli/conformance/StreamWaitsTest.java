package lazuli.conformance;

import static lazuli.core.Mx.add;
import static lazuli.core.Mx.asyncEval;
import static lazuli.core.Mx.eval;
import static lazuli.core.Mx.ones;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Device;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.backend.CpuKernels;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a stream's own thread may wait for, and that no stream waits for itself or in a circle. */
@Timeout(60)
class StreamWaitsTest {
    private static final int PROGRAMS = 60;
    private static final int ARRAYS = 12;
    private static final int STREAMS = 3;

    /** A float that Java code gives when the array is computed. */
    private record Given(Supplier<Float> value) implements NonDifferentiablePrimitive {
        @Override
        public List<ArrayType> outputs(List<ArrayType> inputs) {
            return List.of(new ArrayType(Shape.of(), DType.FLOAT32));
        }

        @Override
        public void evalCpu(EvalContext at, CpuKernels kernels) {
            float given = value.get();
            Tensor output = at.output(0);
            output.buffer().segment().set(ValueLayout.JAVA_FLOAT, output.offset() * Float.BYTES, given);
        }
    }

    private static Array on(lazuli.core.Stream stream, Supplier<Float> value) {
        try (lazuli.core.Stream.Scope _ = lazuli.core.Stream.on(stream)) {
            return Nodes.of(new Given(value));
        }
    }

    private static lazuli.core.Stream stream() {
        return lazuli.core.Stream.create(Device.CPU);
    }

    private static float sum() {
        return ones(3).sum().itemFloat();
    }

    /** What the work of a stream gives, or throws. */
    private static float inWorkOf(lazuli.core.Stream stream, Supplier<Float> work) {
        CompletableFuture<Float> result = new CompletableFuture<>();
        stream.submit(() -> {
            try (lazuli.core.Stream.Scope _ = lazuli.core.Stream.on(stream)) {
                result.complete(work.get());
            } catch (RuntimeException | Error failure) {
                result.completeExceptionally(failure);
            }
        });
        try {
            return result.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private static Arguments right(String name, Supplier<Float> value) {
        return Arguments.of(name, value);
    }

    private static Stream<Arguments> wellFounded() {
        lazuli.core.Stream mine = stream();
        lazuli.core.Stream other = stream();
        return Stream.of(
                right("submitted work evaluates on its stream", () -> inWorkOf(mine, StreamWaitsTest::sum)),
                right(
                        "submitted work evaluates on its stream in submitted work of another",
                        () -> inWorkOf(other, () -> inWorkOf(mine, StreamWaitsTest::sum))),
                right(
                        "a primitive evaluates on its stream",
                        () -> on(mine, () -> on(mine, StreamWaitsTest::sum).itemFloat())
                                .itemFloat()),
                right(
                        "a primitive synchronizes another stream",
                        () -> on(mine, () -> {
                                    other.synchronize();
                                    return sum();
                                })
                                .itemFloat()),
                right("a primitive reads what is queued behind it", () -> queuedBehind(mine)),
                right("two streams read each other's results", () -> crosswise(mine, other)));
    }

    /** The first of two evaluations of a stream reads the second one's result. */
    private static float queuedBehind(lazuli.core.Stream stream) {
        CountDownLatch gate = new CountDownLatch(1);
        Array second = on(stream, StreamWaitsTest::sum);
        Array first = on(stream, () -> {
            await(gate);
            return second.itemFloat();
        });
        asyncEval(first);
        asyncEval(second);
        gate.countDown();
        return first.itemFloat();
    }

    /** Each of two primitives that run at the same time evaluates another one on the other's stream. */
    private static float crosswise(lazuli.core.Stream a, lazuli.core.Stream b) {
        CyclicBarrier meeting = new CyclicBarrier(2);
        Array onA = on(a, () -> meetAndRead(meeting, b));
        Array onB = on(b, () -> meetAndRead(meeting, a));
        asyncEval(onA);
        asyncEval(onB);
        assertEquals(3f, onB.itemFloat());
        return onA.itemFloat();
    }

    private static float meetAndRead(CyclicBarrier meeting, lazuli.core.Stream other) {
        try {
            meeting.await(20, TimeUnit.SECONDS);
        } catch (Exception alone) {
            throw new IllegalStateException("the other one does not run", alone);
        }
        return on(other, StreamWaitsTest::sum).itemFloat();
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException interrupt) {
            throw new IllegalStateException(interrupt);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wellFounded")
    void whatCanBeComputedIs(String name, Supplier<Float> value) {
        assertEquals(3f, value.get(), name);
        assertEquals(3f, sum());
    }

    private static Stream<Arguments> circles() {
        lazuli.core.Stream mine = stream();
        lazuli.core.Stream other = stream();
        return Stream.of(
                right(
                        "work synchronizes its own stream",
                        () -> inWorkOf(mine, () -> {
                            mine.synchronize();
                            return 0f;
                        })),
                right(
                        "work synchronizes all streams",
                        () -> inWorkOf(mine, () -> {
                            Mx.synchronize();
                            return 0f;
                        })),
                right("an array reads itself", () -> readsItself(mine)),
                right("an array reads what is made from it", () -> readsItsConsumer(mine, mine)),
                right("an array reads what another stream makes from it", () -> readsItsConsumer(mine, other)));
    }

    private static float readsItself(lazuli.core.Stream stream) {
        Array[] self = {Mx.zeros()};
        self[0] = on(stream, () -> self[0].itemFloat());
        return self[0].itemFloat();
    }

    private static float readsItsConsumer(lazuli.core.Stream stream, lazuli.core.Stream ofConsumer) {
        Array[] consumer = {Mx.zeros()};
        Array source = on(stream, () -> consumer[0].itemFloat());
        try (lazuli.core.Stream.Scope _ = lazuli.core.Stream.on(ofConsumer)) {
            consumer[0] = add(source, 1);
        }
        return consumer[0].itemFloat();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("circles")
    void whatWaitsForItselfIsRefused(String name, Supplier<Float> value) {
        String message = String.valueOf(
                assertThrows(IllegalStateException.class, value::get, name).getMessage());
        assertTrue(message.contains("would wait for ever"), message);
        assertEquals(3f, sum());
    }

    /**
     * Arrays on several streams read earlier ones while they are computed, and several threads ask for them in any order. An evaluation is
     * waited for as a whole, so two of them may be a circle though their arrays are none.
     */
    @Test
    void randomReadsOfEarlierArraysEnd() throws Exception {
        SplittableRandom random = new SplittableRandom(14);
        AtomicInteger refused = new AtomicInteger();
        List<lazuli.core.Stream> streams =
                Stream.generate(StreamWaitsTest::stream).limit(STREAMS).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(STREAMS)) {
            for (int program = 0; program < PROGRAMS; program++) {
                List<Array> arrays = new ArrayList<>();
                List<Float> expected = new ArrayList<>();
                for (int i = 0; i < ARRAYS; i++) {
                    addOne(random, streams, arrays, expected);
                }
                List<Future<?>> askers = new ArrayList<>();
                for (int thread = 0; thread < STREAMS; thread++) {
                    SplittableRandom order = random.split();
                    askers.add(threads.submit(() -> ask(order, arrays, expected, refused)));
                }
                for (Future<?> asker : askers) {
                    asker.get();
                }
                for (int i = 0; i < ARRAYS; i++) {
                    assertEquals(expected.get(i), readAgain(arrays.get(i)));
                }
            }
        }
        System.out.printf(
                "%d programs of %d arrays that read each other on %d streams, %d reads refused%n",
                PROGRAMS, ARRAYS, STREAMS, refused.get());
        assertTrue(refused.get() < PROGRAMS * ARRAYS, refused + " reads refused");
    }

    /** What somebody else asked for may have failed, which the first reader is told. */
    private static float readAgain(Array array) {
        for (int attempt = 0; attempt < ARRAYS; attempt++) {
            try {
                return array.itemFloat();
            } catch (IllegalStateException circle) {
                assertTrue(String.valueOf(circle.getMessage()).contains("would wait for ever"), circle.getMessage());
            }
        }
        return array.itemFloat();
    }

    private static void addOne(
            SplittableRandom random, List<lazuli.core.Stream> streams, List<Array> arrays, List<Float> expected) {
        List<Array> read = new ArrayList<>();
        float value = 1;
        for (int i = 0; i < arrays.size(); i++) {
            if (random.nextInt(3) == 0) {
                read.add(arrays.get(i));
                value += expected.get(i);
            }
        }
        boolean asInputs = random.nextBoolean();
        try (lazuli.core.Stream.Scope _ = lazuli.core.Stream.on(streams.get(random.nextInt(STREAMS)))) {
            Array array = asInputs
                    ? read.stream().reduce(Mx.array(1f), Mx::add)
                    : Nodes.of(
                            new Given(() -> read.stream().map(Array::itemFloat).reduce(1f, Float::sum)));
            arrays.add(array);
            expected.add(value);
        }
    }

    private static void ask(SplittableRandom order, List<Array> arrays, List<Float> expected, AtomicInteger refused) {
        for (int i = 0; i < ARRAYS; i++) {
            int next = order.nextInt(ARRAYS);
            try {
                if (order.nextBoolean()) {
                    asyncEval(arrays.get(next));
                } else {
                    assertEquals(expected.get(next), arrays.get(next).itemFloat());
                }
            } catch (IllegalStateException circle) {
                assertTrue(String.valueOf(circle.getMessage()).contains("would wait for ever"), circle.getMessage());
                refused.incrementAndGet();
            }
        }
    }

    @Test
    void threadsOfStreamsThatNobodyUsesEnd() throws InterruptedException {
        Supplier<lazuli.core.Stream> own = lazuli.core.Stream.createThreadLocal(Device.CPU);
        for (int i = 0; i < 200; i++) {
            Thread.ofVirtual()
                    .start(() -> eval(on(own.get(), StreamWaitsTest::sum)))
                    .join();
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (threads() > 20 && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertTrue(threads() <= 20, threads() + " threads of streams");
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("lazuli-cpu-"))
                .count();
    }

    @Test
    void whatAStreamWasAskedForIsDoneThoughNobodyRefersToIt() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        Thread thread = Thread.ofPlatform().start(() -> {
            lazuli.core.Stream stream = stream();
            stream.submit(() -> await(gate));
            stream.submit(() -> done.set(true));
        });
        thread.join();
        System.gc();
        gate.countDown();
        Mx.synchronize();
        assertTrue(done.get());
    }
}
