package lazuli.nn;

import static lazuli.conformance.PointRow.row;
import static lazuli.core.Mx.full;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleUnaryOperator;
import lazuli.conformance.PointDerivatives;
import lazuli.conformance.PointRow;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.FnN;
import lazuli.core.Linalg;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.transform.ReverseMode;
import org.junit.jupiter.api.Test;

/** First and second derivatives of activations and losses at zeros, ones, equal operands and extremes. */
class SpecialPointsTest {
    private static final double ALL = Double.MAX_VALUE;
    private static final double ALPHA = 1.67326;
    private static final double SCALE = 1.0507;

    @Test
    void derivativesOfActivationsAreFiniteAndRight() {
        PointDerivatives.check("activations", activations());
    }

    @Test
    void derivativesOfLossesAreFiniteAndRight() {
        PointDerivatives.check("losses", losses());
    }

    // spotless:off
    private static List<PointRow> activations() {
        return List.of(
                row("relu",       -ALL, ALL, Activations::relu,       x -> x > 0 ? 1 : 0, x -> 0),
                row("relu2",      -ALL, ALL, Activations::relu2,      x -> x > 0 ? 2 * x : 0, x -> x > 0 ? 2 : 0),
                row("relu6",      -ALL, ALL, Activations::relu6,      x -> x > 0 && x < 6 ? 1 : 0, x -> 0),
                row("leakyRelu",  -ALL, ALL, Activations::leakyRelu,  x -> x >= 0 ? 1 : 0.01, x -> 0),
                row("prelu",      -ALL, ALL, x -> Activations.prelu(x, full(Shape.of(1), 0.25, x.dtype())), x -> x > 0 ? 1 : 0.25, x -> 0),
                row("elu",        -ALL, ALL, Activations::elu,        x -> x > 0 ? 1 : Math.exp(x), x -> x > 0 ? 0 : Math.exp(x)),
                row("elu of 2",   -ALL, ALL, x -> Activations.elu(x, 2), x -> x > 0 ? 1 : 2 * Math.exp(x), x -> x > 0 ? 0 : 2 * Math.exp(x)),
                row("selu",       -ALL, ALL, Activations::selu,       x -> x > 0 ? SCALE : SCALE * ALPHA * Math.exp(x), x -> x > 0 ? 0 : SCALE * ALPHA * Math.exp(x)),
                row("celu",       -ALL, ALL, Activations::celu,       x -> x > 0 ? 1 : Math.exp(x), x -> x > 0 ? 0 : Math.exp(x)),
                row("celu of 2",  -ALL, ALL, x -> Activations.celu(x, 2), x -> x > 0 ? 1 : Math.exp(x / 2), x -> x > 0 ? 0 : Math.exp(x / 2) / 2),
                row("sigmoid",    -ALL, ALL, Mx::sigmoid,    SpecialPointsTest::bell, x -> -Math.tanh(x / 2) * bell(x)).ofOne(),
                row("logSigmoid", -ALL, ALL, Activations::logSigmoid, x -> logistic(-x), x -> -bell(x)).ofOne(),
                row("softplus",   -ALL, ALL, Activations::softplus,   SpecialPointsTest::logistic, SpecialPointsTest::bell).ofOne(),
                row("tanh",       -ALL, ALL, Mx::tanh,       x -> 4 * bell(2 * x), x -> -8 * Math.tanh(x) * bell(2 * x)).ofOne(),
                row("silu",       -ALL, ALL, Activations::silu,       x -> logistic(x) + zero(x, bell(x)), x -> 2 * bell(x) - zero(x, bell(x)) * Math.tanh(x / 2)).ofOne(),
                row("gelu",       -30, 30,   Activations::gelu,       x -> normal(x) + x * density(x), x -> (2 - x * x) * density(x)).ofOne(),
                row("geluApprox", -ALL, ALL, Activations::geluApprox, SpecialPointsTest::gelu1, SpecialPointsTest::gelu2).ofOne(),
                row("geluFastApprox", -ALL, ALL, Activations::geluFastApprox, x -> logistic(1.702 * x) + zero(1.702 * x, bell(1.702 * x)), x -> 1.702 * (2 * bell(1.702 * x) - zero(1.702 * x, bell(1.702 * x)) * Math.tanh(0.851 * x))).ofOne(),
                row("softsign",   -ALL, ALL, Activations::softsign,   x -> 1 / (1 + Math.abs(x)) / (1 + Math.abs(x)), x -> -2 * Math.signum(x) / (1 + Math.abs(x)) / (1 + Math.abs(x)) / (1 + Math.abs(x))).ofOne(),
                row("mish",       -ALL, ALL, Activations::mish,       SpecialPointsTest::mish1, SpecialPointsTest::mish2).ofOne(),
                row("hardswish",  -ALL, ALL, Activations::hardswish,  x -> x >= 3 ? 1 : x > -3 ? x / 3 + 0.5 : 0, x -> Math.abs(x) < 3 ? 1 / 3.0 : 0),
                row("hardTanh",   -ALL, ALL, Activations::hardTanh,   x -> Math.abs(x) < 1 ? 1 : 0, x -> 0),
                row("hardShrink", -ALL, ALL, Activations::hardShrink, x -> Math.abs(x) > 0.5 ? 1 : 0, x -> 0),
                row("softshrink", -ALL, ALL, Activations::softshrink, x -> Math.abs(x) > 0.5 ? 1 : 0, x -> 0));
    }

