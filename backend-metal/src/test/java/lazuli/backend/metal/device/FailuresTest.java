package lazuli.backend.metal.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import lazuli.backend.metal.software.DeviceCounters;
import lazuli.backend.metal.software.SoftwareMetal;
import lazuli.core.Array;
import lazuli.core.Device;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.Stream;
import lazuli.core.backend.DeviceException;
import lazuli.core.memory.OutOfMemoryException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Command buffers that fail after their commit and memory that is refused: errors with types, and the next evaluation is right. */
@EnabledIfSystemProperty(
        named = SoftwareMetal.LIBRARY,
        matches = ".+",
        disabledReason = "only the software device fails on request and counts")
class FailuresTest {
    private static final int FAILURES = 200;
    private static final String NAMED = "(?s).*failed on request.*among the kernels \\[\\w+.*";

    @BeforeAll
    static void open() {
        Device.GPU.isAvailable();
    }

    @AfterEach
    void failNoMore() {
        DeviceCounters.failCommandBuffers(0);
        DeviceCounters.failAllocations(0);
        assertEquals(0, DeviceCounters.misuses(), DeviceCounters::lastMisuse);
    }

    private static float[] numbers(Random random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextInt(-9, 10);
        }
        return numbers;
    }

    /** A random computation on whole numbers, so that both devices give the same bits. */
    private static Array computation(Random random, Array x, List<Stream> streams) {
        Array y = x;
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            try (Stream.Scope _ = Stream.on(streams.get(random.nextInt(streams.size())))) {
                y = switch (random.nextInt(6)) {
                    case 0 -> y.add(x);
                    case 1 -> Mx.sort(y, -1);
                    case 2 -> y.multiply(2f).subtract(Mx.flip(x));
                    case 3 -> y.add(y.sum(new int[] {0}, true));
                    case 4 -> Mx.transpose(Mx.contiguous(Mx.transpose(y))).maximum(x);
                    default -> Mx.take(y, Mx.array(new int[] {2, 0, 1, 1}), 0);
                };
            }
        }
        return y;
    }

    @Test
    void commandBuffersThatFailNameTheirKernelsAndTheNextEvaluationIsRight() {
        List<Stream> gpu = List.of(Stream.of(Device.GPU), Stream.create(Device.GPU), Stream.create(Device.GPU));
        List<Stream> cpu = List.of(Stream.of(Device.CPU));
        int failed = 0;
        for (int seed = 0; failed < FAILURES; seed++) {
            assertTrue(seed < 10 * FAILURES, "computations that do not fail");
            Array x = Mx.array(numbers(new Random(seed), 4 * 5), Shape.of(4, 5)).eval();
            Array expected = computation(new Random(seed), x, cpu).eval();
            Array got = computation(new Random(seed), x, gpu);
            DeviceCounters.failCommandBuffers(1);
            try {
                Mx.eval(got);
            } catch (DeviceException failure) {
                assertTrue(failure.getMessage().matches(NAMED), failure::getMessage);
                failed++;
            }
            DeviceCounters.failCommandBuffers(0);
            assertArrayEquals(expected.toFloatArray(), got.toFloatArray(), "seed " + seed);
        }
        Stream.clear();
    }

    @Test
    void failuresWithoutAWaitingThreadComeUpWhereTheyAreRead() {
        try (Stream.Scope _ = Stream.on(Device.GPU)) {
            Array x = Mx.array(new float[] {1, 2, 3}).eval();
            Array y = x.add(1f);
            Array z = y.multiply(3f);
            DeviceCounters.failCommandBuffers(1);
            Mx.asyncEval(y);
            assertThrows(DeviceException.class, () -> Mx.eval(z));
            DeviceCounters.failCommandBuffers(0);
            assertArrayEquals(new float[] {6, 9, 12}, z.toFloatArray());
        }
    }

    @Test
    void anotherQueueThatWaitsForAFailureGoesOn() {
        Stream first = Stream.create(Device.GPU);
        Stream second = Stream.create(Device.GPU);
        for (int round = 0; round < 30; round++) {
            Array x = Mx.array(new float[] {round, 2, 3}).eval();
            Array y = on(first, () -> x.add(1f));
            Array z = on(second, () -> y.multiply(2f));
            DeviceCounters.failCommandBuffers(1);
            Mx.asyncEval(y);
            assertThrows(DeviceException.class, () -> Mx.eval(z));
            DeviceCounters.failCommandBuffers(0);
            assertArrayEquals(new float[] {2 * round + 2, 6, 8}, z.toFloatArray());
        }
        Stream.clear();
    }

    private static Array on(Stream stream, Supplier<Array> what) {
        try (Stream.Scope _ = Stream.on(stream)) {
            return what.get();
        }
    }

    @Test
    void memoryThatIsRefusedIsAskedForAgainAfterACollection() {
        try (Stream.Scope _ = Stream.on(Device.GPU)) {
            Array x = Mx.zeros(300, 1001).eval();
            DeviceCounters.failAllocations(1);
            assertEquals(300 * 1001, x.add(1f).sum().itemFloat());
            DeviceCounters.failAllocations(Integer.MAX_VALUE);
            Array y = x.add(2f);
            Array wide = Mx.concatenate(List.of(y, y, y, y, y), 0);
            OutOfMemoryException failure = assertThrows(OutOfMemoryException.class, () -> Mx.eval(wide));
            assertTrue(failure.requested() >= 300 * 1001 * 4, failure::getMessage);
            DeviceCounters.failAllocations(0);
            assertEquals(5 * 2f * 300 * 1001, wide.sum().itemFloat());
        }
    }

    @Test
    void interruptsHarmNobody() throws InterruptedException {
        List<Throwable> failures = new ArrayList<>();
        CountDownLatch started = new CountDownLatch(1);
        Thread reader = new Thread(() -> {
            try (Stream.Scope _ = Stream.on(Device.GPU)) {
                started.countDown();
                for (int i = 0; i < 300; i++) {
                    assertEquals(2 * i, Mx.array(new float[] {i}).multiply(2f).itemFloat());
                }
            } catch (Throwable failure) {
                failures.add(failure);
            }
        });
        reader.start();
        started.await();
        while (reader.isAlive()) {
            reader.interrupt();
            Thread.sleep(1);
        }
        assertEquals(List.of(), failures);
    }
}
