package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lazuli.conformance.AnnexG.Part;
import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Complex functions of zeros of either sign, infinities and NaN, and on both sides of branch cuts; the order of complex numbers. */
class ComplexEdgesTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;
    private static final double[] PARTS = {0, -0.0, 0.5, -0.5, 1, -1, 2.5, -2.5, 1000, -1000, INF, -INF, NAN};
    private static int checked;

    /** {@code factor f(z)}, or {@code -i f(iz)} and {@code f(iz)} of a function that is turned. */
    record Row(String name, UnaryOperator<Array> function, AnnexG table, Turn turn, double factor) {
        Row(String name, UnaryOperator<Array> function, AnnexG table) {
            this(name, function, table, Turn.NONE, 1);
        }

        Part @Nullable [] expected(double x, double y) {
            return switch (turn) {
                case NONE -> table.of(x, y);
                case THERE -> table.of(-y, x);
                case THERE_AND_BACK -> {
                    Part @Nullable [] turned = table.of(-y, x);
                    yield turned == null ? null : new Part[] {turned[1], turned[0].times(-1)};
                }
            };
        }

        @Override
        public String toString() {
            return name;
        }
    }

    enum Turn {
        NONE,
        THERE,
        THERE_AND_BACK
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("exp", Mx::exp, AnnexG.EXP),
                new Row("expm1", Mx::expm1, AnnexG.EXPM1),
                new Row("log", Mx::log, AnnexG.LOG),
                new Row("log2", Mx::log2, AnnexG.LOG, Turn.NONE, 1 / Math.log(2)),
                new Row("log10", Mx::log10, AnnexG.LOG, Turn.NONE, 1 / Math.log(10)),
                new Row("log1p", Mx::log1p, AnnexG.LOG1P),
                new Row("sqrt", Mx::sqrt, AnnexG.SQRT),
                new Row("sinh", Mx::sinh, AnnexG.SINH),
                new Row("cosh", Mx::cosh, AnnexG.COSH),
                new Row("tanh", Mx::tanh, AnnexG.TANH),
                new Row("sin", Mx::sin, AnnexG.SINH, Turn.THERE_AND_BACK, 1),
                new Row("cos", Mx::cos, AnnexG.COSH, Turn.THERE, 1),
                new Row("tan", Mx::tan, AnnexG.TANH, Turn.THERE_AND_BACK, 1),
                new Row("arccos", Mx::arccos, AnnexG.ARCCOS),
                new Row("arccosh", Mx::arccosh, AnnexG.ARCCOSH),
                new Row("arcsinh", Mx::arcsinh, AnnexG.ARCSINH),
                new Row("arcsin", Mx::arcsin, AnnexG.ARCSINH, Turn.THERE_AND_BACK, 1),
                new Row("arctanh", Mx::arctanh, AnnexG.ARCTANH),
                new Row("arctan", Mx::arctan, AnnexG.ARCTANH, Turn.THERE_AND_BACK, 1));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void specialValuesAreThoseOfAnnexG(Row row) {
        List<double[]> grid = grid();
        double[][] got = values(row.function().apply(array(grid)));
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < got.length; i++) {
            double[] z = grid.get(i);
            Part @Nullable [] expected = row.expected(z[0], z[1]);
            if (expected != null) {
                checked++;
                if (!expected[0].times(row.factor()).matches(got[i][0])
                        || !expected[1].times(row.factor()).matches(got[i][1])) {
                    wrong.add(row + text(z) + " is " + text(got[i]) + ", not " + Arrays.toString(expected));
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @AfterAll
    static void tell() {
        System.out.println("complex edges: " + checked + " special values of annex G");
    }

    /** At points of both axes the value is the limit from the side that the sign of the zero tells. */
    @ParameterizedTest
    @MethodSource("rows")
    void signOfZeroTellsTheSideOfTheCut(Row row) {
        List<double[]> on = new ArrayList<>();
        List<double[]> beside = new ArrayList<>();
        for (double along : new double[] {-20, -3, -0.5, 0.5, 3, 20}) {
            for (double sign : new double[] {1, -1}) {
                on.add(new double[] {along, 0 * sign});
                beside.add(new double[] {along, 1e-20 * sign});
                on.add(new double[] {0 * sign, along});
                beside.add(new double[] {1e-20 * sign, along});
            }
        }
        double[][] got = values(row.function().apply(array(on)));
        double[][] limit = values(row.function().apply(array(beside)));
        for (int i = 0; i < got.length; i++) {
            String call = row + text(on.get(i));
            assertEquals(limit[i][0], got[i][0], 1e-6 * (1 + Math.abs(limit[i][0])), call);
            assertEquals(limit[i][1], got[i][1], 1e-6 * (1 + Math.abs(limit[i][1])), call);
        }
    }

    /** G.5.1: an infinity is a number with an infinite part, whatever the other. */
    @Test
    void productsAndQuotientsOfInfinitiesAreInfinitiesOrZeros() {
        List<double[]> left = new ArrayList<>();
        List<double[]> right = new ArrayList<>();
        pairs(left, right);
        double[][] products = values(Mx.multiply(array(left), array(right)));
        double[][] quotients = values(Mx.divide(array(left), array(right)));
        for (int i = 0; i < products.length; i++) {
            double[] a = left.get(i);
            double[] b = right.get(i);
            String operands = text(a) + " and " + text(b) + ": ";
            if ((isInfinite(a) && isInfinite(b))
                    || (isInfinite(a) && isNonzero(b))
                    || (isNonzero(a) && isInfinite(b))) {
                assertTrue(isInfinite(products[i]), operands + text(products[i]));
            }
            if ((isInfinite(a) && isFinite(b)) || ((isNonzero(a) || isInfinite(a)) && isZero(b))) {
                assertTrue(isInfinite(quotients[i]), operands + text(quotients[i]));
            }
            if (isFinite(a) && isInfinite(b)) {
                assertTrue(isZero(quotients[i]), operands + text(quotients[i]));
            }
        }
    }

    // spotless:off
    private static final double[][] POWERS = {
        // base         exponent      result
        {0, 0,          0, 0,         1, 0},
        {NAN, NAN,      0, 0,         1, 0},
        {0, 0,          2, 0,         0, 0},
        {0, 0,          0.5, 0,       0, 0},
        {-0.0, 0,       2, 3,         0, 0},
        {0, 0,          -1, 0,        INF, NAN},
        {0, 0,          -0.5, 0,      INF, NAN},
        {0, 0,          -2, 1,        INF, NAN},
        {0, 0,          0, 1,         NAN, NAN},
        {0, 0,          NAN, 0,       NAN, NAN},
        {0, 0,          1, NAN,       NAN, NAN},
        {1, 1,          2, 0,         0, 2},
        {1, 1,          4, 0,         -4, 0},
        {0, 1,          3, 0,         -0.0, -1},
        {0, 2,          -2, 0,        -0.25, -0.0},
    };
    // spotless:on

    @Test
    void powersOfZeroAndByIntegersAreExact() {
        for (double[] row : POWERS) {
            double[] got = values(Mx.power(number(row[0], row[1]), number(row[2], row[3])))[0];
            assertEquals(row[4] + 0.0, got[0] + 0.0, Arrays.toString(row));
            assertEquals(row[5] + 0.0, got[1] + 0.0, Arrays.toString(row));
        }
    }

    /** In ascending order, as NumPy sorts them. */
    private static final List<double[]> ORDER = List.of(
            new double[] {-INF, 5},
            new double[] {-1, -2},
            new double[] {-1, 3},
            new double[] {0, -1},
            new double[] {0, 1},
            new double[] {2, -INF},
            new double[] {2, INF},
            new double[] {INF, 0},
            new double[] {-3, NAN},
            new double[] {2, NAN},
            new double[] {NAN, -4},
            new double[] {NAN, 1},
            new double[] {NAN, NAN});

    @Test
    void sortPutsNanLast() {
        List<double[]> mixed = new ArrayList<>();
        int count = ORDER.size();
        for (int i = 0; i < count; i++) {
            mixed.add(ORDER.get((i * 5 + 3) % count));
        }
        double[][] sorted = values(Mx.sort(array(mixed)));
        for (int i = 0; i < count; i++) {
            assertArrayEquals(ORDER.get(i), sorted[i], "place " + i);
        }
    }

    /** Real parts count first, then imaginary ones; where either number has a NaN that matters, nothing is less, more or equal. */
    @Test
    void comparisonsAreLexicographic() {
        List<double[]> left = new ArrayList<>();
        List<double[]> right = new ArrayList<>();
        pairs(left, right);
        Array a = array(left);
        Array b = array(right);
        boolean[] less = new boolean[left.size()];
        boolean[] lessOrSame = new boolean[left.size()];
        for (int i = 0; i < less.length; i++) {
            double[] x = left.get(i);
            double[] y = right.get(i);
            less[i] = x[0] == y[0] ? x[1] < y[1] : x[0] < y[0] && !Double.isNaN(x[1]) && !Double.isNaN(y[1]);
            lessOrSame[i] = less[i] || (x[0] == y[0] && x[1] == y[1]);
        }
        assertArrayEquals(less, Mx.less(a, b).toBooleanArray());
        assertArrayEquals(less, Mx.greater(b, a).toBooleanArray());
        assertArrayEquals(lessOrSame, Mx.lessEqual(a, b).toBooleanArray());
        assertArrayEquals(lessOrSame, Mx.greaterEqual(b, a).toBooleanArray());
    }

    private static void pairs(List<double[]> left, List<double[]> right) {
        for (double[] a : grid()) {
            for (double[] b : grid()) {
                left.add(a);
                right.add(b);
            }
        }
    }

    @Test
    void magnitudesNeitherOverflowNorVanish() {
        assertEquals(INF, values(Mx.abs(number(NAN, -INF)))[0][0]);
        assertEquals(2.5e38f, values(Mx.abs(number(1.5e38, 2e38)))[0][0], 4e31);
        assertEquals(5e-40f, values(Mx.abs(number(3e-40, 4e-40)))[0][0], 2e-45);
        assertArrayEquals(new double[] {1, 0}, values(Mx.sign(number(INF, 3)))[0]);
        assertArrayEquals(new double[] {-0.0, -1}, values(Mx.sign(number(-2, -INF)))[0]);
        assertArrayEquals(new double[] {0, 0}, values(Mx.sign(number(0, 0)))[0]);
        assertArrayEquals(new double[] {1, 0}, values(Mx.divide(number(2e38, 2e38), number(2e38, 2e38)))[0]);
        assertArrayEquals(new double[] {1, 0}, values(Mx.divide(number(1e-44, 1e-44), number(1e-44, 1e-44)))[0]);
    }

    @Test
    void sumsOfExponentialsKeepTheAngleOfAnInfinity() {
        List<double[]> terms = List.of(new double[] {3, 2}, new double[] {INF, 1}, new double[] {-INF, 2});
        Array x = array(terms);
        double[] expected = {INF, 1};
        assertArrayEquals(expected, values(Mx.logsumexp(x).reshape(1))[0]);
        assertArrayEquals(expected, values(Mx.logcumsumexp(x, 0))[2]);
        assertArrayEquals(expected, values(Mx.logaddexp(number(3, 2), number(INF, 1)))[0]);
        assertArrayEquals(new double[] {3, 2}, values(Mx.logaddexp(number(3, 2), number(-INF, 1)))[0]);
    }

    private static boolean isInfinite(double[] z) {
        return Double.isInfinite(z[0]) || Double.isInfinite(z[1]);
    }

    private static boolean isFinite(double[] z) {
        return Double.isFinite(z[0]) && Double.isFinite(z[1]);
    }

    private static boolean isZero(double[] z) {
        return z[0] == 0 && z[1] == 0;
    }

    private static boolean isNonzero(double[] z) {
        return isFinite(z) && !isZero(z);
    }

    private static List<double[]> grid() {
        List<double[]> grid = new ArrayList<>();
        for (double x : PARTS) {
            for (double y : PARTS) {
                grid.add(new double[] {x, y});
            }
        }
        return grid;
    }

    private static Array number(double re, double im) {
        return Mx.array(Complex.of(re, im)).reshape(1);
    }

    /** By their bytes: a product by i would change zeros and infinities. */
    private static Array array(List<double[]> numbers) {
        float[] parts = new float[2 * numbers.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = (float) numbers.get(i / 2)[i % 2];
        }
        return Mx.view(Mx.array(parts, Shape.of(parts.length)), DType.COMPLEX64);
    }

    private static double[][] values(Array array) {
        double[] re = Mx.real(array).astype(DType.FLOAT64).toDoubleArray();
        double[] im = Mx.imag(array).astype(DType.FLOAT64).toDoubleArray();
        double[][] values = new double[re.length][];
        Arrays.setAll(values, i -> new double[] {re[i], im[i]});
        return values;
    }

    private static String text(double[] z) {
        return "(" + z[0] + " + " + z[1] + "i)";
    }
}