    private static List<PointRow> losses() {
        return List.of(
                loss("l1",       Losses::l1Loss,       Math::signum, e -> 0),
                loss("mse",      Losses::mseLoss,      e -> 2 * e, e -> 2),
                loss("smoothL1", (a, b, r) -> Losses.smoothL1Loss(a, b, 1, r), e -> Math.abs(e) < 1 ? e : Math.signum(e), e -> Math.abs(e) < 1 ? 1 : 0),
                loss("smoothL1 of beta 0", (a, b, r) -> Losses.smoothL1Loss(a, b, 0, r), Math::signum, e -> 0),
                loss("huber",    (a, b, r) -> Losses.huberLoss(a, b, 2, r), e -> Math.abs(e) < 2 ? e : 2 * Math.signum(e), e -> Math.abs(e) < 2 ? 1 : 0),
                loss("logCosh",  Losses::logCoshLoss,  Math::tanh, e -> 4 * bell(2 * e)).ofOne(),
                row("binary cross entropy of logits", x -> x[1] >= 0 && x[1] <= 1,
                        x -> List.of(Losses.binaryCrossEntropy(x.get(0), x.get(1), null, true, Reduction.NONE)),
                        x -> logistic(x[0]) - x[1], x -> -x[0], x -> bell(x[0]), x -> -1, x -> 0).ofOne(),
                row("binary cross entropy of probabilities", x -> x[0] >= 1e-3 && x[0] <= 1 && x[1] >= 0 && x[1] <= 1,
                        x -> List.of(Losses.binaryCrossEntropy(x.get(0), x.get(1), null, false, Reduction.NONE)),
                        x -> (1 - x[1]) / (1 - x[0]) - x[1] / x[0], x -> Math.log1p(-x[0]) - Math.log(x[0]),
                        x -> (1 - x[1]) / (1 - x[0]) / (1 - x[0]) + x[1] / x[0] / x[0], x -> -1 / (1 - x[0]) - 1 / x[0], x -> 0)
                        .at(x -> x[0] == 1 && x[1] == 1, List.of(0.0, -100.0), List.of(Double.NaN, Double.NaN, 0.0))
                        .at(x -> x[0] == 1, List.of(Double.NaN, -100.0), List.of(Double.NaN, Double.NaN, 0.0)));
    }
    // spotless:on

    private interface Loss {
        Array of(Array predictions, Array targets, Reduction reduction);
    }

    /** A loss of the distance of predictions and targets. */
    private static PointRow loss(String name, Loss loss, DoubleUnaryOperator first, DoubleUnaryOperator second) {
        return row(
                name,
                x -> true,
                x -> List.of(loss.of(x.get(0), x.get(1), Reduction.NONE)),
                x -> first.applyAsDouble(x[0] - x[1]),
                x -> -first.applyAsDouble(x[0] - x[1]),
                x -> second.applyAsDouble(x[0] - x[1]),
                x -> -second.applyAsDouble(x[0] - x[1]),
                x -> second.applyAsDouble(x[0] - x[1]));
    }

