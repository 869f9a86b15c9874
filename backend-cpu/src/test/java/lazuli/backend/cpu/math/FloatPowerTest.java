package lazuli.backend.cpu.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Powers of floats beside those of doubles. */
class FloatPowerTest {
    private static final long SEED = 3;

    private static final float[] SPECIAL = {
        0f,
        1f,
        2f,
        0.5f,
        3f,
        1.5f,
        1e-40f,
        Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NaN,
        0.99999994f,
        1.0000001f,
        127f,
        128f,
        149f,
        150f,
        8388607.5f,
        8388609f,
        16777215f,
        16777216f,
        0x1p31f
    };

    @Test
    void specialCasesAreThoseOfC() {
        for (float left : SPECIAL) {
            for (float right : SPECIAL) {
                for (float x : new float[] {left, -left}) {
                    for (float y : new float[] {right, -right}) {
                        assertEquals((float) DoubleMath.power(x, y), FloatPower.power(x, y), x + " to the " + y);
                    }
                }
            }
        }
    }

    @Test
    void isOffByLittleMoreThanHalfAUnit() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 1_000_000; i++) {
            boolean any = random.nextInt(4) == 0;
            float x = any
                    ? Float.intBitsToFloat(random.nextInt() & Integer.MAX_VALUE)
                    : (float) random.nextDouble(0, i % 2 == 0 ? 2 : 100);
            float y = random.nextBoolean() ? random.nextInt(-6, 7) : (float) random.nextDouble(-40, 40);
            double exact = DoubleMath.power(x, y);
            float got = FloatPower.power(x, y);
            if (Math.abs(exact) > Float.MAX_VALUE || Double.isNaN(exact)) {
                assertEquals((float) exact, got, x + " to the " + y);
            } else {
                double unit = Math.ulp((float) exact);
                assertTrue(
                        Math.abs(got - exact) <= 0.51 * unit,
                        () -> x + " to the " + y + ": expected " + exact + ", got " + got + ", seed " + SEED);
            }
        }
    }
}
