package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each part of a complex function's values is within two units in a float's last place of the exact one, or, where it nearly vanishes beside the
 * other, within a double's rounding of the whole: at random numbers of all sizes, close to where logarithms and inverses are singular, and on
 * the unit circle.
 */
class ComplexValuesTest {
    private static final long SEED = 5;
    private static final int COUNT = 12;
    private static final double UNITS = 2;
    private static final double OF_THE_WHOLE = 0x1p-42;
    private static final AtomicInteger CHECKED = new AtomicInteger();

    /** A function, what it should be, and the largest binary exponent of an operand's parts. */
    record Function(String name, UnaryOperator<Array> function, UnaryOperator<PreciseComplex> exact, int largest) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Function> functions() {
        PreciseComplex two = PreciseComplex.of(2, 0);
        PreciseComplex ten = PreciseComplex.of(10, 0);
        return Stream.of(
                new Function("abs", Mx::abs, z -> new PreciseComplex(z.size(), BigDecimal.ZERO), 120),
                new Function("sign", Mx::sign, z -> z.over(new PreciseComplex(z.size(), BigDecimal.ZERO)), 120),
                new Function("square", Mx::square, z -> z.times(z), 60),
                new Function("reciprocal", Mx::reciprocal, PreciseComplex::reciprocal, 120),
                new Function("sqrt", Mx::sqrt, PreciseComplex::sqrt, 120),
                new Function("rsqrt", Mx::rsqrt, z -> z.sqrt().reciprocal(), 120),
                new Function("exp", Mx::exp, PreciseComplex::exp, 6),
                new Function("expm1", Mx::expm1, PreciseComplex::expm1, 6),
                new Function("log", Mx::log, PreciseComplex::log, 120),
                new Function("log2", Mx::log2, z -> z.log().over(two.log()), 120),
                new Function("log10", Mx::log10, z -> z.log().over(ten.log()), 120),
                new Function("log1p", Mx::log1p, PreciseComplex::log1p, 60),
                new Function("sigmoid", Mx::sigmoid, PreciseComplex::sigmoid, 6),
                new Function("sin", Mx::sin, PreciseComplex::sin, 6),
                new Function("cos", Mx::cos, PreciseComplex::cos, 6),
                new Function("tan", Mx::tan, PreciseComplex::tan, 6),
                new Function("sinh", Mx::sinh, PreciseComplex::sinh, 6),
                new Function("cosh", Mx::cosh, PreciseComplex::cosh, 6),
                new Function("tanh", Mx::tanh, PreciseComplex::tanh, 6),
                new Function("arcsin", Mx::arcsin, PreciseComplex::arcsin, 60),
                new Function("arccos", Mx::arccos, PreciseComplex::arccos, 60),
                new Function("arctan", Mx::arctan, PreciseComplex::arctan, 60),
                new Function("arcsinh", Mx::arcsinh, PreciseComplex::arcsinh, 60),
                new Function("arccosh", Mx::arccosh, PreciseComplex::arccosh, 60),
                new Function("arctanh", Mx::arctanh, PreciseComplex::arctanh, 60));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void eachPartIsWithinTwoUnits(Function function) {
        float[][] operands = operands(function.largest());
        double[][] got = values(function.function().apply(array(operands)));
        for (int i = 0; i < operands.length; i++) {
            float[] z = operands[i];
            PreciseComplex exact = function.exact().apply(PreciseComplex.of(z[0], z[1]));
            assertClose(exact, got[i], function + "(" + text(z) + ")");
        }
    }

    record Pairing(String name, BinaryOperator<Array> function, BinaryOperator<PreciseComplex> exact, int largest) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Pairing> pairings() {
        return Stream.of(
                new Pairing("multiply", Mx::multiply, PreciseComplex::times, 60),
                new Pairing("divide", Mx::divide, PreciseComplex::over, 120),
                new Pairing("power", Mx::power, PreciseComplex::power, 3),
                new Pairing(
                        "power of integers",
                        (a, b) -> Mx.power(a, Mx.round(Mx.real(b))),
                        (a, b) -> a.power(rounded(b)),
                        3),
                new Pairing(
                        "logaddexp",
                        Mx::logaddexp,
                        (a, b) -> a.exp().plus(b.exp()).log(),
                        5));
    }

