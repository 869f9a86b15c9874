package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Values at edges against plain Java: zeros of both signs, infinities, NaN, subnormal and extreme numbers, the extreme integers. Every provider
 * is compared with the same numbers.
 */
class EdgeValuesTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final int ROWS = 300;

    /** Most elementary functions of float64 are this many units from StrictMath's, which is one from the exact value. */
    private static final double UNITS = 6;

    private record Unary(String name, UnaryOperator<Array> operation, DoubleUnaryOperator reference) {}

    private record Binary(String name, BinaryOperator<Array> operation, DoubleBinaryOperator reference) {}

    private record Whole(
            String name, BinaryOperator<Array> operation, BinaryOperator<BigInteger> reference, boolean divides) {}

    private record Row(String name, UnaryOperator<Array> operation, UnaryOperator<double[]> reference) {}

    // spotless:off
    private static final List<Unary> UNARY = List.of(
            new Unary("abs", Mx::abs, Math::abs),
            new Unary("negative", Mx::negative, x -> -x),
            // 0 of NaN, as in MLX and PyTorch.
            new Unary("sign", Mx::sign, x -> x > 0 ? 1 : x < 0 ? -1 : 0),
            new Unary("square", Mx::square, x -> x * x),
            new Unary("sqrt", Mx::sqrt, Math::sqrt),
            new Unary("rsqrt", Mx::rsqrt, x -> 1 / Math.sqrt(x)),
            new Unary("reciprocal", Mx::reciprocal, x -> 1 / x),
            new Unary("exp", Mx::exp, StrictMath::exp),
            new Unary("expm1", Mx::expm1, StrictMath::expm1),
            new Unary("log", Mx::log, StrictMath::log),
            new Unary("log2", Mx::log2, x -> x == 0.5 ? -1 : StrictMath.log(x) / StrictMath.log(2)),
            new Unary("log10", Mx::log10, StrictMath::log10),
            new Unary("log1p", Mx::log1p, StrictMath::log1p),
            new Unary("arcsin", Mx::arcsin, StrictMath::asin),
            new Unary("arccos", Mx::arccos, StrictMath::acos),
            new Unary("arctan", Mx::arctan, StrictMath::atan),
            new Unary("sinh", Mx::sinh, StrictMath::sinh),
            new Unary("cosh", Mx::cosh, StrictMath::cosh),
            new Unary("tanh", Mx::tanh, StrictMath::tanh),
            new Unary("sigmoid", Mx::sigmoid, x -> 1 / (1 + StrictMath.exp(-x))),
            new Unary("floor", Mx::floor, Math::floor),
            new Unary("ceil", Mx::ceil, Math::ceil),
            new Unary("trunc", Mx::trunc, x -> x < 0 ? Math.ceil(x) : Math.floor(x)),
            new Unary("round", x -> Mx.round(x, 0), Math::rint),
            new Unary("isnan", Mx::isnan, x -> Double.isNaN(x) ? 1 : 0),
            new Unary("isinf", Mx::isinf, x -> Double.isInfinite(x) ? 1 : 0),
            new Unary("isfinite", Mx::isfinite, x -> Double.isFinite(x) ? 1 : 0),
            new Unary("logicalNot", Mx::logicalNot, x -> x == 0 ? 1 : 0));

    private static final List<Binary> BINARY = List.of(
            new Binary("add", Mx::add, Double::sum),
            new Binary("subtract", Mx::subtract, (a, b) -> a - b),
            new Binary("multiply", Mx::multiply, (a, b) -> a * b),
            new Binary("divide", Mx::divide, (a, b) -> a / b),
            new Binary("maximum", Mx::maximum, Math::max),
            new Binary("minimum", Mx::minimum, Math::min),
            new Binary("power", Mx::power, (a, b) -> a == 1 || b == 0 ? 1 : Math.abs(a) == 1 && Double.isInfinite(b) ? 1 : StrictMath.pow(a, b)),
            new Binary("arctan2", Mx::arctan2, StrictMath::atan2),
            new Binary("remainder", Mx::remainder, EdgeValuesTest::remainder),
            new Binary("equal", Mx::equal, (a, b) -> a == b ? 1 : 0),
            new Binary("notEqual", Mx::notEqual, (a, b) -> a != b ? 1 : 0),
            new Binary("less", Mx::less, (a, b) -> a < b ? 1 : 0),
            new Binary("lessEqual", Mx::lessEqual, (a, b) -> a <= b ? 1 : 0),
            new Binary("greater", Mx::greater, (a, b) -> a > b ? 1 : 0),
            new Binary("greaterEqual", Mx::greaterEqual, (a, b) -> a >= b ? 1 : 0),
            new Binary("logicalAnd", Mx::logicalAnd, (a, b) -> a != 0 && b != 0 ? 1 : 0),
            new Binary("logicalOr", Mx::logicalOr, (a, b) -> a != 0 || b != 0 ? 1 : 0));

    private static final List<Whole> WHOLE = List.of(
            new Whole("add", Mx::add, BigInteger::add, false),
            new Whole("subtract", Mx::subtract, BigInteger::subtract, false),
            new Whole("multiply", Mx::multiply, BigInteger::multiply, false),
            new Whole("floorDivide", Mx::floorDivide, EdgeValuesTest::floorDivide, true),
            new Whole("remainder", Mx::remainder, (a, b) -> a.subtract(floorDivide(a, b).multiply(b)), true),
            new Whole("maximum", Mx::maximum, BigInteger::max, false),
            new Whole("minimum", Mx::minimum, BigInteger::min, false),
            new Whole("bitwiseAnd", Mx::bitwiseAnd, BigInteger::and, false),
            new Whole("bitwiseOr", Mx::bitwiseOr, BigInteger::or, false),
            new Whole("bitwiseXor", Mx::bitwiseXor, BigInteger::xor, false),
            new Whole("abs", (a, b) -> Mx.abs(a), (a, b) -> a.abs(), false),
            new Whole("square", (a, b) -> Mx.square(a), (a, b) -> a.multiply(a), false),
            new Whole("sign", (a, b) -> Mx.sign(a), (a, b) -> BigInteger.valueOf(a.signum()), false),
            new Whole("bitwiseInvert", (a, b) -> Mx.bitwiseInvert(a), (a, b) -> a.not(), false),
            new Whole("equal", (a, b) -> Mx.equal(a, b).astype(a.dtype()), (a, b) -> flag(a.equals(b)), false),
            new Whole("less", (a, b) -> Mx.less(a, b).astype(a.dtype()), (a, b) -> flag(a.compareTo(b) < 0), false),
            new Whole("greaterEqual", (a, b) -> Mx.greaterEqual(a, b).astype(a.dtype()), (a, b) -> flag(a.compareTo(b) >= 0), false));

    /** Functions of a row, whose results are exact. */
    private static final List<Row> EXACT_ROWS = List.of(
            new Row("max", x -> Mx.max(x, -1), x -> new double[] {Arrays.stream(x).reduce(-INFINITY, Math::max)}),
            new Row("min", x -> Mx.min(x, -1), x -> new double[] {Arrays.stream(x).reduce(INFINITY, Math::min)}),
            new Row("argmax", x -> Mx.argmax(x, -1), x -> new double[] {place(x, 1)}),
            new Row("argmin", x -> Mx.argmin(x, -1), x -> new double[] {place(x, -1)}),
            new Row("any", x -> Mx.any(x, -1), x -> new double[] {Arrays.stream(x).anyMatch(each -> each != 0) ? 1 : 0}),
            new Row("all", x -> Mx.all(x, -1), x -> new double[] {Arrays.stream(x).allMatch(each -> each != 0) ? 1 : 0}),
            new Row("cummax", x -> Mx.cummax(x, -1), x -> running(x, Math::max)),
            new Row("cummin", x -> Mx.cummin(x, -1), x -> running(x, Math::min)),
            new Row("sort", x -> Mx.add(Mx.sort(x, -1), 0), x -> Arrays.stream(x).map(each -> each + 0).sorted().toArray()));
    // spotless:on

    private static BigInteger flag(boolean value) {
        return value ? BigInteger.ONE : BigInteger.ZERO;
    }

    private static BigInteger floorDivide(BigInteger a, BigInteger b) {
        BigInteger[] parts = a.divideAndRemainder(b);
        return parts[1].signum() != 0 && parts[1].signum() != b.signum() ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    /** Python's: of the sign of b. */
    private static double remainder(double a, double b) {
        double rest = a % b;
        return rest != 0 && rest < 0 != b < 0 ? rest + b : rest;
    }

    /** The first NaN, or the first of the largest (1) or smallest (-1). */
    private static int place(double[] x, int sign) {
        int best = 0;
        for (int i = 0; i < x.length; i++) {
            if (Double.isNaN(x[i])) {
                return i;
            }
            best = sign * x[i] > sign * x[best] ? i : best;
        }
        return best;
    }

    private static double[] running(double[] x, DoubleBinaryOperator combine) {
        double[] all = x.clone();
        Arrays.parallelPrefix(all, combine);
        return all;
    }

    private static double[] points(DType dtype) {
        double largest = Mx.finfo(dtype).max();
        double normal = Mx.finfo(dtype).smallestNormal();
        List<Double> points = new ArrayList<>(List.of(Double.NaN));
        for (double x : new double[] {0, normal, 1e-3, 0.3, 0.5, 1, 1.5, 2, 2.5, 3, 7, 100, largest, INFINITY}) {
            points.add(x);
            points.add(-x);
        }
        return doubles(Mx.array(points.stream().mapToDouble(x -> x).toArray()).astype(dtype));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64", "FLOAT16", "BFLOAT16"})
    void elementwiseFunctionsHaveTheValuesOfJava(DType dtype) {
        double[] x = points(dtype);
        List<String> failures = new ArrayList<>();
        int count = 0;
        for (Unary each : UNARY) {
            double[] got = doubles(each.operation().apply(of(x, dtype)));
            for (int i = 0; i < x.length; i++) {
                count++;
                compare(each.name() + " of " + x[i], each.reference().applyAsDouble(x[i]), got[i], dtype, failures);
            }
        }
        for (Binary each : BINARY) {
            Array column = of(x, dtype).reshape(x.length, 1);
            double[] got = doubles(each.operation().apply(column, of(x, dtype)));
            for (int i = 0; i < got.length; i++) {
                double a = x[i / x.length];
                double b = x[i % x.length];
                count++;
                compare(
                        each.name() + " of " + a + ", " + b,
                        each.reference().applyAsDouble(a, b),
                        got[i],
                        dtype,
                        failures);
            }
        }
        System.out.printf("values at edges: %d of %s%n", count, dtype);
        assertEquals("", String.join("\n", failures));
    }

    private static Array of(double[] x, DType dtype) {
        return Mx.array(x, Shape.of(x.length)).astype(dtype);
    }

    private static double[] doubles(Array x) {
        return x.astype(DType.FLOAT64).toDoubleArray();
    }

    private static void compare(String what, double expected, double got, DType dtype, List<String> failures) {
        double rounded = doubles(of(new double[] {expected}, dtype))[0];
        double unit = Mx.finfo(dtype).eps() * Math.abs(expected);
        double tolerance = UNITS * unit + Mx.finfo(dtype).smallestNormal();
        boolean isRegular = Double.isFinite(rounded) && rounded != 0;
        boolean isClose = isRegular ? Math.abs(got - expected) <= tolerance : Double.compare(got, rounded) == 0;
        if (!isClose) {
            failures.add("%s %s is %s, not %s".formatted(dtype, what, got, rounded));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INT8", "INT16", "INT32", "INT64", "UINT8", "UINT16", "UINT32", "UINT64"})
    void integersWrapAndRoundDown(DType dtype) {
        int bits = 8 * dtype.size();
        boolean isSigned = dtype.kind() == DType.Kind.SIGNED;
        List<BigInteger> x = new ArrayList<>();
        for (long each : new long[] {0, 1, 2, 3, 7, 10, 100}) {
            x.add(BigInteger.valueOf(each));
            x.add(wrapped(BigInteger.valueOf(-each), bits, isSigned));
            x.add(wrapped(BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.valueOf(each)), bits, isSigned));
            x.add(wrapped(BigInteger.ONE.shiftLeft(bits - 1).subtract(BigInteger.valueOf(each + 1)), bits, isSigned));
        }
        List<String> failures = new ArrayList<>();
        int count = 0;
        Array row = Mx.array(x.stream().mapToLong(BigInteger::longValue).toArray(), Shape.of(x.size()))
                .astype(dtype);
        for (Whole each : WHOLE) {
            // Division by zero has no value.
            Array divisors = each.divides() ? Mx.where(Mx.equal(row, 0), Mx.onesLike(row), row) : row;
            long[] got = each.operation()
                    .apply(row.reshape(x.size(), 1), Mx.broadcastTo(divisors, x.size(), x.size()))
                    .add(Mx.zeros(Shape.of(x.size(), x.size()), dtype))
                    .astype(DType.INT64)
                    .toLongArray();
            for (int i = 0; i < got.length; i++) {
                BigInteger a = x.get(i / x.size());
                BigInteger b = x.get(i % x.size());
                BigInteger divisor = each.divides() && b.signum() == 0 ? BigInteger.ONE : b;
                long expected = wrapped(each.reference().apply(a, divisor), bits, isSigned)
                        .longValue();
                count++;
                if (expected != got[i]) {
                    failures.add("%s %s of %s, %s is %d, not %d"
                            .formatted(dtype, each.name(), a, divisor, got[i], expected));
                }
            }
        }
        System.out.printf("integers at edges: %d of %s%n", count, dtype);
        assertEquals("", String.join("\n", failures));
    }

    private static BigInteger wrapped(BigInteger x, int bits, boolean isSigned) {
        BigInteger low = x.mod(BigInteger.ONE.shiftLeft(bits));
        return isSigned && low.testBit(bits - 1) ? low.subtract(BigInteger.ONE.shiftLeft(bits)) : low;
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64", "FLOAT16", "BFLOAT16"})
    void rowsOfEdgesAreReducedAndSortedAsInJava(DType dtype) {
        SplittableRandom random = new SplittableRandom(17);
        double[] points = points(dtype);
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            double[] x = new double[1 + random.nextInt(70)];
            int special = random.nextInt(1, 20);
            Arrays.setAll(
                    x,
                    at -> random.nextInt(special) == 0 ? points[random.nextInt(points.length)] : random.nextInt(-9, 9));
            for (Row each : EXACT_ROWS) {
                double[] expected = each.reference().apply(x);
                double[] along = doubles(each.operation().apply(of(x, dtype)));
                Array columns = Mx.broadcastTo(of(x, dtype).reshape(x.length, 1), x.length, 3);
                double[] across = doubles(
                        each.operation().apply(columns.T()).reshape(3, -1).at(1));
                if (!areEqual(expected, along) || !areEqual(expected, across)) {
                    failures.add("%s %s of %s is %s, %s, not %s"
                            .formatted(
                                    dtype,
                                    each.name(),
                                    Arrays.toString(x),
                                    Arrays.toString(along),
                                    Arrays.toString(across),
                                    Arrays.toString(expected)));
                }
            }
        }
        System.out.printf("rows of edges: %d of %s%n", ROWS * EXACT_ROWS.size(), dtype);
        assertEquals("", String.join("\n", failures));
    }

    /** Zeros of either sign are one number here. */
    private static boolean areEqual(double[] expected, double[] got) {
        return Arrays.equals(
                Arrays.stream(expected).map(x -> x + 0).toArray(),
                Arrays.stream(got).map(x -> x + 0).toArray());
    }

    @Test
    void aWrongValueIsFound() {
        List<String> failures = new ArrayList<>();
        compare("of a zero of the other sign", -0.0, 0, DType.FLOAT32, failures);
        compare("of a number beside", 1, 1 + 1e-6, DType.FLOAT32, failures);
        assertEquals(2, failures.size());
    }
}
