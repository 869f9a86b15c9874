package lazuli.conformance;

import static lazuli.core.Mx.array;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import lazuli.core.Array;
import lazuli.core.Mx;
import lazuli.core.PadMode;
import lazuli.core.ShapeException;
import org.junit.jupiter.api.Test;

/** Padding that is longer than the array, or does not fit it. */
class PaddingTest {
    @Test
    void paddingGoesOnMirroring() {
        int[][] widths = {{3, 5}};
        Array x = array(1, 2, 3);
        assertArrayEquals(
                new int[] {2, 3, 2, 1, 2, 3, 2, 1, 2, 3, 2},
                x.pad(widths, PadMode.REFLECT).toIntArray());
        assertArrayEquals(
                new int[] {3, 2, 1, 1, 2, 3, 3, 2, 1, 1, 2},
                x.pad(widths, PadMode.SYMMETRIC).toIntArray());
    }

    @Test
    void widthsMustFit() {
        assertThrows(ShapeException.class, () -> Mx.pad(array(1, 2), -1));
        assertThrows(ShapeException.class, () -> Mx.pad(array(1, 2), new int[][] {{1, 1}, {1, 1}}, 0));
        assertThrows(ShapeException.class, () -> Mx.zeros(0).pad(new int[][] {{1, 0}}, PadMode.EDGE));
    }
}
