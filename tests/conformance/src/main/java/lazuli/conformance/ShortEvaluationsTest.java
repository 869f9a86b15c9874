package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.PatternSyntaxException;
import lazuli.core.Array;
import lazuli.core.Device;
import lazuli.core.Shape;
import lazuli.core.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Short work that the thread which waits for it does itself: on which thread, in which order, and what goes wrong there. */
@Timeout(60)
class ShortEvaluationsTest {
    @AfterEach
    void clear() {
        Stream.clear();
    }

    private static boolean hasThread(Stream stream) {
        String number = stream.toString().replaceAll("\\D", "");
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("lazuli-cpu-" + number));
    }

    @Test
    void anIdleStreamNeedsNoThreadForThem() {
        Stream stream = Stream.create(Device.CPU);
        try (Stream.Scope _ = Stream.on(stream)) {
            Array x = arange(12).reshape(3, 4).astype(lazuli.core.DType.FLOAT32);
            assertEquals(66, sum(x.add(x).multiply(0.5)).item().intValue());
            assertArrayEquals(
                    new int[] {3, 3}, matmul(x, x.transpose()).eval().shape().toArray());
            softmax(x, -1).eval();
            concatenate(List.of(x, x), 1).eval();
            take(x, array(new int[] {2, 0}), 0).eval();
        }
        assertFalse(hasThread(stream));
        try (Stream.Scope _ = Stream.on(stream)) {
            Array y = ones(2_000, 2_000);
            eval(matmul(y, y));
        }
        assertTrue(hasThread(stream), "long work and native libraries are for the stream's own thread");
    }

    @Test
    void whatWasSubmittedBeforeRunsBefore() throws InterruptedException {
        Stream stream = Stream.create(Device.CPU);
        for (int round = 0; round < 50; round++) {
            AtomicInteger done = new AtomicInteger();
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            stream.submit(() -> {
                begun.countDown();
                try {
                    go.await();
                } catch (InterruptedException nobodyDoes) {
                    throw new IllegalStateException(nobodyDoes);
                }
                done.incrementAndGet();
            });
            stream.submit(done::incrementAndGet);
            begun.await();
            Thread opener = Thread.ofPlatform().start(go::countDown);
            try (Stream.Scope _ = Stream.on(stream)) {
                ones(3).add(1).eval();
            }
            assertEquals(2, done.get());
            opener.join();
        }
    }

    @Test
    void manyThreadsShareOneStream() throws Exception {
        Stream stream = Stream.create(Device.CPU);
        AtomicInteger submitted = new AtomicInteger();
        List<Callable<Integer>> work = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int number = thread;
            work.add(() -> {
                int wrong = 0;
                try (Stream.Scope _ = Stream.on(stream)) {
                    Array x = full(Shape.of(5), number).eval();
                    for (int i = 0; i < 1_000; i++) {
                        if (i % 100 == 0) {
                            stream.submit(submitted::incrementAndGet);
                        }
                        float value = sum(x.add(i)).item().floatValue();
                        wrong += value == 5f * (number + i) ? 0 : 1;
                    }
                }
                return wrong;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> wrong : threads.invokeAll(work)) {
                assertEquals(0, wrong.get());
            }
        }
        stream.synchronize();
        assertEquals(80, submitted.get());
    }

    @Test
    void anInterruptStays() {
        Thread.currentThread().interrupt();
        assertEquals(6, sum(array(new int[] {1, 2, 3})).item().intValue());
        assertTrue(Thread.interrupted());
    }

    /** Deep in a recursion what fits on the stack gives the value, what does not fails, and later evaluations are as if nothing had been. */
    @Test
    void aStackThatOverflowsHangsNothing() throws InterruptedException {
        // Its classes are there then: one whose initializer meets the end of the stack is lost to the JVM.
        assertEquals(8, sum(ones(4).add(1)).item().intValue());
        AtomicInteger evaluated = new AtomicInteger();
        AtomicInteger wrong = new AtomicInteger();
        Thread deep = new Thread(null, () -> descend(evaluated, wrong), "deep", 512 << 10);
        deep.start();
        deep.join(TimeUnit.SECONDS.toMillis(50));
        assertFalse(deep.isAlive());
        assertTrue(evaluated.get() > 0);
        assertEquals(0, wrong.get());
        assertEquals(4, sum(ones(4)).item().intValue());
    }

    @SuppressWarnings("InfiniteRecursion") // until the stack is full
    private static void descend(AtomicInteger evaluated, AtomicInteger wrong) {
        try {
            descend(evaluated, wrong);
        } catch (StackOverflowError | PatternSyntaxException end) {
            // Regular expressions, in a failure's text, tell of it in their own way.
            if (evaluated.get() < 200) {
                float value = sum(ones(4).add(evaluated.get())).item().floatValue();
                wrong.addAndGet(value == 4f + 4 * evaluated.get() ? 0 : 1);
                evaluated.incrementAndGet();
                throw end;
            }
        }
    }
}