    @Test
    void gradientsOfLossesOfVectorsHoldAtZeroAndAtEqualVectors() {
        Array zero = vectors(0, 0, 0);
        Array some = vectors(1, -2, 2);
        // Below epsilon the product of lengths does not count: the derivative is the other vector over epsilon.
        assertGradient(
                (a, b) -> Losses.cosineSimilarityLoss(a, b, -1, 1e-2, Reduction.SUM), zero, some, 100, -200, 200);
        assertGradient((a, b) -> Losses.cosineSimilarityLoss(a, b, -1, 1e-2, Reduction.SUM), zero, zero, 0, 0, 0);
        assertGradient((a, b) -> Losses.tripletLoss(a, b, Mx.add(b, 0.1)).sum(), some, some, 0.57734, 0.57734, 0.57734);
        Array impossible = full(Shape.of(1, 3), Double.NEGATIVE_INFINITY, DType.FLOAT64);
        assertGradient((a, b) -> Losses.klDivLoss(a, b).sum(), some, impossible, 0, 0, 0);
        assertGradient((a, b) -> Mx.sum(Linalg.norm(a, new int[] {-1}, false)), zero, some, 0, 0, 0);
        assertGradient((a, b) -> Mx.sum(Linalg.norm(a, 3, new int[] {-1}, false)), zero, some, 0, 0, 0);
        assertGradient((a, b) -> Mx.std(Mx.add(a, 2)), zero, some, 0, 0, 0);
    }

    private static Array vectors(double... values) {
        return Mx.array(values, Shape.of(1, values.length));
    }

    private static void assertGradient(BinaryOperator<Array> loss, Array a, Array b, double... expected) {
        FnN function = x -> List.of(loss.apply(x.getFirst(), b));
        Array gradient = ReverseMode.grad(function, List.of(a), new int[] {0})
                .gradients()
                .getFirst();
        assertArrayEquals(expected, gradient.toDoubleArray(), 1e-5);
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double bell(double x) {
        return logistic(x) * logistic(-x);
    }

    /** A product that is zero where one factor is. */
    private static double zero(double x, double factor) {
        return factor == 0 ? 0 : x * factor;
    }

    private static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    /** The normal distribution function: a series near 0, a continued fraction further out (Abramowitz and Stegun 26.2.11, 26.2.14). */
    private static double normal(double x) {
        if (Math.abs(x) > 4) {
            double fraction = Math.abs(x);
            for (int i = 200; i > 0; i--) {
                fraction = Math.abs(x) + i / fraction;
            }
            return x > 0 ? 1 - density(x) / fraction : density(x) / fraction;
        }
        double term = x;
        double sum = x;
        for (int i = 1; i < 200; i++) {
            term *= x * x / (2 * i + 1);
            sum += term;
        }
        return 0.5 + sum * density(x);
    }

    private static double gelu1(double x) {
        if (Math.abs(x) > 30) {
            return x > 0 ? 1 : 0;
        }
        double c = Math.sqrt(2 / Math.PI);
        double inner = c * (x + 0.044715 * x * x * x);
        double slope = c * (1 + 3 * 0.044715 * x * x);
        return logistic(2 * inner) + 2 * x * bell(2 * inner) * slope;
    }

    private static double gelu2(double x) {
        if (Math.abs(x) > 30) {
            return 0;
        }
        double c = Math.sqrt(2 / Math.PI);
        double inner = c * (x + 0.044715 * x * x * x);
        double slope = c * (1 + 3 * 0.044715 * x * x);
        double curvature = c * 6 * 0.044715 * x;
        double bell = 2 * bell(2 * inner);
        return 2 * bell * slope + x * bell * (curvature - 2 * Math.tanh(inner) * slope * slope);
    }

    private static double mish1(double x) {
        double t = Math.tanh(softplus(x));
        return t + zero(x, (1 - t * t) * logistic(x));
    }

    private static double mish2(double x) {
        double t = Math.tanh(softplus(x));
        double s = logistic(x);
        double steep = 1 - t * t;
        return 2 * steep * s + zero(x, steep * (bell(x) - 2 * t * s * s));
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
