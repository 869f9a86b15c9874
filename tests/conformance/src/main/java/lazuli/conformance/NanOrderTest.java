package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.Slice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a NaN is, it is the largest and the smallest element: the first one's index is that of the extremes. */
class NanOrderTest {
    private static final int ROUNDS = 40;

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64", "COMPLEX64"})
    void indicesOfExtremesAreThoseOfTheFirstNan(DType dtype) {
        SplittableRandom random = new SplittableRandom(dtype.toString().hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            int rows = 1 + random.nextInt(5);
            int columns = 1 + random.nextInt(70);
            double[] values = new double[rows * columns];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(12) == 0 ? special(random) : random.nextInt(-4, 5);
            }
            Array x = array(values, Shape.of(rows, columns)).astype(dtype);
            if (dtype == DType.COMPLEX64) {
                x = add(x, multiply(transpose(flip(x)).reshape(rows, columns), Complex.I));
            }
            Array doubled = repeat(x, 2, 1);
            for (Array layout : List.of(
                    x,
                    contiguous(transpose(x)).transpose(),
                    doubled.at(Slice.all(), Slice.of(0, 2 * columns, 2)),
                    flip(contiguous(flip(x))))) {
                check(layout);
            }
        }
    }

    private static double special(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> Double.POSITIVE_INFINITY;
            case 1 -> Double.NEGATIVE_INFINITY;
            case 2 -> -0.0;
            default -> Double.NaN;
        };
    }

    private static void check(Array x) {
        for (int axis = 0; axis < 2; axis++) {
            for (boolean largest : new boolean[] {true, false}) {
                Array index = largest ? argmax(x, axis, true) : argmin(x, axis, true);
                Array extreme = largest ? max(x, axis, true) : min(x, axis, true);
                Array found = takeAlongAxis(x, index, axis);
                assertTrue(arrayEqual(found, extreme, true).itemBoolean(), () -> largest + " of " + x);
                Array isExtreme = where(isnan(extreme), isnan(x), equal(x, extreme));
                // The first place where it is true: what comes before has a running sum of 0.
                Array first = sum(equal(cumsum(isExtreme.astype(DType.INT32), axis), 0), axis, true);
                assertEquals(
                        first.toList().toString(),
                        index.astype(DType.INT32).toList().toString());
            }
        }
    }
}
