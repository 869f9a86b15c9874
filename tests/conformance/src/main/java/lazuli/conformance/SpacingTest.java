package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.ShapeException;
import org.junit.jupiter.api.Test;

/** Evenly spaced numbers at the edges: steps that are cut, no step, infinite ones, longs that no double holds. */
class SpacingTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void integersStepByTheDistanceOfTheFirstTwo() {
        record Row(double start, double stop, double step, int first, int distance, int count) {}
        for (Row row : List.of(
                new Row(0, 3, 0.2, 0, 0, 15),
                new Row(-1, -4, -0.9, -1, 0, 4),
                new Row(-1, -20, -1.2, -1, -1, 16),
                new Row(0.5, 5.5, 0.5, 0, 1, 10),
                new Row(0, 10, 100, 0, 100, 1),
                new Row(0, 10, 2.5, 0, 2, 4))) {
            for (DType dtype : List.of(DType.INT8, DType.INT16, DType.INT32, DType.INT64)) {
                long[] expected = new long[row.count];
                for (int i = 0; i < expected.length; i++) {
                    expected[i] = row.first + (long) i * row.distance;
                }
                assertArrayEquals(
                        expected, arange(row.start, row.stop, row.step, dtype).toLongArray(), row.toString());
            }
        }
    }

    @Test
    void anInfiniteStepLeavesTheFirst() {
        assertEquals(List.of(0f), arange(0.0, 10.0, INFINITY).toList());
        assertEquals(List.of(), arange(10.0, 0.0, INFINITY).toList());
        assertEquals(List.of(0f), arange(0.0, -10.0, -INFINITY).toList());
        assertEquals(List.of(3), arange(3, 10, INFINITY, DType.INT32).toList());
        assertEquals(List.of(), arange(1.0, 1.0, INFINITY).toList());
    }

    @Test
    void whatCannotBeCountedIsRefused() {
        for (double[] row : new double[][] {
            {0, INFINITY, 1},
            {-INFINITY, 0, 1},
            {INFINITY, 1, INFINITY},
            {0, INFINITY, INFINITY},
            {Double.NaN, 1, 1},
            {0, Double.NaN, 1},
            {0, 1, Double.NaN},
            {0, 1, 0},
            {0, 1e300, 1e-300},
            {-1e308, 1e308, 1e308 / 3e9}
        }) {
            assertThrows(ShapeException.class, () -> arange(row[0], row[1], row[2]));
            assertThrows(ShapeException.class, () -> arange(row[0], row[1], row[2], DType.INT64));
        }
        assertThrows(ShapeException.class, () -> arange(0L, 1L, 0L));
        assertThrows(ShapeException.class, () -> arange(Long.MIN_VALUE, Long.MAX_VALUE, 1L));
        assertThrows(ShapeException.class, () -> linspace(0, 1, -1));
    }

    @Test
    void longsAreExact() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 200; round++) {
            long start = random.nextLong() >> random.nextInt(64);
            long step = (random.nextLong() >> random.nextInt(64)) | 1;
            BigInteger end = BigInteger.valueOf(step)
                    .multiply(BigInteger.valueOf(random.nextInt(6)))
                    .add(BigInteger.valueOf(start));
            long stop = end.bitLength() < 64 ? end.longValue() : step > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
            List<Long> expected = new ArrayList<>();
            BigInteger next = BigInteger.valueOf(start);
            while (step > 0
                    ? next.compareTo(BigInteger.valueOf(stop)) < 0
                    : next.compareTo(BigInteger.valueOf(stop)) > 0) {
                expected.add(next.longValue());
                next = next.add(BigInteger.valueOf(step));
            }
            Array got = arange(start, stop, step);
            assertEquals(DType.INT64, got.dtype());
            assertEquals(expected, got.toList(), start + " to " + stop + " by " + step);
        }
        assertEquals(
                List.of(Long.MIN_VALUE),
                arange(Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE)
                        .at(lazuli.core.Slice.of(0, 1))
                        .toList());
    }

    @Test
    void oneOrNoEvenlySpacedNumberIsTheFirst() {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT16, DType.INT32)) {
            assertEquals(0, linspace(3, 5, 0, true, dtype).size());
            assertEquals(3, linspace(3, 5, 1, true, dtype).itemInt());
            assertEquals(3, linspace(3, 5, 1, false, dtype).itemInt());
            assertEquals(5, linspace(3, 5, 2, true, dtype).take(1, 0).itemInt());
        }
    }
}
