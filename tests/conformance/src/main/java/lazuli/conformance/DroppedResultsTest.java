package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import lazuli.core.Array;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that nobody holds go in the middle of large evaluations, also where those fail, and where several threads share what they compute. */
class DroppedResultsTest {
    /** 16 MB of float32, so that a plan of a few results is large. */
    private static final int LENGTH = Sizes.of(1 << 22, 1 << 19);

    private static final int STEPS = 8;

    /** {@code cumsum} is no elementwise operation, so that each step's result is one of its own; sums of zeros are exact. */
    private static Array chain(Array start, int steps) {
        Array x = start;
        for (int i = 0; i < steps; i++) {
            x = cumsum(x).add(1).subtract(cumsum(x).add(1));
        }
        return x;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, STEPS})
    void whatAFailedEvaluationGaveUpIsComputedAgain(int held) throws InterruptedException {
        long before = LiveMemory.settled();
        Array start = zeros(LENGTH);
        Array middle = chain(start, held);
        Array end = chain(middle, STEPS - held).add(2);
        Array broken = take(end, array(LENGTH + 1));
        for (int i = 0; i < 3; i++) {
            assertThrows(IndexOutOfBoundsException.class, () -> eval(broken));
            assertEquals(2f, take(end, array(LENGTH - 1)).itemFloat());
            assertEquals(0f, take(middle, array(i)).itemFloat());
        }
        assertEquals(2f * LENGTH, end.sum().itemFloat());
        assertThrows(IndexOutOfBoundsException.class, () -> eval(broken));
        eval(start, middle, end);
        List.of(start, middle, end, broken).forEach(Array::close);
        // What the last failure was computed from may stay for it.
        long left = LiveMemory.settled() - before;
        assertTrue(left < 2L * 4 * LENGTH, () -> "%,d bytes are left".formatted(left));
    }

    @Test
    void twoThreadsThatPlanOverTheSameResultsGetThemRight() throws Exception {
        for (int round = 0; round < 4; round++) {
            Array start = zeros(LENGTH);
            Array shared = chain(start, 3);
            List<Callable<Float>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Array mine = chain(shared, 2).add(i);
                Array other = chain(chain(shared, 1), 1).multiply(3).add(i);
                readers.add(() -> {
                    asyncEval(mine);
                    return take(other, array(7)).itemFloat() + mine.at(5).itemFloat();
                });
            }
            try (ExecutorService threads = Executors.newFixedThreadPool(readers.size())) {
                List<Float> sums = new ArrayList<>();
                for (Future<Float> sum : threads.invokeAll(readers)) {
                    sums.add(sum.get());
                }
                assertEquals(
                        IntStream.range(0, readers.size()).mapToObj(i -> 2f * i).toList(), sums);
            }
            assertEquals(0f, shared.max().itemFloat());
        }
    }
}
