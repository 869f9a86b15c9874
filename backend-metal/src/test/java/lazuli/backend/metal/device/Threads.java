package lazuli.backend.metal.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import lazuli.backend.metal.software.DeviceCounters;
import lazuli.core.Array;
import lazuli.core.Device;
import lazuli.core.Lazuli;
import lazuli.core.Memory;
import lazuli.core.Mx;
import lazuli.core.Stream;

/** What {@link ThreadsTest} runs in a process of its own. */
final class Threads {
    private static final int THREADS = 8;
    private static final int COMMAND_BUFFERS = 10_000;
    private static final int LENGTH = 1000;

    private static final List<String> TYPES =
            List.of("MTLCommandBuffer", "MTLComputeCommandEncoder", "MTLCommandQueue", "MTLSharedEvent", "MTLBuffer");

    private Threads() {}

    public static void main(String[] arguments) throws InterruptedException {
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        Array shared = Mx.arange(LENGTH).eval();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            threads.add(new Thread(() -> {
                try {
                    work(number, shared);
                } catch (Throwable failure) {
                    failures.add(failure);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        failures.forEach(Throwable::printStackTrace);
        shared.close();
        require(failures.isEmpty(), "failures");
        System.out.println(DeviceCounters.commandBuffers() + " command buffers");
        end();
    }

    /** Values go from stream to stream, of the GPU and of the CPU, and streams end while others still read what they made. */
    private static void work(int number, Array shared) {
        Random random = new Random(number);
        while (DeviceCounters.commandBuffers() < COMMAND_BUFFERS) {
            List<Stream> streams = List.of(Stream.create(Device.GPU), Stream.create(Device.GPU), Stream.of(Device.CPU));
            for (int round = 0; round < 20; round++) {
                chain(random, shared, streams);
            }
            Stream.clear();
        }
    }

    private static void chain(Random random, Array shared, List<Stream> streams) {
        Array x = shared;
        int factor = 1;
        int term = 0;
        for (int step = 0; step < 6; step++) {
            try (Stream.Scope _ = Stream.on(streams.get(random.nextInt(streams.size())))) {
                int added = random.nextInt(10);
                int times = 1 + random.nextInt(3);
                x = x.multiply(times).add(shared).add(added);
                factor = factor * times + 1;
                term = term * times + added;
            }
            if (random.nextInt(3) == 0) {
                Mx.asyncEval(x);
            }
        }
        int[] got = x.toIntArray();
        x.close();
        for (int i = 0; i < LENGTH; i++) {
            if (got[i] != factor * i + term) {
                throw new AssertionError("element %d is %d, not %d".formatted(i, got[i], factor * i + term));
            }
        }
    }

    private static void end() throws InterruptedException {
        Lazuli.shutdown();
        for (int i = 0; i < 50 && Memory.active() > 0; i++) {
            System.gc();
            Thread.sleep(20);
            Lazuli.shutdown();
        }
        require(Memory.active() == 0, Memory.active() + " bytes are active");
        require(Memory.cache() == 0, Memory.cache() + " bytes are cached");
        for (String type : TYPES) {
            require(DeviceCounters.live(type) == 0, DeviceCounters.live(type) + " live " + type);
        }
        require(DeviceCounters.allocatedBytes() == 0, DeviceCounters.allocatedBytes() + " bytes on the device");
        require(DeviceCounters.misuses() == 0, DeviceCounters.lastMisuse());
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
