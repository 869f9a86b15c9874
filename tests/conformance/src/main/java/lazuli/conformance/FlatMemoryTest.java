package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.Memory;
import lazuli.core.Random;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs outside all transforms hold no more than they need, though they close nothing; what they do hold keeps its value. */
class FlatMemoryTest {
    private static final int LENGTH = 20;
    private static final int SIDE = Sizes.of(2048, 1024);
    private static final long BYTES = (long) SIDE * SIDE * Float.BYTES;

    /** What kernels that are being tried out in the background may hold. */
    private static final long OTHERS = 8 << 20;

    private static final int TOKENS = 7;
    private static final int WIDTH = Sizes.of(1536, 384);
    private static final int STATE = 128;

    static Stream<Named<UnaryOperator<Array>>> chains() {
        return Stream.of(
                Named.of("sin", y -> chain(y, List.of(x -> sin(x)))),
                Named.of("cumsum", y -> chain(y, List.of(x -> cumsum(x, 1)))),
                Named.of(
                        "softmax, tanh, cumsum",
                        y -> chain(y, List.of(x -> softmax(x, 1), x -> tanh(x), x -> cumsum(x, 0)))));
    }

    private static Array chain(Array x, List<UnaryOperator<Array>> functions) {
        Array y = x;
        for (int i = 0; i < LENGTH; i++) {
            y = functions.get(i % functions.size()).apply(y);
        }
        return y;
    }

    /** The least of a few: another test's results, which were held, put off the search for dead ones. */
    @ParameterizedTest
    @MethodSource("chains")
    void aChainKeepsNothingThatNobodyHolds(UnaryOperator<Array> chain) throws InterruptedException {
        Array x = Random.normal(SIDE, SIDE);
        eval(x);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 6 && least > 3 * BYTES + OTHERS; i++) {
            long before = LiveMemory.settled();
            Memory.resetPeak();
            eval(chain.apply(x));
            least = Math.min(least, Memory.peak() - before);
        }
        System.out.printf("a chain of %d on %,d bytes: at most %,d more%n", LENGTH, BYTES, least);
        assertTrue(least <= 3 * BYTES + OTHERS, "grew by " + least);
    }

    @Test
    void layersOfAStateSpaceModelShareTheirMemory() throws InterruptedException {
        Array decay = negative(exp(Random.normal(WIDTH, STATE).multiply(0.1f)));
        Array into = Random.normal(1, TOKENS, STATE);
        Array outOf = Random.normal(1, TOKENS, STATE);
        Array weight = Random.normal(WIDTH, WIDTH).multiply(0.01f);
        Array x = Random.normal(1, TOKENS, WIDTH);
        eval(decay, into, outOf, weight, x);
        long state = (long) TOKENS * WIDTH * STATE * Float.BYTES;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 6 && least > 8 * state + OTHERS; i++) {
            long before = LiveMemory.settled();
            Memory.resetPeak();
            Array y = x;
            for (int layer = 0; layer < 24; layer++) {
                y = y.add(tanh(scan(y, matmul(y, weight), decay, into, outOf)));
            }
            eval(y);
            least = Math.min(least, Memory.peak() - before);
        }
        System.out.printf("24 layers with states of %,d bytes: at most %,d more%n", state, least);
        assertTrue(least <= 8 * state + OTHERS, "grew by " + least);
    }

    /** A selective scan: h = exp(delta a) h + delta x b, token by token, and y = h c. */
    private static Array scan(Array x, Array time, Array decay, Array into, Array outOf) {
        Array delta = log1p(exp(time));
        Array factors = exp(delta.expandDims(-1).multiply(decay));
        Array terms = delta.multiply(x).expandDims(-1).multiply(into.expandDims(2));
        Array state = zeros(1, WIDTH, STATE);
        List<Array> results = new ArrayList<>();
        for (int t = 0; t < TOKENS; t++) {
            state = multiply(take(factors, t, 1), state).add(take(terms, t, 1));
            results.add(squeeze(matmul(state, take(outOf, t, 1).expandDims(-1)), -1));
        }
        return stack(results, 1);
    }

    @Test
    void resultsThatAreHeldStay() {
        Array x = Random.normal(SIDE, SIDE);
        List<Array> held = new ArrayList<>();
        Array y = x;
        for (int i = 0; i < LENGTH; i++) {
            y = softmax(y, 1);
            held.add(y);
        }
        eval(y);
        for (Array result : held) {
            assertEquals(Array.Status.AVAILABLE, result.status());
        }
        assertArrayEquals(softmax(x, 1).toFloatArray(), held.getFirst().toFloatArray());
    }

    @Test
    void aResultInsideARegionIsComputedForWhoeverReadsItAndKeptThen() {
        Array x = Random.normal(1 << 20);
        Array y = x.multiply(2);
        eval(y.add(1));
        assertEquals(Array.Status.UNSCHEDULED, y.status());
        Array z = y.add(2);
        eval(z);
        assertEquals(Array.Status.AVAILABLE, y.status());
        assertArrayEquals(x.multiply(2).toFloatArray(), y.toFloatArray());
        assertArrayEquals(x.multiply(2).add(2).toFloatArray(), z.toFloatArray());
    }

    @Test
    void aResultInsideARegionCanBeReadThoughWhatItIsMadeOfWasClosed() {
        Array x = ones(1 << 20).add(1);
        eval(x);
        Array y = x.multiply(3);
        eval(y.add(1));
        x.close();
        assertEquals(6 * (1 << 20), y.sum().itemFloat());
    }

    /**
     * Beside a busy thread, in a JVM of its own: collections of a heap like that of these tests, and those that other tests ask for, use up
     * the share of the time that they may have.
     */
    @Test
    void aLoopStaysSmallUnderLoad(@TempDir Path directory) throws Exception {
        ForkedJvm jvm = ForkedJvm.run(directory, LoopUnderLoad.class, List.of(), List.of("6"));
        System.out.print(jvm.printed());
        assertEquals(0, jvm.exit(), jvm::printed);
    }
}
