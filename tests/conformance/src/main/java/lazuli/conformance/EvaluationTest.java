package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import lazuli.conformance.late.LateBackend;
import lazuli.core.Array;
import lazuli.core.Device;
import lazuli.core.Fn1;
import lazuli.core.Memory;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.Stream;
import lazuli.core.backend.CpuKernels;
import lazuli.core.backend.DeviceException;
import lazuli.core.device.Gpus;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.memory.OutOfMemoryException;
import lazuli.core.primitive.view.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Laziness, streams, failures and what happens to values that nobody kept. */
class EvaluationTest {
    @Test
    void nothingIsComputedBeforeItIsAskedFor() {
        Array x = add(array(1f, 2f), 1);
        assertEquals(Array.Status.UNSCHEDULED, x.status());
        eval(x);
        assertEquals(Array.Status.AVAILABLE, x.status());
        assertArrayEquals(new float[] {2, 3}, x.toFloatArray());
    }

    @Test
    void asyncEvalReturnsAndReadingWaits() {
        Array x = ones(64, 64);
        for (int i = 0; i < 20; i++) {
            x = matmul(x, ones(64, 64)).divide(64);
        }
        asyncEval(x);
        assertEquals(1f, x.at(3, 5).itemFloat());
    }

    @Test
    void interiorValuesMadeOutsideTransformsAreKept() {
        Array inner = exp(array(0f, 1f));
        Array outer = sum(inner);
        eval(outer);
        assertEquals(Array.Status.AVAILABLE, inner.status());
    }

    @Test
    void aSmuggledTemporaryIsComputedAgain() {
        List<Array> smuggled = new ArrayList<>();
        Fn1 gradient = grad(x -> {
            Array inner = exp(multiply(x, 2));
            smuggled.add(inner);
            return sum(square(inner));
        });
        Array x = array(0f, 0.5f);
        eval(gradient.apply(x));
        Array inner = smuggled.getFirst();
        assertEquals(Array.Status.UNSCHEDULED, inner.status());
        assertArrayEquals(new float[] {1f, (float) Math.E}, inner.toFloatArray(), 1e-5f);
        assertEquals(Array.Status.AVAILABLE, inner.status());
    }

    @Test
    void deepGraphsAreEvaluatedAndDifferentiated() {
        int depth = 100_000;
        Fn1 chain = x -> {
            Array y = x;
            for (int i = 0; i < depth; i++) {
                y = add(y, 1);
            }
            return sum(y);
        };
        assertEquals(depth + 1f, chain.apply(array(1f)).itemFloat());
        assertEquals(1f, grad(chain).apply(array(1f)).itemFloat());
    }

