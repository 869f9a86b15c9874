package lazuli.backend.cpu.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import lazuli.backend.cpu.loop.Loop;

/**
 * Runs vector loops on scratch data in the background until the JIT has compiled them: before, each vector is an object on the heap
 * and a loop hundreds of times slower than afterwards.
 */
final class VectorWarmup {
    private static final ThreadPoolExecutor THREAD =
            new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), VectorWarmup::thread);

    static {
        THREAD.allowCoreThreadTimeOut(true);
    }

    private static final Set<Kernel> REQUESTED = ConcurrentHashMap.newKeySet();

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** A few vectors and a rest, so that the JIT sees both parts of the loop. */
    private static final int SHORT = 43;

    /** A rest alone: its calls bring the loop to the JIT before the function in it, which, once compiled by itself, might stay apart. */
    private static final int REST = 3;

    private static final int RESTS_PER_CALL = 4;
    private static final int LONG = 1024;
    private static final int CALLS_BETWEEN_MEASUREMENTS = 200;

    /** The JIT works in the background: to run on meanwhile would only make garbage. Each pause is longer than the last. */
    private static final long LONGEST_PAUSE_MILLISECONDS = 100;

    /** Makes floats and doubles that are neither special nor denormal. */
    private static final byte SCRATCH_CONTENT = 0x3F;

    private VectorWarmup() {}

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().name("lazuli-vector-warmup").daemon().unstarted(work);
    }

    /** Has the kernel change to its vector loop as soon as that is the faster one. */
    static void request(Kernel kernel) {
        if (REQUESTED.add(kernel)) {
            THREAD.execute(() -> warm(kernel));
        }
    }

    private static void warm(Kernel kernel) {
        Loop vector = kernel.vector();
        if (vector == null) {
            return;
        }
        long start = System.nanoTime();
        try (Arena arena = Arena.ofConfined()) {
            Scratch scratch = new Scratch(kernel.sizes(), arena.allocate(4L * LONG * Long.BYTES, 64));
            for (long pause = 1;
                    System.nanoTime() - start < PATIENCE_NANOS;
                    pause = Math.min(2 * pause, LONGEST_PAUSE_MILLISECONDS)) {
                for (int i = 0; i < CALLS_BETWEEN_MEASUREMENTS; i++) {
                    scratch.run(vector, SHORT);
                    for (int rest = 0; rest < RESTS_PER_CALL; rest++) {
                        scratch.run(vector, REST);
                    }
                }
                if (scratch.nanos(vector) < scratch.nanos(kernel.scalar())) {
                    kernel.use(vector);
                    return;
                }
                Thread.sleep(pause);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Memory for a result and three operands. */
    private record Scratch(long to, long a, long b, long c) {
        Scratch(OperandSizes sizes, MemorySegment memory) {
            long address = memory.fill(SCRATCH_CONTENT).address();
            long a = address + (long) LONG * sizes.to();
            long b = a + (long) LONG * sizes.a();
            this(address, a, b, b + (long) LONG * sizes.b());
        }

        void run(Loop loop, int n) {
            loop.run(to, a, b, c, n);
        }

        /** The shortest of a few runs. */
        long nanos(Loop loop) {
            long shortest = Long.MAX_VALUE;
            for (int i = 0; i < 3; i++) {
                long start = System.nanoTime();
                run(loop, LONG);
                shortest = Math.min(shortest, System.nanoTime() - start);
            }
            return shortest;
        }
    }
}
