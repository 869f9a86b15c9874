package lazuli.backend.cpu.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
    private static final int THREADS = 4;
    private static final int CALLS = 200;

    private final OneDnn library = TestLibrary.require();

    /** More keys than the cache holds, so that plans come and go while others run. */
    @Test
    void threadsThatShareKeysGetTheirOwnResults() throws Exception {
        var plans = new PlanCache<>(3, MatmulPlans::create);
        Callable<Integer> task = () -> {
            Random random = new Random(Thread.currentThread().threadId());
            int wrong = 0;
            for (int i = 0; i < CALLS; i++) {
                wrong += isRight(plans, random) ? 0 : 1;
            }
            return wrong;
        };
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var wrong = threads.invokeAll(
                    IntStream.range(0, THREADS).mapToObj(_ -> task).toList());
            assertEquals(
                    List.of(0, 0, 0, 0), wrong.stream().map(Future::resultNow).toList());
        }
    }

    private static boolean isRight(PlanCache<MatmulKey, PrimitivePlan> plans, Random random) {
        int inner = random.nextInt(8, 16);
        MatmulKey key = MatmulKey.dense(
                ElementType.FLOAT32, 1, 8, 8, inner, MatrixLayout.rowMajor(8, inner), MatrixLayout.rowMajor(inner, 8));
        try (Arena arena = Arena.ofConfined()) {
            NativeFloats left = NativeFloats.random(arena, ElementType.FLOAT32, 8L * inner, random);
            NativeFloats right = NativeFloats.random(arena, ElementType.FLOAT32, 8L * inner, random);
            NativeFloats destination = NativeFloats.blank(arena, ElementType.FLOAT32, 64);
            PrimitivePlan plan = plans.lock(key);
            try {
                plan.reserve(TestLibrary.scratch(arena));
                plan.bind(Argument.SOURCE, left.address());
                plan.bind(Argument.WEIGHTS, right.address());
                plan.bind(Argument.DESTINATION, destination.address());
                plan.execute();
            } finally {
                plan.unlock();
            }
            double expected = 0;
            for (int k = 0; k < inner; k++) {
                expected += (double) left.get(7L * inner + k) * right.get(k * 8L + 7);
            }
            return Math.abs(expected - destination.get(63)) < 1e-5;
        }
    }

    @Test
    void oneKeyServesManyThreads() throws Exception {
        ConvolutionKey key = ConvolutionKeys.square(1, 6, 3, 8, 3, 1, 1);
        NaiveConvolution naive = new NaiveConvolution(key);
        Callable<Void> task = () -> {
            Random random = new Random(Thread.currentThread().threadId());
            for (int i = 0; i < CALLS / 4; i++) {
                try (Arena arena = Arena.ofConfined()) {
                    NativeFloats source = NativeFloats.random(arena, ElementType.FLOAT32, naive.sourceLength(), random);
                    NativeFloats weights =
                            NativeFloats.random(arena, ElementType.FLOAT32, naive.weightsLength(), random);
                    NativeFloats destination =
                            NativeFloats.blank(arena, ElementType.FLOAT32, naive.destinationLength());
                    library.convolutions()
                            .forward(
                                    key,
                                    source.address(),
                                    weights.address(),
                                    0,
                                    destination.address(),
                                    TestLibrary.scratch(arena));
                    destination.assertClose(naive.forward(source, weights, weights), 1e-5, key::toString);
                }
            }
            return null;
        };
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (var result : threads.invokeAll(
                    IntStream.range(0, THREADS).mapToObj(_ -> task).toList())) {
                result.get();
            }
        }
    }
}
