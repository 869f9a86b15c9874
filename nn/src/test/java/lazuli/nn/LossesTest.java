package lazuli.nn;

import static lazuli.core.Mx.array;
import static lazuli.core.Mx.full;
import static lazuli.core.Mx.grad;
import static lazuli.core.Mx.multiply;
import static lazuli.core.Mx.ones;
import static lazuli.core.Mx.sum;
import static lazuli.core.Mx.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Digits, ignored and wrong targets, class weights, and shapes of losses. */
class LossesTest {
    private static final CrossEntropyOptions PLAIN = CrossEntropyOptions.DEFAULTS;
    private static final CrossEntropyOptions MEAN = PLAIN.reduction(Reduction.MEAN);

    /** Logits of three classes whose log probabilities are those of PyTorch's documentation of {@code CrossEntropyLoss}. */
    private static final double[][] LOGITS = {{1, 2, 3}, {0.5, -1, 0}, {2, 2, -2}, {0, 0, 4}};

    private static final double[] CLASS_WEIGHTS = {0.5, 2, 3};

    private static Array logits() {
        return array(Arrays.stream(LOGITS).flatMapToDouble(Arrays::stream).toArray(), Shape.of(4, 3))
                .astype(DType.FLOAT64);
    }

    private static Array classWeights() {
        return array(CLASS_WEIGHTS, Shape.of(3)).astype(DType.FLOAT64);
    }

    /** The loss of one class by the definition. */
    private static double loss(int row, int target) {
        double total = 0;
        for (double logit : LOGITS[row]) {
            total += Math.exp(logit - LOGITS[row][target]);
        }
        return Math.log(total);
    }

    @Test
    void crossEntropyOfLargeLogitsKeepsItsDigits() {
        Array logits = array(1e8f, 1e8f).reshape(1, 2);
        Array target = array(new int[] {0}, Shape.of(1));
        assertEquals(Math.log(2), Losses.crossEntropy(logits, target).itemFloat(), 1e-7);
        Array gradient = grad(x -> sum(Losses.crossEntropy(x, target))).apply(logits);
        assertArrayEquals(new float[] {-0.5f, 0.5f}, gradient.toFloatArray());
        Array bfloat = array(60f, 59.5f).reshape(1, 2).astype(DType.BFLOAT16);
        double expected = Math.log1p(Math.exp(-0.5));
        assertEquals(
                expected,
                Losses.crossEntropy(bfloat, target).astype(DType.FLOAT32).itemFloat(),
                expected / 256);
    }

    @Test
    void logSumExpHasTheGradientOfSoftmax() {
        Array x = array(1e8f, 1e8f);
        assertArrayEquals(
                new float[] {0.5f, 0.5f}, grad(a -> Mx.logsumexp(a)).apply(x).toFloatArray());
        Array tangent = Mx.jvp(a -> Mx.logsumexp(a), List.of(x), List.of(array(1f, 0f)))
                .tangents()
                .getFirst();
        assertEquals(0.5f, tangent.itemFloat());
    }

