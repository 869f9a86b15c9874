package lazuli.conformance;

import static lazuli.conformance.PointRow.row;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.Fn1;
import lazuli.core.Mx;
import lazuli.core.Shape;
import org.junit.jupiter.api.Test;

/** First and second derivatives of elementwise operations at zeros, ones, equal operands and extremes. */
class SpecialPointsTest {
    private static final double ALL = Double.MAX_VALUE;
    private static final double LN2 = Math.log(2);
    private static final double LN10 = Math.log(10);

    @Test
    void derivativesOfOneArgumentAreFiniteAndRight() {
        PointDerivatives.check("functions of one argument", unary());
    }

    @Test
    void derivativesOfTwoArgumentsAreFiniteAndRight() {
        PointDerivatives.check("functions of two arguments", binary());
    }

    /** Rows of -infinity are what a mask leaves where it hides everything. */
    @Test
    void equalInfinitiesShareEvenlyAndMaskedRowsHaveNoGradient() {
        double infinity = Double.POSITIVE_INFINITY;
        for (double x : new double[] {infinity, -infinity}) {
            assertGradient(a -> Mx.sum(Mx.logaddexp(a, x)), new double[] {x, 0}, 0.5, x > 0 ? 0 : 1);
        }
        double[] masked = {-infinity, -infinity, 1, -infinity};
        assertGradient(a -> Mx.sum(Mx.logsumexp(a.reshape(2, 2), -1)), masked, 0, 0, 1, 0);
        assertGradient(a -> Mx.sum(Mx.softmax(a, -1).multiply(weights())), masked, 0, 0, 0, 0);
        assertGradient(a -> Mx.sum(Mx.logcumsumexp(a, 0)), new double[] {-infinity, -infinity, 1}, 0, 0, 1);
        assertGradient(a -> Mx.logSoftmax(a, -1).at(2), masked, 0, 0, 0, 0);
    }

    private static Array weights() {
        return Mx.array(new double[] {1, 2, 3, 4}, Shape.of(4));
    }

    private static void assertGradient(Fn1 function, double[] x, double... expected) {
        Array gradient = Mx.grad(function).apply(Mx.array(x, Shape.of(x.length)));
        assertArrayEquals(expected, gradient.toDoubleArray(), 1e-15);
    }

    // spotless:off
    private static List<PointRow> unary() {
        return List.of(
                row("abs",        -ALL, ALL,     Mx::abs,        Math::signum,                       x -> 0).at(0, 0, 0),
                row("sign",       -ALL, ALL,     Mx::sign,       x -> 0,                             x -> 0),
                row("negative",   -ALL, ALL,     Mx::negative,   x -> -1,                            x -> 0),
                row("square",     -ALL, ALL,     Mx::square,     x -> 2 * x,                         x -> 2),
                row("sqrt",       0, ALL,        Mx::sqrt,       x -> 0.5 / Math.sqrt(x),            x -> -0.25 / x / Math.sqrt(x)),
                row("rsqrt",      0, ALL,        Mx::rsqrt,      x -> -0.5 / x / Math.sqrt(x),       x -> 0.75 / x / x / Math.sqrt(x)),
                row("reciprocal", -ALL, ALL,     Mx::reciprocal, x -> -1 / x / x,                    x -> 2 / x / x / x),
                row("exp",        -ALL, ALL,     Mx::exp,        Math::exp,                          Math::exp),
                row("expm1",      -ALL, ALL,     Mx::expm1,      Math::exp,                          Math::exp),
                row("log",        0, ALL,        Mx::log,        x -> 1 / x,                         x -> -1 / x / x),
                row("log2",       0, ALL,        Mx::log2,       x -> 1 / x / LN2,                   x -> -1 / x / x / LN2),
                row("log10",      0, ALL,        Mx::log10,      x -> 1 / x / LN10,                  x -> -1 / x / x / LN10),
                row("log1p",      -1, ALL,       Mx::log1p,      x -> 1 / (1 + x),                   x -> -1 / (1 + x) / (1 + x)),
                row("sin",        -30, 30,       Mx::sin,        Math::cos,                          x -> -Math.sin(x)).ofOne(),
                row("cos",        -30, 30,       Mx::cos,        x -> -Math.sin(x),                  x -> -Math.cos(x)).ofOne(),
                row("tan",        -1, 1,         Mx::tan,        x -> 1 + sq(Math.tan(x)),           x -> 2 * Math.tan(x) * (1 + sq(Math.tan(x)))),
                row("arcsin",     -1, 1,         Mx::arcsin,     x -> 1 / Math.sqrt(1 - x * x),      x -> x / Math.pow(1 - x * x, 1.5)),
                row("arccos",     -1, 1,         Mx::arccos,     x -> -1 / Math.sqrt(1 - x * x),     x -> -x / Math.pow(1 - x * x, 1.5)),
                row("arctan",     -ALL, ALL,     Mx::arctan,     x -> 1 / h(1, x) / h(1, x),         x -> -2 * (x / h(1, x)) / h(1, x) / h(1, x) / h(1, x)),
                row("sinh",       -ALL, ALL,     Mx::sinh,       Math::cosh,                         Math::sinh),
                row("cosh",       -ALL, ALL,     Mx::cosh,       Math::sinh,                         Math::cosh),
                row("tanh",       -ALL, ALL,     Mx::tanh,       SpecialPointsTest::sech2,           x -> -2 * Math.tanh(x) * sech2(x)).ofOne(),
                row("arcsinh",    -ALL, ALL,     Mx::arcsinh,    x -> 1 / Math.hypot(1, x),          x -> -x / Math.hypot(1, x) / Math.hypot(1, x) / Math.hypot(1, x)),
                row("arccosh",    1, ALL,        Mx::arccosh,    x -> 1 / Math.sqrt(x - 1) / Math.sqrt(x + 1), x -> -x / Math.pow(x - 1, 1.5) / Math.pow(x + 1, 1.5)),
                row("arctanh",    -1, 1,         Mx::arctanh,    x -> 1 / (1 - x * x),               x -> 2 * x / sq(1 - x * x)),
                row("sigmoid",    -ALL, ALL,     Mx::sigmoid,    SpecialPointsTest::bell,            x -> -Math.tanh(x / 2) * bell(x)).ofOne(),
                row("erf",        -ALL, ALL,     Mx::erf,        x -> 2 / Math.sqrt(Math.PI) * Math.exp(-x * x), x -> -4 / Math.sqrt(Math.PI) * x * Math.exp(-x * x)),
                row("erfinv",     -0.1, 0.1,     Mx::erfinv,     x -> Math.sqrt(Math.PI) / 2 * (1 + Math.PI / 4 * x * x), x -> Math.PI * Math.sqrt(Math.PI) / 4 * x),
                row("floor",      -ALL, ALL,     Mx::floor,      x -> 0,                             x -> 0),
                row("square by power", -ALL, ALL, x -> Mx.power(x, 2), x -> 2 * x,                   x -> 2),
                row("itself by power", -ALL, ALL, x -> Mx.power(x, 1), x -> 1,                       x -> 0),
                row("one by power", -ALL, ALL,   x -> Mx.power(x, 0), x -> 0,                        x -> 0),
                row("cube by power", -ALL, ALL,  x -> Mx.power(x, 3), x -> 3 * x * x,                x -> 6 * x),
                row("clip",       -ALL, ALL,     x -> Mx.clip(x, -1, 1), x -> Math.abs(x) < 1 ? 1 : 0, x -> 0).at(1, 0, 0).at(-1, 0, 0),
                row("remainder",  -ALL, ALL,     x -> Mx.remainder(x, 3), x -> 1,                    x -> 0));
    }