    private static PreciseComplex rounded(PreciseComplex z) {
        return PreciseComplex.of(Math.rint(z.re().doubleValue()), 0);
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void eachPartOfTwoNumbersResultIsWithinTwoUnits(Pairing operation) {
        float[][] left = operands(operation.largest());
        float[][] right = operands(operation.largest());
        for (int i = 0; i < right.length; i++) { // pairs of every kind with every other
            float[] other = right[i];
            int j = (i * 37 + 11) % right.length;
            right[i] = right[j];
            right[j] = other;
        }
        double[][] got = values(operation.function().apply(array(left), array(right)));
        for (int i = 0; i < left.length; i++) {
            float[] a = left[i];
            float[] b = right[i];
            PreciseComplex exact =
                    operation.exact().apply(PreciseComplex.of(a[0], a[1]), PreciseComplex.of(b[0], b[1]));
            assertClose(exact, got[i], operation + "(" + text(a) + ", " + text(b) + ")");
        }
    }

    /** The logarithm of sums along an axis is that of {@link Mx#logsumexp} up to each place, and so a principal value. */
    @Test
    void logcumsumexpEndsInLogsumexp() {
        SplittableRandom random = new SplittableRandom(SEED);
        int length = 9;
        List<float[]> line = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            line.add(new float[] {(float) random.nextDouble(-3, 3), (float) random.nextDouble(-9, 9)});
        }
        Array x = array(line.toArray(float[][]::new));
        double[][] got = values(Mx.logcumsumexp(x, 0));
        double[][] reverse = values(Mx.logcumsumexp(x, 0, true, true));
        PreciseComplex sum = PreciseComplex.of(0, 0);
        PreciseComplex behind = sum;
        for (int i = 0; i < length; i++) {
            sum = sum.plus(PreciseComplex.of(line.get(i)[0], line.get(i)[1]).exp());
            int j = length - 1 - i;
            behind = behind.plus(
                    PreciseComplex.of(line.get(j)[0], line.get(j)[1]).exp());
            assertNear(sum.log(), got[i], "up to " + i);
            assertNear(behind.log(), reverse[j], "from " + j);
        }
        assertNear(sum.log(), values(Mx.logsumexp(x).reshape(1))[0], "logsumexp");
    }

    private static void assertNear(PreciseComplex exact, double[] got, String what) {
        double error = Math.max(
                Math.abs(exact.re().doubleValue() - got[0]), Math.abs(exact.im().doubleValue() - got[1]));
        assertTrue(error < 1e-5, () -> what + ": " + Arrays.toString(got) + ", not " + exact);
    }

    @AfterAll
    static void tell() {
        System.out.println("complex values: " + CHECKED + " against 60 digits");
    }

    private static float[][] operands(int largest) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<float[]> operands = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            operands.add(new float[] {(float) random.nextDouble(-3, 3), (float) random.nextDouble(-3, 3)});
            operands.add(new float[] {any(random, -largest, largest), any(random, -largest, largest)});
            operands.add(new float[] {any(random, -30, Math.min(2, largest)), any(random, -30, 1)});
            double angle = random.nextDouble(-Math.PI, Math.PI);
            operands.add(new float[] {(float) Math.cos(angle), (float) Math.sin(angle)});
            int quarter = i % 4;
            float along = (1 + any(random, -24, -2)) * (quarter > 1 ? -1 : 1);
            float across = any(random, -40, -2);
            operands.add(quarter % 2 == 0 ? new float[] {along, across} : new float[] {across, along});
        }
        return operands.toArray(float[][]::new);
    }

    /** Of either sign and any size between two powers of two. */
    private static float any(SplittableRandom random, int low, int high) {
        float value = (float) Math.scalb(random.nextDouble(1, 2), random.nextInt(low, high));
        return random.nextBoolean() ? value : -value;
    }

    private static Array array(float[][] numbers) {
        float[] re = new float[numbers.length];
        float[] im = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            re[i] = numbers[i][0];
            im[i] = numbers[i][1];
        }
        Shape shape = Shape.of(numbers.length);
        return Mx.add(Mx.array(re, shape), Mx.multiply(Mx.array(im, shape), Complex.I));
    }

    private static double[][] values(Array array) {
        double[] re = Mx.real(array).astype(DType.FLOAT64).toDoubleArray();
        double[] im = Mx.imag(array).astype(DType.FLOAT64).toDoubleArray();
        double[][] values = new double[re.length][];
        for (int i = 0; i < re.length; i++) {
            values[i] = new double[] {re[i], im[i]};
        }
        return values;
    }

    private static String text(float[] z) {
        return z[0] + " + " + z[1] + "i";
    }

    private static void assertClose(PreciseComplex exact, double[] got, String call) {
        double whole = exact.size().doubleValue();
        assertClose(exact.re().doubleValue(), got[0], whole, call + ", real part");
        assertClose(exact.im().doubleValue(), got[1], whole, call + ", imaginary part");
        CHECKED.incrementAndGet();
    }

    private static void assertClose(double exact, double got, double whole, String call) {
        if (Math.abs(exact) > Float.MAX_VALUE) {
            assertTrue(
                    got == Math.copySign(Double.POSITIVE_INFINITY, exact),
                    () -> call + " is " + got + ", not " + exact);
            return;
        }
        double bound = UNITS * Math.ulp((float) exact) + OF_THE_WHOLE * whole;
        assertTrue(
                Math.abs(got - exact) <= bound,
                () -> "%s is %s, not %s: %.1f units"
                        .formatted(call, got, exact, Math.abs(got - exact) / Math.ulp((float) exact)));
    }
}