    static List<Arguments> smallLosses() {
        return List.of(
                Arguments.of("binary cross entropy of a sure hit", 20.0, 1.0, Math.log1p(Math.exp(-20))),
                Arguments.of("binary cross entropy of a sure rejection", -20.0, 0.0, Math.log1p(Math.exp(-20))),
                Arguments.of("binary cross entropy of a sure miss", -20.0, 1.0, 20 + Math.log1p(Math.exp(-20))),
                Arguments.of("binary cross entropy of half a target", 20.0, 0.5, 10 + Math.log1p(Math.exp(-20))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smallLosses")
    void binaryCrossEntropyKeepsItsDigits(String name, double logit, double target, double expected) {
        Array x = full(Shape.of(1), logit, DType.FLOAT32);
        Array y = full(Shape.of(1), target, DType.FLOAT32);
        assertEquals(expected, Losses.binaryCrossEntropy(x, y).itemFloat(), expected * 1e-6);
        double slope = 1 / (1 + Math.exp(-logit)) - target;
        assertEquals(slope, grad(a -> Losses.binaryCrossEntropy(a, y)).apply(x).itemFloat(), 1e-7);
    }

    @Test
    void binaryCrossEntropyHasItsDerivativesAtZero() {
        Array y = ones(Shape.of(1), DType.FLOAT64);
        UnaryOperator<Array> first = grad(a -> Losses.binaryCrossEntropy(a, y))::apply;
        Array zero = zeros(Shape.of(1), DType.FLOAT64);
        assertEquals(-0.5, first.apply(zero).itemDouble());
        assertEquals(0.25, grad(a -> sum(first.apply(a))).apply(zero).itemDouble());
    }

    @Test
    void logCoshOfSmallErrorsKeepsItsDigits() {
        for (double error : new double[] {1e-4, 1e-2, 0.5, 1, 2, 100}) {
            Array x = full(Shape.of(1), error, DType.FLOAT32);
            double expected = error < 1e-3 ? error * error / 2 : Math.log(Math.cosh(error));
            assertEquals(expected, Losses.logCoshLoss(x, zeros(1)).itemFloat(), expected * 1e-5, "error " + error);
            float slope =
                    grad(a -> sum(Losses.logCoshLoss(a, zeros(1)))).apply(x).itemFloat();
            assertEquals(Math.tanh(error), slope, 1e-6, "error " + error);
        }
    }

    @Test
    void anIgnoredIndexHasNoLossAndNoGradient() {
        Array targets = array(new int[] {2, -100, 1, -100}, Shape.of(4));
        double[] losses = {loss(0, 2), 0, loss(2, 1), 0};
        CrossEntropyOptions ignoring = PLAIN.ignoreIndex(-100);
        assertArrayEquals(
                losses, Losses.crossEntropy(logits(), targets, ignoring).toDoubleArray(), 1e-12);
        Array mean = Losses.crossEntropy(logits(), targets, ignoring.reduction(Reduction.MEAN));
        assertEquals((losses[0] + losses[2]) / 2, mean.itemDouble(), 1e-12);
        double[] gradient = grad(x -> Losses.crossEntropy(x, targets, ignoring.reduction(Reduction.SUM)))
                .apply(logits())
                .toDoubleArray();
        assertArrayEquals(new double[3], Arrays.copyOfRange(gradient, 3, 6));
        assertArrayEquals(new double[3], Arrays.copyOfRange(gradient, 9, 12));
        Array all = full(Shape.of(4), -100, DType.INT32);
        assertTrue(Double.isNaN(Losses.crossEntropy(logits(), all, ignoring.reduction(Reduction.MEAN))
                .itemDouble()));
    }

    @Test
    void anyClassCanBeIgnored() {
        Array targets = array(new int[] {0, 1, 0, 2}, Shape.of(4)).astype(DType.UINT8);
        double mean =
                Losses.crossEntropy(logits(), targets, MEAN.ignoreIndex(0)).itemDouble();
        assertEquals((loss(1, 1) + loss(3, 2)) / 2, mean, 1e-12);
    }

    @Test
    void classWeightsWeighTheMean() {
        Array targets = array(new int[] {2, 0, 1, -1}, Shape.of(4));
        double[] expected = {3 * loss(0, 2), 0.5 * loss(1, 0), 2 * loss(2, 1), 0};
        CrossEntropyOptions weighted = PLAIN.ignoreIndex(-1).classWeights(classWeights());
        assertArrayEquals(
                expected, Losses.crossEntropy(logits(), targets, weighted).toDoubleArray(), 1e-12);
        double mean = Losses.crossEntropy(logits(), targets, weighted.reduction(Reduction.MEAN))
                .itemDouble();
        assertEquals(Arrays.stream(expected).sum() / 5.5, mean, 1e-12);
    }

    /** As PyTorch: the smoothed part is weighted by class too, and the mean divides by the weights of the targets. */
    @Test
    void smoothingSpreadsTheTargetOverWeightedClasses() {
        Array targets = array(new int[] {2, 0, 1, 2}, Shape.of(4));
        CrossEntropyOptions smoothed = MEAN.classWeights(classWeights()).labelSmoothing(0.2);
        int[] rows = {2, 0, 1, 2};
        double total = 0;
        double counted = 0;
        for (int i = 0; i < 4; i++) {
            double all = 0;
            for (int c = 0; c < 3; c++) {
                all += CLASS_WEIGHTS[c] * loss(i, c) / 3;
            }
            total += 0.8 * CLASS_WEIGHTS[rows[i]] * loss(i, rows[i]) + 0.2 * all;
            counted += CLASS_WEIGHTS[rows[i]];
        }
        assertEquals(
                total / counted,
                Losses.crossEntropy(logits(), targets, smoothed).itemDouble(),
                1e-12);
    }

    @Test
    void classWeightsWeighProbabilitiesToo() {
        Array targets = array(new double[] {0.2, 0.3, 0.5, 1, 0, 0, 0, 0.5, 0.5, 0, 0, 1}, Shape.of(4, 3))
                .astype(DType.FLOAT64);
        double first = 0.2 * 0.5 * loss(0, 0) + 0.3 * 2 * loss(0, 1) + 0.5 * 3 * loss(0, 2);
        double[] losses = Losses.crossEntropy(logits(), targets, PLAIN.classWeights(classWeights()))
                .toDoubleArray();
        assertEquals(first, losses[0], 1e-12);
        assertEquals(0.5 * loss(1, 0), losses[1], 1e-12);
    }

    @Test
    void anIndexThatIsNoClassIsNeverCounted() {
        Array many = zeros(Shape.of(4, 200), DType.FLOAT32);
        Array targets = array(new int[] {-100, 200, 199, -1}, Shape.of(4));
        float[] losses = Losses.crossEntropy(many, targets).toFloatArray();
        float each = (float) Math.log(200);
        assertArrayEquals(new float[] {Float.NaN, Float.NaN, each, Float.NaN}, losses, 1e-5f);
        float[] likelihoods = Losses.nllLoss(many, targets).toFloatArray();
        assertArrayEquals(new float[] {Float.NaN, Float.NaN, 0, Float.NaN}, likelihoods, 1e-5f);
        CrossEntropyOptions ignoring = PLAIN.ignoreIndex(-100);
        assertArrayEquals(
                new float[] {0, Float.NaN, each, Float.NaN},
                Losses.crossEntropy(many, targets, ignoring).toFloatArray(),
                1e-5f);
    }

    @Test
    void optionsThatDoNotFitAreRefused() {
        Array targets = array(new int[] {2, 0, 1, 2}, Shape.of(4));
        assertThrows(ShapeException.class, () -> Losses.crossEntropy(logits(), targets, PLAIN.classWeights(ones(4))));
        assertThrows(DTypeException.class, () -> Losses.crossEntropy(logits(), targets.astype(DType.FLOAT32)));
        assertThrows(
                IllegalArgumentException.class, () -> Losses.crossEntropy(logits(), logits(), PLAIN.ignoreIndex(0)));
        assertThrows(IllegalArgumentException.class, () -> PLAIN.labelSmoothing(1));
    }

    static List<Arguments> losses() {
        return List.of(
                row("cross_entropy", Losses::crossEntropy),
                row("binary_cross_entropy", Losses::binaryCrossEntropy),
                row("l1_loss", Losses::l1Loss),
                row("mse_loss", Losses::mseLoss),
                row("nll_loss", Losses::nllLoss),
                row("gaussian_nll_loss", (a, b) -> Losses.gaussianNllLoss(a, b, ones(2, 3))),
                row("gaussian_nll_loss", (a, b) -> Losses.gaussianNllLoss(a, a, b)),
                row("kl_div_loss", Losses::klDivLoss),
                row("smooth_l1_loss", Losses::smoothL1Loss),
                row("huber_loss", Losses::huberLoss),
                row("log_cosh_loss", Losses::logCoshLoss),
                row("hinge_loss", Losses::hingeLoss),
                row("cosine_similarity_loss", Losses::cosineSimilarityLoss),
                row("margin_ranking_loss", (a, b) -> Losses.marginRankingLoss(a, b, a)),
                row("margin_ranking_loss", (a, b) -> Losses.marginRankingLoss(a, a, b)),
                row("triplet_loss", (a, b) -> Losses.tripletLoss(a, b, a)),
                row("triplet_loss", (a, b) -> Losses.tripletLoss(a, a, b)));
    }

    private static Arguments row(String name, BinaryOperator<Array> loss) {
        return Arguments.of(name, loss);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void refusesShapesThatDiffer(String name, BinaryOperator<Array> loss) {
        for (Shape other : List.of(Shape.of(2, 1), Shape.of(1, 3), Shape.of(3), Shape.of(3, 2), Shape.SCALAR)) {
            ShapeException refused = assertThrows(
                    ShapeException.class, () -> loss.apply(ones(2, 3), ones(other, DType.FLOAT32)), other.toString());
            String message = refused.getMessage();
            assertTrue(message.startsWith("[" + name + "] "), message);
            assertTrue(message.contains("(2, 3)") && message.contains(other.toString()), message);
        }
    }

    @Test
    void cosineOfZeroVectorsHasAFiniteGradient() {
        Array zero = zeros(1, 3);
        float[] gradient = grad(x -> sum(Losses.cosineSimilarityLoss(x, multiply(ones(1, 3), 2))))
                .apply(zero)
                .toFloatArray();
        for (float slope : gradient) {
            assertTrue(Float.isFinite(slope), Arrays.toString(gradient));
        }
    }
}
