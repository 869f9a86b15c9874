package lazuli.backend.cpu.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** How far functions that have approximations of their own are from the exact ones, over all magnitudes. */
class FloatMathTest {
    /** Bits between one number and the next; prime, so that low bits vary. */
    private static final int STEP = 1009;

    private interface Function {
        float of(float x);
    }

    /** The error is in units of the last place of the exact result, at most those below 1. */
    private record Case(String name, Function function, DoubleUnaryOperator exact, double units) {}

    @TestFactory
    Stream<DynamicTest> isAccurate() {
        return Stream.of(
                        new Case("erf", FloatMath::erf, DoubleMath::erf, 1.75),
                        new Case("tanh", FloatMath::tanh, Math::tanh, 2))
                .map(test -> DynamicTest.dynamicTest(test.name(), () -> check(test)));
    }

    private static void check(Case test) {
        for (int bits = 0; bits < Float.floatToRawIntBits(Float.POSITIVE_INFINITY); bits += STEP) {
            float x = Float.intBitsToFloat(bits);
            float y = test.function().of(x);
            double exact = test.exact().applyAsDouble(x);
            double error = Math.abs(y - exact) / Math.ulp(Math.min((float) exact, Math.nextDown(1f)));
            assertTrue(error <= test.units(), () -> test.name() + "(" + x + ") is " + y + ", exactly " + exact);
            assertTrue(y <= 1, () -> test.name() + "(" + x + ") is " + y);
            assertEquals(-y, test.function().of(-x), () -> test.name() + "(-" + x + ")");
        }
        assertEquals(1, test.function().of(Float.POSITIVE_INFINITY));
        assertEquals(-1, test.function().of(Float.NEGATIVE_INFINITY));
        assertEquals(Float.NaN, test.function().of(Float.NaN));
    }
}
