package lazuli.conformance.late;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.*;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Device;
import lazuli.core.Fft;
import lazuli.core.Fn1;
import lazuli.core.Linalg;
import lazuli.core.Memory;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.Stream;
import lazuli.core.backend.DeviceException;
import lazuli.core.graph.Nodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What only a device of its own memory and time can show of core. */
@EnabledIf(value = "lazuli.conformance.late.LateBackend#isPresent", disabledReason = "no late device was asked for")
class LateDeviceTest {
    /** Bytes of numbers that other tests have left for the collector. */
    private static final long SMALL = 1 << 16;

    private static final long SEED = 20_261_130;

    @BeforeEach
    void atRest() {
        Mx.synchronize();
    }

    @Test
    void streamsOfAllDevicesMeetOnEightThreads() throws Exception {
        List<Stream> streams = new ArrayList<>();
        for (Device device : List.of(Device.CPU, Device.GPU, Device.gpu(1))) {
            for (int i = 0; i < 3; i++) {
                streams.add(Stream.create(device));
            }
        }
        Array shared = arange(1000).astype(DType.FLOAT32);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Double>> sums = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                long seed = SEED + i;
                sums.add(threads.submit(() -> hop(shared, streams, new Random(seed))));
            }
            for (Future<Double> sum : sums) {
                assertEquals(499_500.0 + 20 * 1000, sum.get());
            }
        }
    }

    /** Adds 1 to all elements on twenty streams, one after the other, with what others read and overwrite beside it. */
    private static double hop(Array start, List<Stream> streams, Random random) {
        Array x = start;
        for (int i = 0; i < 20; i++) {
            Array before = x;
            try (Stream.Scope _ = Stream.on(streams.get(random.nextInt(streams.size())))) {
                x = x.add(1);
            }
            if (random.nextInt(4) == 0) {
                try (Stream.Scope _ = Stream.on(streams.get(random.nextInt(streams.size())))) {
                    asyncEval(x, before.multiply(2));
                }
            }
        }
        return x.astype(DType.INT32).sum().itemInt();
    }

    @Test
    void whatFailsAfterItsCommitFailsForItsReadersAndCanBeComputedAgain() {
        Random random = new Random(SEED);
        int failures = 0;
        Fn1 compiled = compile((Fn1) x -> x.multiply(2).add(1).sum());
        while (failures < 200) {
            Array x = full(Shape.of(100), 3f);
            Array result = switch (random.nextInt(4)) {
                case 0 -> x.add(1).sum();
                case 1 -> matmul(x.reshape(10, 10), x.reshape(10, 10)).sum();
                case 2 -> compiled.apply(x);
                default -> cumsum(x).add(x).max();
            };
            double expected = result.itemFloat();
            Array again = rebuilt(result, x, random);
            LateDevice.failAfterCommit(1 + random.nextInt(2));
            try {
                assertEquals(expected, again.itemFloat());
            } catch (DeviceException failure) {
                failures++;
                assertTrue(String.valueOf(failure.getMessage()).contains("as it was told to"), failure.toString());
            } finally {
                LateDevice.failAfterCommit(0);
            }
            assertEquals(expected, again.itemFloat());
            assertEquals(303f, x.add(0.03f).sum().itemFloat(), 1e-3f);
        }
        System.out.println("failures after commit, recovered: " + failures);
    }

    /** The same value by a graph that hangs together with others. */
    private static Array rebuilt(Array result, Array x, Random random) {
        Array zero = x.multiply(0).sum();
        if (random.nextBoolean()) {
            asyncEval(zero);
        }
        return result.add(zero);
    }

    @Test
    void whatTheDeviceLacksRunsOnTheCpuUnlessTheDeviceWasNamed() {
        Array doubles = ones(Shape.of(2, 2), DType.FLOAT64);
        assertEquals(Stream.of(Device.CPU), Nodes.of(doubles.add(doubles)).stream());
        Array narrow = doubles.astype(DType.FLOAT32);
        assertEquals(Stream.of(Device.CPU), Nodes.of(narrow).stream());
        assertEquals(Stream.of(Device.GPU), Nodes.of(exp(narrow)).stream());
        assertEquals(Math.E, exp(narrow).at(0, 0).itemFloat(), 1e-6);
        Array root = Linalg.cholesky(eye(3).multiply(4));
        assertEquals(Stream.of(Device.CPU), Nodes.of(root).stream());
        assertEquals(6f, root.sum().itemFloat());
        try (Stream.Scope _ = Stream.on(Device.GPU)) {
            Array matrix = eye(2);
            DeviceException wide = assertThrows(DeviceException.class, () -> ones(Shape.of(2), DType.FLOAT64));
            assertTrue(String.valueOf(wide.getMessage()).contains("float64"), wide.toString());
            DeviceException algebra = assertThrows(DeviceException.class, () -> Linalg.cholesky(matrix));
            assertTrue(String.valueOf(algebra.getMessage()).startsWith("[cholesky]"), algebra.toString());
        }
    }

    @Test
    void whatTheHostGivesAndReadsNeedsNothingThatTheDeviceLacks() {
        try (Stream.Scope _ = Stream.on(Device.GPU)) {
            Array x = array(1.5, 2.25);
            assertEquals(DType.FLOAT32, x.dtype());
            assertEquals(2.25, x.at(1).itemDouble());
            assertArrayEquals(new double[] {3, 4.5}, x.multiply(2).toDoubleArray());
            assertEquals("array([3, 4.5], dtype=float32)", x.multiply(2).toString());
            assertEquals(1L, x.at(0).itemLong());
            assertEquals(2.25, x.at(1).itemComplex().real());
            assertEquals(List.of(1.5f, 2.25f), x.toList());
            assertArrayEquals(new double[] {1.5, 2.25}, x.toNestedArray(double[].class));
            assertEquals(
                    DType.BFLOAT16, array(new double[] {1, 2}, DType.BFLOAT16).dtype());
            assertEquals(0.5f, array(0.5).itemFloat());
            assertArrayEquals(
                    new int[] {20, 20, -20}, round(array(15, 25, -24), -1).toIntArray());
            assertArrayEquals(
                    new double[] {0, 0.25, -0.5, -0.25}, Fft.fftfreq(4, 1).toDoubleArray());
            assertEquals(
                    100, lazuli.core.Random.normal(100).multiply(0).add(1).sum().itemDouble());
        }
    }

    @Test
    void aCompiledFunctionThatNeedsBothDevicesUsesBoth() {
        Fn1 function =
                x -> Linalg.cholesky(matmul(x, x.transpose()).add(eye(3))).sum();
        Array x = arange(9).astype(DType.FLOAT32).reshape(3, 3).multiply(0.1f);
        assertEquals(function.apply(x).itemFloat(), compile(function).apply(x).itemFloat());
    }

    @Test
    void dataGoesUpOnceAndResultsComeDownWhenRead() {
        Array weights = array(new float[1000], Shape.of(1000));
        try (Arena arena = Arena.ofShared()) {
            MemorySegment segment = arena.allocate(ValueLayout.JAVA_FLOAT, 1000);
            Array wrapped = Mx.wrap(segment, DType.FLOAT32, Shape.of(1000));
            long uploads = LateDevice.uploads();
            long downloads = LateDevice.downloads();
            for (int i = 0; i < 5; i++) {
                eval(weights.add(wrapped).multiply(2));
            }
            assertEquals(2, LateDevice.uploads() - uploads);
            assertEquals(0, LateDevice.downloads() - downloads);
            assertEquals(0f, weights.add(wrapped).sum().itemFloat());
            assertEquals(1, LateDevice.downloads() - downloads);
        }
    }

    @Test
    void eachDeviceHasItsOwnMemoryAndFigures() throws InterruptedException {
        settle();
        long host = Memory.active(Device.CPU);
        long device = Memory.active(Device.GPU);
        long other = Memory.active(Device.gpu(1));
        Array x = zeros(1 << 20).add(1);
        eval(x);
        assertNear(device + (4 << 20), Memory.active(Device.GPU));
        assertEquals(other, Memory.active(Device.gpu(1)));
        assertNear(host, Memory.active(Device.CPU));
        assertEquals(1f, x.max().itemFloat());
        x.close();
        Mx.synchronize();
        assertNear(device, Memory.active(Device.GPU));
        assertTrue(Memory.cache(Device.GPU) >= 4 << 20);
        Memory.clearCache();
        assertEquals(0, Memory.cache(Device.GPU));
    }

    @Test
    void anAsynchronousEvaluationReturnsBeforeItIsDone() {
        Array x = ones(256, 256);
        for (int i = 0; i < 20; i++) {
            x = matmul(x, x).multiply(1f / 256);
        }
        long start = System.nanoTime();
        asyncEval(x);
        long encoded = System.nanoTime() - start;
        assertEquals(1f, x.at(3, 3).itemFloat());
        long done = System.nanoTime() - start;
        assertTrue(encoded < done, encoded + " and " + done + " ns");
    }

    /** Lets the collector find what other tests have left. */
    private static void settle() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(20);
            eval(ones(1));
        }
        Mx.synchronize();
    }

    private static void assertNear(long expected, long actual) {
        assertTrue(Math.abs(actual - expected) < SMALL, expected + " but " + actual);
    }
}
