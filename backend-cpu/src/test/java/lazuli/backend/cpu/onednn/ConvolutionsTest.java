package lazuli.backend.cpu.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvolutionsTest {
    /** For one product; a sum of n random ones may be off by the square root of n times as much. */
    private static final double TOLERANCE = 1e-6;

    private static final int CASES_PER_SEED = 12;

    private final Convolutions convolutions = TestLibrary.require().convolutions();
    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void free() {
        arena.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyDirectionEqualsNaiveLoops(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CASES_PER_SEED; i++) {
            checkAllDirections(ConvolutionKeys.random(ElementType.FLOAT32, random), random, "seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource(value = ElementType.class, names = "FLOAT32", mode = EnumSource.Mode.EXCLUDE)
    void halvesAreRoundedOnce(ElementType type) {
        Random random = new Random(7);
        for (int i = 0; i < 8 * CASES_PER_SEED; i++) {
            ConvolutionKey key = ConvolutionKeys.usual(type, random);
            boolean supported = Arrays.stream(ConvolutionDirection.values())
                    .allMatch(direction -> Supported.by(() -> convolutions.implementation(key, direction)));
            if (supported) {
                checkAllDirections(key, random, "seed 7");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = ElementType.class, names = "FLOAT32", mode = EnumSource.Mode.EXCLUDE)
    void halvesThatTheLibraryGetsWrongAreRefused(ElementType type) {
        var onePosition =
                new Window(List.of(9, 4), List.of(1, 2), List.of(2, 3), List.of(1, 1), List.of(0, 0), List.of(0, 0));
        var dilated =
                new Window(List.of(9, 9), List.of(3, 3), List.of(1, 1), List.of(2, 2), List.of(2, 2), List.of(2, 2));
        for (Window window : List.of(onePosition, dilated)) {
            ConvolutionKey key = new ConvolutionKey(type, 2, 6, 10, 1, window, false);
            var failure = assertThrows(
                    OneDnnException.class, () -> convolutions.implementation(key, ConvolutionDirection.FORWARD));
            assertTrue(failure.getMessage().contains("gets it wrong"), failure::getMessage);
        }
    }

    @ParameterizedTest
    @MethodSource("lazuli.backend.cpu.onednn.ConvolutionKeys#common")
    void commonShapesEqualNaiveLoops(ConvolutionKey key) {
        int seed = key.hashCode();
        checkAllDirections(key, new Random(seed), "seed " + seed);
    }

    @Test
    void windowsThatSeeOnlyPaddingGiveTheBias() {
        var line = new Window(List.of(4), List.of(1), List.of(2), List.of(2), List.of(0), List.of(1));
        checkAllDirections(new ConvolutionKey(ElementType.FLOAT32, 1, 5, 12, 1, line, true), new Random(1), "seed 1");
        var plane =
                new Window(List.of(13, 1), List.of(3, 1), List.of(3, 2), List.of(1, 2), List.of(0, 1), List.of(0, 1));
        checkAllDirections(new ConvolutionKey(ElementType.FLOAT32, 3, 5, 4, 1, plane, true), new Random(2), "seed 2");
    }

    private void checkAllDirections(ConvolutionKey key, Random random, String seed) {
        NaiveConvolution naive = new NaiveConvolution(key);
        double rounding = Supported.rounding(key.type());
        double tolerance = rounding + TOLERANCE * Math.sqrt(naive.weightsLength());
        NativeFloats source = NativeFloats.random(arena, key.type(), naive.sourceLength(), random);
        NativeFloats weights = NativeFloats.random(arena, key.type(), naive.weightsLength(), random);
        NativeFloats bias = NativeFloats.random(arena, key.type(), key.outputChannels(), random);
        NativeFloats gradient = NativeFloats.random(arena, key.type(), naive.destinationLength(), random);
        NativeFloats destination = NativeFloats.blank(arena, key.type(), naive.destinationLength());
        NativeFloats sourceGradient = NativeFloats.blank(arena, key.type(), naive.sourceLength());
        NativeFloats weightsGradient = NativeFloats.blank(arena, key.type(), naive.weightsLength());
        NativeFloats biasGradient = NativeFloats.blank(arena, key.type(), key.outputChannels());

        convolutions.forward(
                key, source.address(), weights.address(), bias.address(), destination.address(), scratch());
        destination.assertClose(naive.forward(source, weights, bias), tolerance, () -> seed + " forward " + key);

        convolutions.backwardData(key, gradient.address(), weights.address(), sourceGradient.address(), scratch());
        sourceGradient.assertClose(
                naive.backwardData(gradient, weights), tolerance, () -> seed + " backward data " + key);

        convolutions.backwardWeights(
                key,
                source.address(),
                gradient.address(),
                weightsGradient.address(),
                biasGradient.address(),
                scratch());
        weightsGradient.assertClose(
                naive.backwardWeights(source, gradient),
                rounding + TOLERANCE * Math.sqrt(gradient.length()),
                () -> seed + " backward weights " + key);
        if (key.bias()) {
            biasGradient.assertClose(
                    naive.backwardBias(gradient),
                    rounding + TOLERANCE * Math.sqrt(gradient.length()),
                    () -> seed + " backward bias " + key);
        }
    }

    @Test
    void packedWeightsGiveTheSame() {
        Random random = new Random(7);
        ConvolutionKey key = ConvolutionKeys.square(2, 9, 5, 7, 3, 2, 1);
        NaiveConvolution naive = new NaiveConvolution(key);
        NativeFloats source = NativeFloats.random(arena, key.type(), naive.sourceLength(), random);
        NativeFloats weights = NativeFloats.random(arena, key.type(), naive.weightsLength(), random);
        NativeFloats gradient = NativeFloats.random(arena, key.type(), naive.destinationLength(), random);
        NativeFloats destination = NativeFloats.blank(arena, key.type(), naive.destinationLength());
        NativeFloats sourceGradient = NativeFloats.blank(arena, key.type(), naive.sourceLength());

        long packed = pack(key, ConvolutionDirection.FORWARD, weights);
        convolutions.forwardPacked(key, source.address(), packed, 0, destination.address(), scratch());
        destination.assertClose(naive.forward(source, weights, weights), 1e-5, key::toString);

        packed = pack(key, ConvolutionDirection.BACKWARD_DATA, weights);
        convolutions.backwardDataPacked(key, gradient.address(), packed, sourceGradient.address(), scratch());
        sourceGradient.assertClose(naive.backwardData(gradient, weights), 1e-5, key::toString);
    }

    private long pack(ConvolutionKey key, ConvolutionDirection direction, NativeFloats weights) {
        long bytes = convolutions.packedBytes(key, direction);
        assertTrue(bytes >= (long) weights.length() * Float.BYTES, () -> bytes + " bytes");
        long packed = arena.allocate(bytes, 64).address();
        convolutions.packWeights(key, direction, weights.address(), packed, scratch());
        return packed;
    }

    @ParameterizedTest
    @MethodSource("lazuli.backend.cpu.onednn.ConvolutionKeys#common")
    void commonShapesRunOptimizedCode(ConvolutionKey key) {
        for (ConvolutionDirection direction : ConvolutionDirection.values()) {
            String implementation = convolutions.implementation(key, direction);
            assertFalse(OneDnn.isReference(implementation), () -> implementation + " for " + direction + " of " + key);
        }
    }

    @ParameterizedTest
    @EnumSource(ConvolutionDirection.class)
    void nullAddressIsRefused(ConvolutionDirection direction) {
        ConvolutionKey key = ConvolutionKeys.square(1, 5, 3, 4, 3, 1, 1);
        var failure = assertThrows(IllegalArgumentException.class, () -> {
            switch (direction) {
                case FORWARD -> convolutions.forward(key, 0, 0, 0, 0, scratch());
                case BACKWARD_DATA -> convolutions.backwardData(key, 0, 0, 0, scratch());
                case BACKWARD_WEIGHTS -> convolutions.backwardWeights(key, 0, 0, 0, 0, scratch());
            }
        });
        assertTrue(failure.getMessage().contains("input=[5, 5]"), failure::getMessage);
    }

    @Test
    void groupsThatDoNotDivideTheChannelsAreRefused() {
        var failure = assertThrows(IllegalArgumentException.class, () -> ConvolutionKeys.square(1, 8, 3, 4, 3, 1, 2));
        assertEquals("[convolution] 2 groups do not divide channels 3 to 4", failure.getMessage());
    }

    private ScratchAllocator scratch() {
        return TestLibrary.scratch(arena);
    }
}
