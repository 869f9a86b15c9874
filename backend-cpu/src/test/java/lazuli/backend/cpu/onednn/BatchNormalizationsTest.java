package lazuli.backend.cpu.onednn;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchNormalizationsTest {
    private static final double TOLERANCE = 2e-5;

    private final BatchNormalizations normalizations = TestLibrary.require().batchNormalizations();
    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void free() {
        arena.close();
    }

    @ParameterizedTest
    @CsvSource({
        "4, 64, 32, true, false",
        "4, 64, 32, true, true",
        "4, 64, 32, false, false",
        "3, 35, 16, true, true",
        "3, 35, 17, true, false",
        "3, 35, 17, true, true",
        "3, 35, 3, false, true",
        "37, 1, 48, true, false",
        "37, 1, 5, true, true",
        "2, 1, 1, true, false",
        "1, 50, 64, true, false",
        "64, 16, 128, true, true"
    })
    void bothDirectionsEqualTheFormulas(int batch, int space, int channels, boolean affine, boolean relu) {
        var key = new BatchNormalizationKey(batch, space, channels, 1e-3f, affine, relu);
        Random random = new Random(key.hashCode());
        int length = batch * space * channels;
        NativeFloats source = NativeFloats.random(arena, ElementType.FLOAT32, length, random);
        NativeFloats scale = NativeFloats.random(arena, ElementType.FLOAT32, channels, random);
        NativeFloats shift = NativeFloats.random(arena, ElementType.FLOAT32, channels, random);
        NativeFloats gradient = NativeFloats.random(arena, ElementType.FLOAT32, length, random);
        NativeFloats mean = NativeFloats.blank(arena, ElementType.FLOAT32, channels);
        NativeFloats variance = NativeFloats.blank(arena, ElementType.FLOAT32, channels);
        NativeFloats destination = NativeFloats.blank(arena, ElementType.FLOAT32, length);
        var statistics = new Statistics(mean.address(), variance.address());
        var parameters = affine ? new ScaleAndShift(scale.address(), shift.address()) : ScaleAndShift.NONE;
        var naive = new NaiveBatchNormalization(key, source);

        long workspace = workspace(key);
        normalizations.forwardTraining(
                key, source.address(), parameters, destination.address(), statistics, workspace, scratch());
        mean.assertClose(naive.mean, TOLERANCE, () -> "mean " + key);
        variance.assertClose(naive.variance, TOLERANCE, () -> "variance " + key);
        destination.assertClose(naive.forward(scale, shift), TOLERANCE, () -> "training " + key);

        NativeFloats again = NativeFloats.blank(arena, ElementType.FLOAT32, length);
        normalizations.forward(key, source.address(), statistics, parameters, again.address(), scratch());
        again.assertClose(naive.forward(scale, shift), TOLERANCE, () -> "inference " + key);

        NativeFloats sourceGradient = NativeFloats.blank(arena, ElementType.FLOAT32, length);
        NativeFloats scaleGradient = NativeFloats.blank(arena, ElementType.FLOAT32, channels);
        NativeFloats shiftGradient = NativeFloats.blank(arena, ElementType.FLOAT32, channels);
        normalizations.backward(
                key,
                source.address(),
                statistics,
                parameters,
                workspace,
                gradient.address(),
                sourceGradient.address(),
                new ScaleAndShift(scaleGradient.address(), shiftGradient.address()),
                scratch());
        double[] before = naive.beforeRelu(gradient, scale, shift);
        sourceGradient.assertClose(naive.sourceGradient(before, scale), TOLERANCE, () -> "source gradient " + key);
        if (affine) {
            double tolerance = TOLERANCE * Math.sqrt(batch * space);
            scaleGradient.assertClose(naive.scaleGradient(before), tolerance, () -> "scale gradient " + key);
            shiftGradient.assertClose(naive.shiftGradient(before), tolerance, () -> "shift gradient " + key);
        }
    }

    private long workspace(BatchNormalizationKey key) {
        long bytes = normalizations.workspaceBytes(key);
        return bytes == 0 ? 0 : arena.allocate(bytes, 64).address();
    }

    @ParameterizedTest
    @CsvSource({"64, 1024, 64", "64, 256, 128", "64, 64, 256", "64, 16, 512", "64, 1, 512"})
    void commonShapesRunOptimizedCode(int batch, int space, int channels) {
        var key = new BatchNormalizationKey(batch, space, channels, 1e-5f, true, false);
        for (String implementation :
                new String[] {normalizations.forwardImplementation(key), normalizations.backwardImplementation(key)}) {
            assertFalse(OneDnn.isReference(implementation), () -> implementation + " for " + key);
        }
    }

    @Test
    void channelsThatFillNoVectorAreReportedAsSlow() {
        var key = new BatchNormalizationKey(4, 64, 33, 1e-5f, true, false);
        assertTrue(OneDnn.isReference(normalizations.forwardImplementation(key)));
    }

    @Test
    void emptyShapesAreRefused() {
        var failure = assertThrows(
                IllegalArgumentException.class, () -> new BatchNormalizationKey(4, 0, 8, 1e-5f, true, false));
        assertTrue(failure.getMessage().contains("batch 4, space 0, channels 8"), failure::getMessage);
    }

    @Test
    void nullAddressIsRefused() {
        var key = new BatchNormalizationKey(4, 6, 16, 1e-5f, true, false);
        var failure = assertThrows(
                IllegalArgumentException.class,
                () -> normalizations.forward(key, 0, new Statistics(0, 0), ScaleAndShift.NONE, 0, scratch()));
        assertTrue(failure.getMessage().contains("batch=4, space=6, channels=16"), failure::getMessage);
    }

    private ScratchAllocator scratch() {
        return TestLibrary.scratch(arena);
    }
}