    @Test
    void manyThreadsShareArraysAndGraphs() throws Exception {
        Array shared = exp(array(new float[1000], Shape.of(1000)));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Float>> sums = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int k = i;
                sums.add(threads.submit(() -> grad(x -> sum(multiply(x, x)).multiply(k))
                        .apply(shared)
                        .sum()
                        .itemFloat()));
            }
            for (int i = 0; i < sums.size(); i++) {
                assertEquals(2000f * i, sums.get(i).get(), 1e-3f * i);
            }
        }
    }

    @Test
    void streamsOrderWhatDependsOnEachOther() {
        Stream other = Stream.create(Device.CPU);
        Array a = add(ones(4), 1);
        Array b;
        try (Stream.Scope _ = Stream.on(other)) {
            b = multiply(a, 3);
        }
        assertArrayEquals(new float[] {7, 7, 7, 7}, add(b, 1).toFloatArray());
        assertEquals(Stream.of(Device.defaultDevice()), Stream.current());
    }

    @Test
    void aGpuThatIsNotThereFailsAtOnceWhereItIsAskedFor() {
        Device absent = Device.gpu(Device.GPU.count());
        List<Executable> requests = List.of(
                () -> Device.setDefault(absent),
                () -> Stream.of(absent),
                () -> Stream.on(absent),
                () -> Stream.create(absent),
                () -> Stream.createThreadLocal(absent),
                () -> Memory.active(absent),
                absent::info);
        String expected = Device.GPU.isAvailable() ? "which count from 0" : "no GPU backend is present";
        for (Executable request : requests) {
            DeviceException failure = assertThrows(DeviceException.class, request);
            assertTrue(String.valueOf(failure.getMessage()).contains(expected), failure.toString());
        }
        assertEquals(Device.GPU.isAvailable() ? Device.GPU : Device.CPU, Device.defaultDevice());
        assertEquals(Stream.of(Device.defaultDevice()), Stream.current());
    }

    @Test
    void anOutputIsReadThoughAnotherHasBeenRecycled() {
        AtomicInteger runs = new AtomicInteger();
        Array x = array(3f, 1f, 2f);
        List<Array> outputs = TraceScope.within(() -> Nodes.all(new Counted(runs), List.of(x)));
        Array first = Nodes.of(new Identity(), outputs.get(0));
        Array second = Nodes.of(new Identity(), outputs.get(1));
        assertArrayEquals(new float[] {3, 1, 2}, first.toFloatArray());
        assertArrayEquals(new float[] {3, 1, 2}, second.toFloatArray());
        assertEquals(1, runs.get());
    }

    /** The input, twice. */
    private record Counted(AtomicInteger runs) implements NonDifferentiablePrimitive {
        @Override
        public List<ArrayType> outputs(List<ArrayType> inputs) {
            return List.of(inputs.getFirst(), inputs.getFirst());
        }

        @Override
        public void evalCpu(EvalContext at, CpuKernels kernels) {
            runs.incrementAndGet();
            at.share(0, at.input(0));
            at.share(1, at.input(0));
        }
    }

    @Test
    void streamsOfAThreadEndWhenItClearsThem() throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = Thread.ofPlatform().unstarted(() -> {
            Stream mine = Stream.create(Device.CPU);
            Stream.setDefault(mine);
            Array before = add(ones(2), 1);
            assertEquals(mine, Nodes.of(before).stream());
            assertArrayEquals(new float[] {2, 2}, before.toFloatArray());
            Array after = add(before, 1);
            Stream.clear();
            assertEquals(Stream.of(Device.defaultDevice()), Stream.current());
            assertThrows(IllegalStateException.class, () -> eval(after));
            assertThrows(IllegalStateException.class, () -> eval(after));
            assertArrayEquals(new float[] {5, 5}, add(before, 3).toFloatArray());
        });
        thread.setUncaughtExceptionHandler((ignored, thrown) -> failure.set(thrown));
        thread.start();
        thread.join();
        assertNull(failure.get());
    }

    @Test
    void eachThreadHasItsThreadLocalStream() throws InterruptedException {
        Supplier<Stream> streams = Stream.createThreadLocal(Device.CPU);
        assertEquals(streams.get(), streams.get());
        AtomicReference<Stream> other = new AtomicReference<>();
        Thread thread = Thread.ofPlatform().start(() -> other.set(streams.get()));
        thread.join();
        assertNotEquals(streams.get(), other.get());
    }

    @Test
    void devicesTellAboutThemselves() {
        assertTrue(Device.CPU.isAvailable());
        assertEquals(1, Device.CPU.count());
        assertEquals(Gpus.all().size(), Device.GPU.count());
        assertEquals(LateBackend.isPresent(), Device.GPU.count() == 2);
        assertTrue(Long.parseLong(Device.CPU.info().get("memory_size")) > 1 << 20);
    }

    @Test
    void aFailureReachesTheReaderAndLeavesTheGraphUsable() {
        Array positions = array(7);
        Array broken = take(ones(3, 2), positions, 0);
        Array after = add(broken, 1);
        assertThrows(IndexOutOfBoundsException.class, () -> eval(after));
        assertEquals(Array.Status.UNSCHEDULED, after.status());
        assertThrows(IndexOutOfBoundsException.class, after::toFloatArray);
        assertEquals(2f, add(ones(1), 1).itemFloat());
    }

    @Test
    void aLimitThatIsTooLowIsATypedErrorAndNothingIsLost() throws InterruptedException {
        Mx.synchronize();
        releaseDeadArrays();
        long former = Memory.setLimit(Memory.active() + (8L << 20));
        try {
            Array large = add(zeros(16 << 20), 1);
            OutOfMemoryException failure = assertThrows(OutOfMemoryException.class, () -> eval(large));
            assertTrue(String.valueOf(failure.getMessage()).contains("requested"), failure.toString());
            assertEquals(3f, add(ones(1), 2).itemFloat());
            Memory.setLimit(former);
            assertEquals(1f, large.at(5).itemFloat());
        } finally {
            Memory.setLimit(former);
        }
    }

    /** So that no collection can make room for what must not fit. */
    private static void releaseDeadArrays() throws InterruptedException {
        long active;
        do {
            active = Memory.active();
            System.gc();
            Thread.sleep(50);
            eval(ones(1));
        } while (Memory.active() < active);
    }
}
