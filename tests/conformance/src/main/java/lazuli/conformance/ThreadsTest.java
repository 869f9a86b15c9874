package lazuli.conformance;

import static lazuli.core.Mx.add;
import static lazuli.core.Mx.array;
import static lazuli.core.Mx.asyncEval;
import static lazuli.core.Mx.compile;
import static lazuli.core.Mx.eval;
import static lazuli.core.Mx.grad;
import static lazuli.core.Mx.matmul;
import static lazuli.core.Mx.multiply;
import static lazuli.core.Mx.square;
import static lazuli.core.Mx.sum;
import static lazuli.core.Mx.vmap;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import lazuli.core.Array;
import lazuli.core.Device;
import lazuli.core.Fn1;
import lazuli.core.Fn2;
import lazuli.core.Mx;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * 64 platform and 10,000 virtual threads build, evaluate, differentiate and compile with shared arrays, graphs and compiled functions, for as many
 * seconds as the property {@code lazuli.seconds} says.
 */
class ThreadsTest {
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("lazuli.seconds", 3));
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PLATFORM_THREADS = 64;
    /** Fewer where one engine does the work of all. */
    private static final int VIRTUAL_THREADS = Device.GPU.isAvailable() ? 1_000 : 10_000;

    private static final int SIZE = 8;

    private final Array shared = Mx.arange((double) SIZE);
    private final Array square = Mx.reshape(Mx.arange((double) SIZE * SIZE), SIZE, SIZE);
    private final Fn2 compiled = compile((x, k) -> add(multiply(square(x), k), sum(x)));
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicReference<Array> pending = new AtomicReference<>(add(shared, 1));
    private final AtomicLong checks = new AtomicLong();
    private final CountDownLatch working = new CountDownLatch(PLATFORM_THREADS + VIRTUAL_THREADS);

    /** One thing to do, and what must come out. */
    @FunctionalInterface
    private interface Check {
        void run(int number);
    }

    private final List<Check> checks() {
        return List.of(
                this::evaluates,
                this::differentiates,
                this::differentiatesTwice,
                this::multiplies,
                this::callsTheSharedCompiledFunction,
                this::compilesOneOfItsOwn,
                this::batches,
                this::sharesAGraphThatIsNotComputed,
                this::readsWhatItLeftToTheStream,
                this::drawsFromAKey);
    }

    @Test
    void noWrongValueNoDeadlockNoLeak() throws InterruptedException {
        SplittableRandom random = new SplittableRandom(1);
        for (Check check : checks()) {
            check.run(1);
            // What the threads share is copied to the devices that read it.
            try (Stream.Scope _ = Stream.on(Device.CPU)) {
                check.run(1);
            }
        }
        long before = LiveMemory.settled();
        long end = System.nanoTime() + TIME.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < PLATFORM_THREADS; i++) {
            SplittableRandom own = random.split();
            boolean onStreamOfItsOwn = i % 2 == 0;
            threads.add(Thread.ofPlatform().daemon().unstarted(() -> {
                if (onStreamOfItsOwn) {
                    Stream.setDefault(Stream.create(Device.CPU));
                }
                work(own, end);
                awaitOthers();
                Stream.clear();
            }));
        }
        for (int i = 0; i < VIRTUAL_THREADS; i++) {
            SplittableRandom own = random.split();
            threads.add(Thread.ofVirtual().unstarted(() -> work(own, end)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            long left = end + PATIENCE.toNanos() - System.nanoTime();
            assertTrue(thread.join(Duration.ofNanos(Math.max(1, left))), "a thread does not end: a deadlock");
        }
        Throwable thrown = failure.get();
        assertNull(thrown, () -> String.valueOf(thrown));
        threads.clear();
        pending.set(shared);
        long leaked = LiveMemory.growth(before);
        System.out.printf(
                "%d threads made %,d checks in %d s, active memory grew by %d bytes%n",
                PLATFORM_THREADS + VIRTUAL_THREADS, checks.get(), TIME.toSeconds(), leaked);
        assertTrue(checks.get() >= PLATFORM_THREADS + VIRTUAL_THREADS);
        assertTrue(leaked <= 0, "active memory grew by " + leaked);
    }

    /** What a thread leaves behind on a stream of its own may be computed by any other. */
    private void awaitOthers() {
        try {
            working.await();
        } catch (InterruptedException interrupt) {
            throw new IllegalStateException(interrupt);
        }
    }

    private void work(SplittableRandom random, long end) {
        List<Check> checks = checks();
        try {
            do {
                checks.get(random.nextInt(checks.size())).run(random.nextInt(1, 100));
                this.checks.incrementAndGet();
            } while (System.nanoTime() - end < 0 && failure.get() == null);
        } catch (Throwable thrown) {
            failure.compareAndSet(null, thrown);
        } finally {
            working.countDown();
        }
    }

    // ---- checks

    private void evaluates(int number) {
        Array y = multiply(add(shared, number), 2);
        assertEquals(2f * (28 + SIZE * number), sum(y).itemFloat());
    }

    private void differentiates(int number) {
        Array slope = grad(x -> sum(multiply(square(x), number))).apply(shared);
        assertArrayEquals(expected(i -> 2f * number * i), slope.toFloatArray());
    }

    private void differentiatesTwice(int number) {
        Fn1 slope = grad(x -> sum(multiply(multiply(square(x), x), number)));
        Array curvature = grad(x -> sum(slope.apply(x))).apply(shared);
        assertArrayEquals(expected(i -> 6f * number * i), curvature.toFloatArray());
    }

    private void multiplies(int number) {
        Array product = matmul(square, multiply(Mx.eye(SIZE), number));
        assertEquals(63f * number, product.at(SIZE - 1, SIZE - 1).itemFloat());
    }

    private void callsTheSharedCompiledFunction(int number) {
        // Sixteen shapes make programs while others run them.
        int length = 1 + number % 16;
        Array y = compiled.apply(Mx.arange((double) length), array(number));
        float total = length * (length - 1) / 2f;
        assertEquals(
                number * (length - 1f) * (length - 1) + total, y.at(length - 1).itemFloat());
    }

    private void compilesOneOfItsOwn(int number) {
        Fn1 own = compile((Array x) -> sum(multiply(add(x, number), x)));
        assertEquals(140f + 28 * number, own.apply(shared).itemFloat());
        assertEquals(140f + 28 * number, own.apply(shared).itemFloat());
    }

    private void batches(int number) {
        Array rows = vmap((Array row) -> sum(multiply(row, number))).apply(square);
        assertEquals(number * (28f + 64 * 7), rows.at(7).itemFloat());
    }

    /** Whoever comes computes what another thread has written down, and leaves something for the next. */
    private void sharesAGraphThatIsNotComputed(int number) {
        Array found = pending.getAndSet(add(multiply(shared, 0), number));
        Array twice = add(found, found);
        assertEquals(2 * found.at(3).itemFloat(), twice.at(3).itemFloat());
    }

    private void readsWhatItLeftToTheStream(int number) {
        Array y = multiply(shared, number);
        Array z = add(y, 1);
        asyncEval(z);
        eval(y);
        assertArrayEquals(expected(i -> number * (float) i + 1), z.toFloatArray());
    }

    private void drawsFromAKey(int number) {
        Array key = Random.key(number);
        assertArrayEquals(
                Random.bits(Shape.of(4), key).toLongArray(),
                Random.bits(Shape.of(4), key).toLongArray());
    }

    @FunctionalInterface
    private interface Formula {
        float at(int index);
    }

    private static float[] expected(Formula formula) {
        float[] values = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            values[i] = formula.at(i);
        }
        return values;
    }
}
