package lazuli.conformance;

import static lazuli.core.Mx.add;
import static lazuli.core.Mx.asyncEval;
import static lazuli.core.Mx.compileN;
import static lazuli.core.Mx.concatenate;
import static lazuli.core.Mx.eval;
import static lazuli.core.Mx.matmul;
import static lazuli.core.Mx.multiply;
import static lazuli.core.Mx.ones;
import static lazuli.core.Mx.softmax;
import static lazuli.core.Mx.sum;
import static lazuli.core.Mx.tanh;
import static lazuli.core.Mx.valueAndGrad;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Device;
import lazuli.core.FnN;
import lazuli.core.Memory;
import lazuli.core.Mx;
import lazuli.core.Stream;
import lazuli.core.ValueAndGrad;
import lazuli.core.fault.Faults;
import lazuli.core.fault.Faults.InjectedFailure;
import lazuli.core.graph.Nodes;
import lazuli.core.memory.OutOfMemoryException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kernels and allocations that fail: who is told, who goes on, and that nothing is lost. */
@Timeout(120)
class FailureTest {
    private static final int FAILURES = 200;
    private static final long MEBIBYTE = 1 << 20;

    @AfterEach
    void noMoreFailures() {
        Faults.clear();
    }

    @Test
    void aFailureIsTheOriginalAndNamesTheComputation() {
        Array product = matmul(ones(3, 4), ones(4, 5));
        eval(Nodes.of(product).inputs().toArray(Array[]::new));
        Faults.inKernel(1);
        InjectedFailure failure = assertThrows(InjectedFailure.class, () -> eval(product));
        assertEquals("kernel 1 was told to fail", failure.getMessage());
        assertTrue(text(failure).contains("while computing [matmul] float32(3, 5) from float32(3, 4), float32(4, 5)"));
        assertEquals(4f, product.at(2, 4).itemFloat());
    }

    @Test
    void memoryThatFailsNamesTheComputation() {
        Array product = matmul(ones(3, 4), ones(4, 5));
        eval(Nodes.of(product).inputs().toArray(Array[]::new));
        Faults.inAllocation(1);
        OutOfMemoryException failure = assertThrows(OutOfMemoryException.class, () -> eval(product));
        String message = String.valueOf(failure.getMessage());
        assertTrue(
                message.startsWith(
                        "[matmul] float32(3, 5) from float32(3, 4), float32(4, 5): 60 bytes requested with "),
                message);
        assertEquals(60, failure.requested());
        assertEquals(4f, product.at(2, 4).itemFloat());
    }

    @Test
    void aFailureInACompiledFunctionNamesThePrimitive() {
        FnN compiled = compileN(x -> List.of(softmax(matmul(x.get(0), x.get(0)), 1)));
        Array x = ones(4, 4);
        eval(compiled.apply(List.of(x)).getFirst());
        Faults.inKernel(2);
        Array again = compiled.apply(List.of(x)).getFirst();
        InjectedFailure failure = assertThrows(InjectedFailure.class, () -> eval(again));
        assertTrue(text(failure).contains("while computing [softmax] float32(4, 4) from float32(4, 4)"), text(failure));
        assertEquals(0.25f, again.at(1, 1).itemFloat());
    }

    private static String text(Throwable failure) {
        return Arrays.toString(failure.getSuppressed());
    }

    @Test
    void anAsynchronousFailureIsToldOnceToWhoeverAsksFirst() {
        Array x = ones(4);
        eval(x);
        Array y = tanh(x);
        Faults.inKernel(1);
        asyncEval(y);
        Mx.synchronize();
        assertEquals(Array.Status.UNSCHEDULED, y.status());
        assertThrows(InjectedFailure.class, () -> sum(y).itemFloat());
        assertEquals((float) Math.tanh(1), y.at(0).itemFloat(), 1e-6f);
    }

