package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Random;
import lazuli.core.Shape;
import org.junit.jupiter.api.Test;

/** Words of other widths are those that MLX's own tests expect, which took them from JAX. */
class RandomBitsTest {
    private static final Array KEY = Random.key(0);

    @Test
    void scalars() {
        assertEquals(345, Random.bits(Shape.SCALAR, 2, KEY).itemInt());
        assertEquals(89, Random.bits(Shape.SCALAR, 1, KEY).itemInt());
        assertEquals(6197, Random.bits(Shape.SCALAR, 2, Random.key(1)).itemInt());
        assertEquals(53, Random.bits(Shape.SCALAR, 1, Random.key(1)).itemInt());
    }

    @Test
    void vectorsOfTwoBytes() {
        int[] eight = {20137, 63263, 1497, 14756, 16513, 41486, 44591, 19423};
        int[] six = {20137, 63263, 64300, 20622, 16513, 41486};
        assertArrayEquals(
                Arrays.copyOf(six, 5), Random.bits(Shape.of(5), 2, KEY).toIntArray());
        assertArrayEquals(six, Random.bits(Shape.of(6), 2, KEY).toIntArray());
        assertArrayEquals(
                Arrays.copyOf(eight, 7), Random.bits(Shape.of(7), 2, KEY).toIntArray());
        assertArrayEquals(eight, Random.bits(Shape.of(8), 2, KEY).toIntArray());
    }

    @Test
    void everyWidthIsTheBytesOfWords() {
        Map<Integer, DType> dtypes = Map.of(1, DType.UINT8, 2, DType.UINT16, 4, DType.UINT32, 8, DType.UINT64);
        dtypes.forEach((width, dtype) -> {
            for (int count = 0; count < 20; count++) {
                Array got = Random.bits(Shape.of(count), width, KEY);
                byte[] words = Random.bits(Shape.of(Math.ceilDiv(count * width, 4)), KEY)
                        .toByteArray();
                assertEquals(dtype, got.dtype());
                assertArrayEquals(Arrays.copyOf(words, count * width), got.toByteArray(), count + " of " + width);
            }
        });
        assertEquals(Shape.of(2, 3), Random.bits(Shape.of(2, 3), 8, KEY).shape());
    }

    @Test
    void aBatchOfKeysGivesEachItsOwn() {
        Array keys = stack(Random.key(0), Random.key(7));
        Array got = vmap((Array key) -> Random.bits(Shape.of(5), 2, key)).apply(keys);
        assertArrayEquals(
                Random.bits(Shape.of(5), 2, Random.key(7)).toIntArray(),
                got.at(1).toIntArray());
    }

    @Test
    void withoutAKeyTheGlobalSequenceGoesOn() {
        Random.seed(4);
        Array first = Random.bits(Shape.of(3), 1, null);
        Array second = Random.bits(3);
        Random.seed(4);
        assertArrayEquals(first.toIntArray(), Random.bits(Shape.of(3), 1, null).toIntArray());
        assertArrayEquals(second.toIntArray(), Random.bits(3).toIntArray());
    }

    @Test
    void otherWidthsAreRefused() {
        for (int width : new int[] {-1, 0, 3, 5, 16}) {
            assertThrows(IllegalArgumentException.class, () -> Random.bits(Shape.of(2), width, KEY));
        }
    }
}
