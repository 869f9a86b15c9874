package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Random;
import lazuli.core.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random numbers lie in their ranges, all of which can occur, also where ranges are empty, huge or unsigned. */
class RandomRangesTest {
    private static final int COUNT = 1 << 14;

    record Range(long low, long high, DType dtype) {}

    static Stream<Range> wide() {
        return Stream.of(
                new Range(0, 1L << 25, DType.INT32),
                new Range(Integer.MIN_VALUE, Integer.MAX_VALUE, DType.INT32),
                new Range(0, 1L << 32, DType.UINT32),
                new Range(1L << 40, (1L << 40) + 1024, DType.INT64),
                new Range(-(1L << 40), -(1L << 40) + 3, DType.INT64),
                new Range(0, 3L << 61, DType.INT64),
                new Range(Long.MIN_VALUE, Long.MAX_VALUE, DType.INT64),
                new Range(0, Long.MAX_VALUE, DType.UINT64));
    }

    @ParameterizedTest
    @MethodSource("wide")
    void wideRangesAreFilledEvenly(Range range) {
        Array byNumbers = Random.randint(range.low, range.high, Shape.of(COUNT), range.dtype, Random.key(7));
        Array byArrays =
                Random.randint(array(range.low), array(range.high), Shape.of(COUNT), range.dtype, Random.key(7));
        assertArrayEquals(byNumbers.toLongArray(), byArrays.toLongArray());
        long[] drawn = byNumbers.toLongArray();
        int bins = (int) Math.min(16, range.high - range.low < 0 ? 16 : range.high - range.low);
        int[] counts = new int[bins];
        int odd = 0;
        double length = (double) range.high - range.low;
        for (long value : drawn) {
            assertTrue(value >= range.low && value < range.high, () -> value + " of " + range);
            counts[(int) Math.min(bins - 1, ((double) value - range.low) / length * bins)]++;
            odd += (int) (value & 1);
        }
        double expected = (double) COUNT / bins;
        double chiSquare = Arrays.stream(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        assertTrue(chiSquare < bins + 7 * Math.sqrt(2.0 * bins), () -> range + ": " + Arrays.toString(counts));
        int odds = odd;
        assertTrue(bins < 16 || Math.abs(odds - COUNT / 2) < 6 * Math.sqrt(COUNT) / 2, () -> odds + " odd of " + range);
    }

    @Test
    void unsignedBoundsBeyondTheSignedOnesAreUnsigned() {
        Array low = array(-1025L).astype(DType.UINT64); // 2^64 - 1025
        Array high = array(-1L).astype(DType.UINT64);
        for (long value : Random.randint(low, high, Shape.of(1000), DType.UINT64, Random.key(3))
                .toLongArray()) {
            assertTrue(value >= -1025 && value < -1, Long.toUnsignedString(value));
        }
        Array mixed = Random.randint(array(-1L), high, Shape.of(1000), DType.UINT64, Random.key(3));
        assertEquals(Shape.of(1000), mixed.shape());
        assertArrayEquals(
                new long[] {-1, -1},
                Random.randint(high, array(5L), Shape.of(2), DType.UINT64, Random.key(3))
                        .toLongArray());
    }

    @Test
    void smallRangesDoNotDependOnTheDtypesOfTheirBounds() {
        long[] expected = Random.randint(
                        array(new long[] {1, 100}),
                        array(new long[] {200, 300}),
                        Shape.of(2),
                        DType.INT64,
                        Random.key(1))
                .toLongArray();
        for (DType narrow : List.of(DType.INT8, DType.UINT8, DType.INT16, DType.UINT16, DType.INT32, DType.FLOAT32)) {
            Array low = array(new long[] {1, 100}, narrow);
            for (DType wide : List.of(DType.INT32, DType.UINT32, DType.INT64, DType.UINT64)) {
                Array high = array(new long[] {200, 300}, wide);
                assertArrayEquals(
                        expected,
                        Random.randint(low, high, Shape.of(2), DType.INT64, Random.key(1))
                                .toLongArray(),
                        () -> low + " " + high);
            }
        }
    }

    @Test
    void emptyRangesGiveTheirLowerBound() {
        for (long[] range : new long[][] {{5, 5}, {0, 0}, {10, -10}, {1L << 40, 0}, {Long.MAX_VALUE, Long.MIN_VALUE}}) {
            Shape shape = Shape.of(50);
            Array byNumbers = Random.randint(range[0], range[1], shape, DType.INT64, Random.key(1));
            Array byArrays = Random.randint(array(range[0]), array(range[1]), shape, DType.INT64, Random.key(1));
            for (Array drawn : List.of(byNumbers, byArrays)) {
                assertTrue(Arrays.stream(drawn.toLongArray()).allMatch(value -> value == range[0]));
            }
        }
    }

    @Test
    void eachElementOfArraysHasItsOwnRange() {
        Array low = array(0L, 1L << 40, -5L, 7L).reshape(4, 1);
        Array high = array(2L, (1L << 40) + 2, 5L, 7L).reshape(4, 1);
        Array drawn = Random.randint(low, high, Shape.of(4, 200), DType.INT64, Random.key(2));
        assertTrue(all(logicalAnd(greaterEqual(drawn, low), lessEqual(drawn, maximum(subtract(high, 1), low))))
                .itemBoolean());
        assertArrayEquals(
                new long[] {1, 1, 9, 0}, subtract(max(drawn, 1), min(drawn, 1)).toLongArray());
    }

    @Test
    void numbersThatTheDTypeDoesNotHoldAreRefused() {
        Shape shape = Shape.of(3);
        assertThrows(DTypeException.class, () -> Random.randint(250, 300, shape, DType.UINT8, null));
        assertThrows(DTypeException.class, () -> Random.randint(-1, 5, shape, DType.UINT32, null));
        assertThrows(DTypeException.class, () -> Random.randint(0, 129, shape, DType.INT8, null));
        assertThrows(DTypeException.class, () -> Random.randint(0, 1, shape, DType.FLOAT32, null));
        assertEquals(
                DType.INT8, Random.randint(-128, 128, shape, DType.INT8, null).dtype());
    }

    @Test
    void distributionsThatAreNoneGiveAnIndexInRange() {
        float nan = Float.NaN;
        float none = Float.NEGATIVE_INFINITY;
        float all = Float.POSITIVE_INFINITY;
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Row(float[] logits, long index) {}
        for (Row row : List.of(
                new Row(new float[] {nan, nan, nan}, 0),
                new Row(new float[] {none, none, none}, 0),
                new Row(new float[] {0, nan, 1}, 1),
                new Row(new float[] {none, 0, none}, 1),
                new Row(new float[] {0, 0, all}, 2))) {
            Array one = array(row.logits);
            Array rows = stack(one, one);
            for (Array drawn : List.of(
                    Random.categorical(one, -1, Random.key(1)),
                    Random.categorical(one, -1, 9, Random.key(1)),
                    Random.categorical(rows, -1, Random.key(1)),
                    Random.categorical(rows, 1, 9, Random.key(1)),
                    Random.categorical(transpose(rows), 0, 9, Random.key(1)),
                    Random.categorical(rows, 1, Shape.of(4, 2), Random.key(1)))) {
                for (long index : drawn.toLongArray()) {
                    assertEquals(row.index, index, () -> Arrays.toString(row.logits) + ": " + drawn);
                }
            }
        }
    }

    @Test
    void probabilitiesAreFloating() {
        Shape shape = Shape.of(20);
        assertThrows(DTypeException.class, () -> Random.bernoulli(array(1), shape, null));
        assertThrows(DTypeException.class, () -> Random.bernoulli(array(true), shape, null));
        assertTrue(all(Random.bernoulli(2, shape, null)).itemBoolean());
        for (double none : new double[] {-2, 0, Double.NaN, Double.NEGATIVE_INFINITY}) {
            assertTrue(!any(Random.bernoulli(none, shape, null)).itemBoolean());
        }
    }

    @Test
    void truncatedNormalNumbersAreFiniteAndWithinTheirBounds() {
        double infinity = Double.POSITIVE_INFINITY;
        for (double[] bounds :
                new double[][] {{-infinity, infinity}, {6, infinity}, {-infinity, -6}, {9, 12}, {2, 2}}) {
            Array drawn = Random.truncatedNormal(bounds[0], bounds[1], 1 << 12);
            assertTrue(all(isfinite(drawn)).itemBoolean(), () -> Arrays.toString(bounds));
            assertTrue(all(logicalAnd(greaterEqual(drawn, bounds[0]), lessEqual(drawn, bounds[1])))
                    .itemBoolean());
        }
    }

    @Test
    void nothingAndOneCanBeShuffled() {
        assertEquals(List.of(), Random.permutation(0, null).toList());
        assertEquals(List.of(0L), Random.permutation(1, null).toList());
        assertEquals(Shape.of(0, 3), Random.permutation(zeros(0, 3), 0, null).shape());
    }
}