    private static List<PointRow> binary() {
        return List.of(
                row("multiply",  all(), x -> List.of(Mx.multiply(x.get(0), x.get(1))), x -> x[1], x -> x[0], x -> 0, x -> 1, x -> 0),
                row("divide",    all(), x -> List.of(Mx.divide(x.get(0), x.get(1))), x -> 1 / x[1], x -> -x[0] / x[1] / x[1], x -> 0, x -> -1 / x[1] / x[1], x -> 2 * (x[0] / x[1] / x[1] / x[1])),
                row("maximum",   all(), x -> List.of(Mx.maximum(x.get(0), x.get(1))), x -> x[0] > x[1] ? 1 : 0, x -> x[0] > x[1] ? 0 : 1, x -> 0, x -> 0, x -> 0),
                row("minimum",   all(), x -> List.of(Mx.minimum(x.get(0), x.get(1))), x -> x[0] < x[1] ? 1 : 0, x -> x[0] < x[1] ? 0 : 1, x -> 0, x -> 0, x -> 0),
                row("logaddexp", all(), x -> List.of(Mx.logaddexp(x.get(0), x.get(1))), x -> logistic(x[0] - x[1]), x -> logistic(x[1] - x[0]), x -> bell(x[0] - x[1]), x -> -bell(x[0] - x[1]), x -> bell(x[0] - x[1])).ofOne(),
                row("arctan2",   x -> Math.abs(x[0]) < 1e150 && Math.abs(x[1]) < 1e150, x -> List.of(Mx.arctan2(x.get(0), x.get(1))),
                        x -> x[1] / h(x) / h(x), x -> -x[0] / h(x) / h(x),
                        x -> -2 * (x[0] / h(x)) * (x[1] / h(x)) / h(x) / h(x), x -> (x[0] / h(x) - x[1] / h(x)) * ((x[0] + x[1]) / h(x)) / h(x) / h(x), x -> 2 * (x[0] / h(x)) * (x[1] / h(x)) / h(x) / h(x))
                        .at(x -> x[0] == 0 && x[1] == 0, List.of(0.0, 0.0), List.of(Double.NaN, Double.NaN, Double.NaN)),
                row("power",     x -> x[0] >= 0 || x[1] == 2, x -> List.of(Mx.power(x.get(0), x.get(1))),
                        x -> x[1] == 0 ? 0 : x[1] * Math.pow(x[0], x[1] - 1),
                        x -> x[0] == 0 ? 0 : Math.pow(x[0], x[1]) * Math.log(x[0]),
                        x -> x[1] == 0 || x[1] == 1 ? 0 : x[1] * (x[1] - 1) * Math.pow(x[0], x[1] - 2),
                        x -> x[0] == 0 ? (x[1] > 1 ? 0 : Double.NaN) : Math.pow(x[0], x[1] - 1) * (1 + x[1] * Math.log(x[0])),
                        x -> x[0] == 0 ? 0 : Math.pow(x[0], x[1]) * Math.log(x[0]) * Math.log(x[0])));
    }
    // spotless:on

    private static PointRow.Region all() {
        return x -> true;
    }

    private static double sq(double x) {
        return x * x;
    }

    private static double h(double... x) {
        return Math.hypot(x[0], x[1]);
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double bell(double x) {
        return logistic(x) * logistic(-x);
    }

    private static double sech2(double x) {
        return 4 * bell(2 * x);
    }
}
