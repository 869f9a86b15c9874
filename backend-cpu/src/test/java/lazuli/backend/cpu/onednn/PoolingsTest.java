package lazuli.backend.cpu.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoolingsTest {
    private static final double TOLERANCE = 1e-5;
    private static final int CASES = 100;

    private final Poolings poolings = TestLibrary.require().poolings();
    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void free() {
        arena.close();
    }

    @ParameterizedTest
    @EnumSource(PoolingKind.class)
    void bothDirectionsEqualNaiveLoops(PoolingKind kind) {
        Random random = new Random(kind.name().hashCode());
        for (int i = 0; i < CASES; i++) {
            check(new PoolingKey(kind, random.nextInt(1, 4), random.nextInt(1, 40), window(random)), random);
        }
    }

    private static Window window(Random random) {
        return Stream.generate(() -> Windows.random(random))
                .filter(window -> window.isDense() && !window.missesInput())
                .findFirst()
                .orElseThrow();
    }

    private void check(PoolingKey key, Random random) {
        NaivePooling naive = new NaivePooling(key);
        NativeFloats source = NativeFloats.random(arena, naive.sourceLength(), random);
        NativeFloats gradient = NativeFloats.random(arena, naive.destinationLength(), random);
        NativeFloats destination = NativeFloats.blank(arena, naive.destinationLength());
        NativeFloats sourceGradient = NativeFloats.blank(arena, naive.sourceLength());

        poolings.forward(key, source.address(), destination.address(), scratch());
        destination.assertClose(naive.forward(source), TOLERANCE, () -> "inference " + key);

        NativeFloats again = NativeFloats.blank(arena, naive.destinationLength());
        long workspace = workspace(key);
        poolings.forwardTraining(key, source.address(), again.address(), workspace, scratch());
        again.assertClose(naive.forward(source), TOLERANCE, () -> "training " + key);

        poolings.backward(key, gradient.address(), workspace, sourceGradient.address(), scratch());
        sourceGradient.assertClose(naive.backward(source, gradient), TOLERANCE, () -> "backward " + key);
    }

    private long workspace(PoolingKey key) {
        long bytes = poolings.workspaceBytes(key);
        return bytes == 0 ? 0 : arena.allocate(bytes, 64).address();
    }

    @Test
    void firstOfEqualMaximaGetsTheGradient() {
        PoolingKey key = square(PoolingKind.MAX, 4, 16, 2, 2, 0);
        NativeFloats source = NativeFloats.blank(arena, 4 * 4 * 16);
        for (int i = 0; i < source.length(); i++) {
            source.set(i, 1);
        }
        NativeFloats gradient = NativeFloats.random(arena, 2 * 2 * 16, new Random(1));
        NativeFloats destination = NativeFloats.blank(arena, gradient.length());
        NativeFloats sourceGradient = NativeFloats.blank(arena, source.length());
        long workspace = workspace(key);
        poolings.forwardTraining(key, source.address(), destination.address(), workspace, scratch());
        poolings.backward(key, gradient.address(), workspace, sourceGradient.address(), scratch());
        sourceGradient.assertClose(
                new NaivePooling(key).backward(source, gradient), TOLERANCE, () -> "gradient of equal elements");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NEGATIVE_INFINITY, Float.NaN})
    void lowestFiniteNumberIsTheLeastMaximum(float element) {
        PoolingKey key = square(PoolingKind.MAX, 2, 16, 2, 2, 0);
        NativeFloats source = NativeFloats.blank(arena, 2 * 2 * 16);
        for (int i = 0; i < source.length(); i++) {
            source.set(i, element);
        }
        NativeFloats destination = NativeFloats.blank(arena, 16);
        poolings.forward(key, source.address(), destination.address(), scratch());
        for (int i = 0; i < destination.length(); i++) {
            assertEquals(-Float.MAX_VALUE, destination.get(i));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "32, 32, 2, 2, 0",
        "16, 64, 2, 2, 0",
        "8, 512, 8, 8, 0",
        "32, 64, 3, 2, 1",
        "31, 33, 3, 2, 1",
        "32, 3, 2, 2, 0"
    })
    void commonShapesRunOptimizedCode(int size, int channels, int kernel, int stride, int padding) {
        for (PoolingKind kind : PoolingKind.values()) {
            PoolingKey key = square(kind, size, channels, kernel, stride, padding);
            assertOptimized(poolings.forwardImplementation(key), key);
            assertOptimized(poolings.backwardImplementation(key), key);
        }
    }

    private static void assertOptimized(String implementation, PoolingKey key) {
        assertFalse(OneDnn.isReference(implementation), () -> implementation + " for " + key);
    }

    private static PoolingKey square(PoolingKind kind, int size, int channels, int kernel, int stride, int padding) {
        Window window = new Window(
                List.of(size, size),
                List.of(kernel, kernel),
                List.of(stride, stride),
                List.of(1, 1),
                List.of(padding, padding),
                List.of(padding, padding));
        return new PoolingKey(kind, 1, channels, window);
    }

    @Test
    void windowOnPaddingAloneIsRefused() {
        var failure = assertThrows(IllegalArgumentException.class, () -> square(PoolingKind.MAX, 4, 8, 2, 1, 2));
        assertTrue(failure.getMessage().contains("paddingLow=[2, 2]"), failure::getMessage);
    }

    @Test
    void dilationIsRefused() {
        List<Integer> one = List.of(1);
        Window dilated = new Window(List.of(9), List.of(2), one, List.of(3), one, one);
        var failure =
                assertThrows(IllegalArgumentException.class, () -> new PoolingKey(PoolingKind.MAX, 1, 8, dilated));
        assertTrue(failure.getMessage().contains("dilation=[3]"), failure::getMessage);
    }

    @Test
    void nullAddressIsRefused() {
        PoolingKey key = square(PoolingKind.MAX, 4, 8, 2, 2, 0);
        var failure = assertThrows(IllegalArgumentException.class, () -> poolings.forward(key, 0, 0, scratch()));
        assertTrue(failure.getMessage().contains("SOURCE of PoolingKey[kind=MAX"), failure::getMessage);
    }

    private ScratchAllocator scratch() {
        return TestLibrary.scratch(arena);
    }
}
