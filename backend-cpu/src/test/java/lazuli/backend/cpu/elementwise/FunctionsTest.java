package lazuli.backend.cpu.elementwise;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.elementwise.UnaryFunction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each function on each dtype that has it gives what the reference gives: integers exactly, floating numbers within rounding. */
class FunctionsTest {
    private static final long SEED = 11;
    private static final int LENGTH = 777;

    @TestFactory
    Stream<DynamicTest> unary() {
        List<DynamicTest> tests = new ArrayList<>();
        for (UnaryFunction function : UnaryFunction.values()) {
            for (DType dtype : DType.values()) {
                Object sample = dtype.isFloating() ? (Object) 1.0 : BigInteger.ONE;
                boolean defined = dtype != DType.COMPLEX64
                        && function.takes(dtype)
                        && function.operandType(dtype) == dtype
                        && Reference.unary(function, dtype, sample) != null;
                if (defined) {
                    tests.add(DynamicTest.dynamicTest(function + " " + dtype, () -> check(function, dtype)));
                }
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> binary() {
        List<DynamicTest> tests = new ArrayList<>();
        for (BinaryFunction function : BinaryFunction.values()) {
            for (DType dtype : DType.values()) {
                Object sample = dtype.isFloating() ? (Object) 1.0 : BigInteger.ONE;
                boolean defined = dtype != DType.COMPLEX64
                        && function.takes(dtype)
                        && function.operandType(dtype) == dtype
                        && Reference.binary(function, dtype, sample, sample) != null;
                if (defined) {
                    tests.add(DynamicTest.dynamicTest(function + " " + dtype, () -> check(function, dtype)));
                }
            }
        }
        return tests.stream();
    }

    private static void check(UnaryFunction function, DType dtype) {
        Tensor x = Elements.allocate(dtype, LENGTH);
        Elements.fill(
                x,
                new SplittableRandom(SEED),
                function.domain().low(),
                function.domain().high(),
                true);
        Tensor y = Programs.run(function, x);
        for (int i = 0; i < LENGTH; i++) {
            Object operand = Elements.read(x, i);
            Object expected = Reference.unary(function, dtype, operand);
            assertClose(y, i, expected, function + "(" + operand + ")", absolute(y.dtype()));
        }
    }

    private static void check(BinaryFunction function, DType dtype) {
        SplittableRandom random = new SplittableRandom(SEED);
        Tensor a = Elements.allocate(dtype, LENGTH);
        Tensor b = Elements.allocate(dtype, LENGTH);
        Elements.fill(a, random, function.domain().low(), function.domain().high(), true);
        Elements.fill(b, random, function.domain().low(), function.domain().high(), true);
        Tensor y = Programs.run(function, a, b);
        double absolute = function == BinaryFunction.LOG_ADD_EXP ? relative(dtype) : absolute(y.dtype());
        for (int i = 0; i < LENGTH; i++) {
            Object left = Elements.read(a, i);
            Object right = Elements.read(b, i);
            Object expected = Reference.binary(function, dtype, left, right);
            assertClose(y, i, expected, function + "(" + left + ", " + right + ")", absolute);
        }
    }

    private static void assertClose(Tensor y, int i, Object exact, String call, double absolute) {
        Object got = Elements.read(y, i);
        Object expected = Elements.round(y.dtype(), exact);
        if (expected instanceof Double real) {
            double value = (double) got;
            double error = Math.abs(value - real);
            boolean close = Double.compare(value, real) == 0
                    || value == real
                    || error <= absolute + relative(y.dtype()) * Math.abs(real);
            assertTrue(
                    close, () -> call + " in " + y.dtype() + ": expected " + exact + ", got " + got + ", seed " + SEED);
        } else if (!expected.equals(got)) {
            fail(call + " in " + y.dtype() + ": expected " + expected + ", got " + got + ", seed " + SEED);
        }
    }

    private static double relative(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> 0x1p-10;
            case BFLOAT16 -> 0x1p-7;
            case FLOAT32 -> 0x1p-21;
            case FLOAT64 -> 0x1p-48;
            case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, COMPLEX64 -> 0;
        };
    }

    /** What may be lost of numbers too small for their full precision. */
    private static double absolute(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> 0x1p-24;
            case BFLOAT16, FLOAT32 -> Float.MIN_NORMAL;
            case FLOAT64 -> Double.MIN_NORMAL;
            case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, COMPLEX64 -> 0;
        };
    }
}
