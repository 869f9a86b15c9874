package lazuli.nn;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import lazuli.core.Array;
import lazuli.core.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Resampling to and from a single element. */
class UpsampleTest {
    private static final double[] SCALES = {0.3, 0.5, 0.99, 1, 1.5, 2, 4.7};

    /** A constant stays constant whatever the lengths are. */
    @ParameterizedTest
    @EnumSource(Upsample.Mode.class)
    void aConstantStaysOneAtAllLengths(Upsample.Mode mode) {
        for (int length = 1; length <= 5; length++) {
            for (double scale : SCALES) {
                int to = (int) (scale * length);
                for (int options = 0; to > 0 && options < 3; options++) {
                    Upsample layer = new Upsample(new double[] {scale}, mode, options == 1, options == 2);
                    Array y = layer.forward(full(Shape.of(1, length, 1), 5.0));
                    assertEquals(Shape.of(1, to, 1), y.shape());
                    for (float value : y.toFloatArray()) {
                        assertEquals(5, value, 1e-5, mode + " " + length + " by " + scale + ", options " + options);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Upsample.Mode.class)
    void withAlignedCornersTheOneElementLeftIsTheFirst(Upsample.Mode mode) {
        for (int length = 1; length <= 5; length++) {
            Array x = arange(5.0, 5.0 + length).reshape(1, length, 1);
            Upsample layer = new Upsample(new double[] {1.0 / length}, mode, true, false);
            assertEquals(5, layer.forward(x).itemFloat(), mode + " of " + length);
            double[] both = new double[] {1.0 / length, 1.0 / length};
            Array square = new Upsample(both, mode, true, false)
                    .forward(outer(x, ones(length)).reshape(1, length, length, 1));
            assertEquals(5, square.itemFloat(), mode + " of " + length + " squared");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void scalesArePositiveAndFinite(double scale) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Upsample(scale, Upsample.Mode.NEAREST),
                () -> Arrays.toString(SCALES));
    }
}