    @Test
    void allWaitersAreReleasedAndOtherStreamsGoOn() throws Exception {
        Stream failing = Stream.create(Device.CPU);
        Stream other = Stream.create(Device.CPU);
        Array x = ones(8);
        eval(x);
        CountDownLatch gate = new CountDownLatch(1);
        Array broken;
        try (Stream.Scope _ = Stream.on(failing)) {
            broken = tanh(x);
        }
        failing.submit(() -> await(gate));
        asyncEval(broken);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> waiters = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                waiters.add(threads.submit(() -> {
                    try {
                        add(broken, 1).eval();
                        return "no failure";
                    } catch (InjectedFailure expected) {
                        return "failure";
                    }
                }));
            }
            // Those that come late find the failure known, and compute it again.
            while (!waitForQueue(waiters)) {
                Thread.onSpinWait();
            }
            Faults.inKernel(1);
            gate.countDown();
            long failures = 0;
            for (Future<String> waiter : waiters) {
                failures += waiter.get().equals("failure") ? 1 : 0;
            }
            assertTrue(failures >= 1, failures + " were told");
            try (Stream.Scope _ = Stream.on(other)) {
                assertArrayEquals(new float[] {2, 2}, add(ones(2), 1).toFloatArray());
            }
        }
        assertEquals((float) Math.tanh(1), broken.at(3).itemFloat(), 1e-6f);
    }

    private static boolean waitForQueue(List<? extends Future<?>> waiters) throws InterruptedException {
        Thread.sleep(20);
        return waiters.stream().noneMatch(Future::isDone);
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException interrupt) {
            throw new IllegalStateException(interrupt);
        }
    }

    @Test
    void plainGraphsRecoverFromFailedAllocations() throws InterruptedException {
        recover(true, program -> program);
    }

    @Test
    void compiledGraphsRecoverFromFailedAllocations() throws InterruptedException {
        recover(true, Mx::compileN);
    }

    @Test
    void plainGraphsRecoverFromFailedKernels() throws InterruptedException {
        recover(false, program -> program);
    }

    @Test
    void compiledGraphsRecoverFromFailedKernels() throws InterruptedException {
        recover(false, Mx::compileN);
    }

    private interface Form {
        FnN of(FnN program);
    }

    private static void recover(boolean allocations, Form form) throws InterruptedException {
        // What kernels and caches keep for good is there after a first pass.
        int warm = 10;
        for (int i = 0; i < warm; i++) {
            fail(i, allocations, form);
        }
        long before = LiveMemory.settled();
        int failed = 0;
        // Kernels being tried out in the background allocate too, so that now and then it is these that fail, or none.
        for (int i = 0; failed < FAILURES; i++) {
            failed += fail(i, allocations, form);
        }
        long leaked = LiveMemory.growth(before);
        System.out.printf(
                "%d failures in %s, all recovered, active memory grew by %d bytes%n",
                failed, allocations ? "allocations" : "kernels", leaked);
        assertTrue(leaked <= 0, "active memory grew by " + leaked);
    }

    /** One failure in a random program's evaluation of values and gradients; the second attempt gives what is right. */
    private static int fail(int number, boolean allocations, Form form) {
        SplittableRandom random = new SplittableRandom(number);
        RandomProgram program = new RandomProgram(number);
        FnN function = form.of(program);
        List<Array> inputs =
                program.inputs(0).stream().map(x -> x.astype(DType.FLOAT32)).toList();
        eval(inputs.toArray(Array[]::new));
        Faults counted = count(allocations, 0);
        Array[] expected = results(program, function, inputs);
        eval(expected);
        long most = counted.seen();
        Array[] results = results(program, function, inputs);
        count(allocations, random.nextLong(1, most + 1));
        Throwable thrown = null;
        try {
            eval(results);
        } catch (OutOfMemoryException | InjectedFailure failure) {
            thrown = failure;
        }
        Faults.clear();
        eval(results);
        for (int i = 0; i < results.length; i++) {
            assertArrayEquals(
                    expected[i].toFloatArray(), results[i].toFloatArray(), "failure number " + number + ", " + thrown);
        }
        return thrown != null ? 1 : 0;
    }

    private static Faults count(boolean allocations, long number) {
        return allocations ? Faults.inAllocation(number) : Faults.inKernel(number);
    }

    private static Array[] results(RandomProgram program, FnN function, List<Array> inputs) {
        List<Array> results = new ArrayList<>(function.apply(inputs));
        ValueAndGrad gradient = valueAndGrad((Array x) ->
                        sum(program.apply(List.of(x, inputs.get(1))).getFirst()))
                .apply(inputs.get(0));
        results.add(gradient.value());
        results.add(gradient.grad());
        return results.toArray(Array[]::new);
    }

    @Test
    void aGraphBeyondTheLimitIsATypedErrorAndASmallOneWorksAfterIt() throws InterruptedException {
        long before = LiveMemory.settled();
        Memory.resetPeak();
        long limit = before + 512 * MEBIBYTE;
        long former = Memory.setLimit(limit);
        try {
            List<Array> parts = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                // 128 MiB each, and as much again to join them.
                parts.add(multiply(ones(32 << 20), i));
            }
            Array large = concatenate(parts, 0);
            OutOfMemoryException failure = assertThrows(OutOfMemoryException.class, () -> eval(large));
            String message = String.valueOf(failure.getMessage());
            assertTrue(message.startsWith("["), message);
            for (String figure : List.of("requested", "active", "cached", "a limit of %,d".formatted(limit))) {
                assertTrue(message.contains(figure), message);
            }
            // The limit is each memory's, so a device's and the processor's may have more together.
            long peak = Memory.peak(Device.defaultDevice());
            assertTrue(peak <= limit, "peak " + peak);
            assertEquals(3f, add(ones(1), 2).itemFloat());
        } finally {
            Memory.setLimit(former);
        }
        assertEquals(0, Math.max(0, LiveMemory.growth(before)));
    }
}
