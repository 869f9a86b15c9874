package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Indices of 64 bits are not cut to 32, one example's indices do not reach another's elements, and bool has no bytes but 0 and 1. */
class WideIndicesTest {
    /**
     * A way to use an index.
     *
     * @param use of an index array of one axis with two elements
     */
    record Use(String name, UnaryOperator<Array> use) {
        @Override
        public String toString() {
            return name;
        }
    }

    // spotless:off
    static Stream<Use> uses() {
        Array x = arange(20, DType.FLOAT32).reshape(4, 5);
        Array rows = ones(2, 5);
        Array matrices = ones(4, 2, 2);
        return Stream.of(
                new Use("take", i -> take(x, i, 0)),
                new Use("at", i -> x.at(i)),
                new Use("at two", i -> x.at(i, i)),
                new Use("at behind a slice", i -> x.at(Slice.all(), i)),
                new Use("takeAlongAxis", i -> takeAlongAxis(x, i.reshape(2, 1), 0)),
                new Use("putAlongAxis", i -> putAlongAxis(x, i.reshape(2, 1), array(1f), 0)),
                new Use("set", i -> x.update(i).set(rows)),
                new Use("add", i -> x.update(i).add(rows)),
                new Use("multiply", i -> x.update(i).multiply(rows)),
                new Use("set two", i -> x.update(i, i).set(array(9f))),
                new Use("slice", i -> slice(x, i, new int[] {0, 1}, new int[] {1, 1})),
                new Use("sliceUpdate", i -> sliceUpdate(x, ones(1, 1), i, new int[] {0, 1})),
                new Use("gatherMm", i -> gatherMm(ones(2, 1, 2), matrices, null, i)),
                new Use("vmap of take", i -> vmap((a, j) -> take(a, j, 0)).apply(x.at(Slice.to(2)), i)),
                new Use("vmap of set", i -> vmap((a, j) -> a.update(j).set(array(9f))).apply(x.at(Slice.to(2)), i)),
                new Use("gradient of take", i -> grad(a -> take(a, i, 0).sum()).apply(x)));
    }
    // spotless:on

    @ParameterizedTest
    @MethodSource("uses")
    void wideIndicesAreOutOfRangeOrAsNarrowOnes(Use use) {
        Array expected = use.use.apply(array(1, 2)).eval();
        for (DType dtype : List.of(DType.INT64, DType.UINT64, DType.UINT32, DType.INT16, DType.UINT8)) {
            assertTrue(
                    arrayEqual(expected, use.use.apply(array(1, 2).astype(dtype)))
                            .itemBoolean(),
                    dtype.toString());
        }
        for (long far :
                new long[] {1L << 32, (1L << 32) + 1, -(1L << 32), Long.MAX_VALUE, Long.MIN_VALUE + 1, 1L << 40}) {
            Array indices = array(new long[] {1, far}, Shape.of(2));
            assertThrows(
                    IndexOutOfBoundsException.class,
                    () -> use.use.apply(indices).eval(),
                    "int64 " + far);
            if (far != Long.MIN_VALUE + 1) {
                Array unsigned = indices.view(DType.UINT64);
                assertThrows(
                        IndexOutOfBoundsException.class,
                        () -> use.use.apply(unsigned).eval(),
                        "uint64 " + far);
            }
        }
        Array largest = array(new long[] {1, -1}, Shape.of(2)).view(DType.UINT64);
        assertThrows(
                IndexOutOfBoundsException.class, () -> use.use.apply(largest).eval(), "uint64 2^64 - 1");
    }

    @Test
    void examplesDoNotReachEachOthersElements() {
        Array x = arange(6, DType.FLOAT32).reshape(2, 3);
        for (int[] outside : new int[][] {{3, 0}, {0, -4}}) {
            assertThrows(
                    IndexOutOfBoundsException.class,
                    () -> vmap((a, i) -> take(a, i, 0)).apply(x, array(outside)).eval());
        }
    }

    @Test
    void everyByteButZeroIsTrue() {
        byte[] bytes = {2, 4, 0, -1, 1};
        boolean[] falsities = {false, false, true, false, false};
        Shape shape = Shape.of(bytes.length);
        try (Arena arena = Arena.ofShared()) {
            MemorySegment outside = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
            assertArrayEquals(
                    falsities, logicalNot(wrap(outside, DType.BOOL, shape)).toBooleanArray());
        }
        MemorySegment inside = MemorySegment.ofArray(bytes);
        assertArrayEquals(
                falsities, logicalNot(array(inside, DType.BOOL, shape)).toBooleanArray());
        for (DType dtype : List.of(DType.UINT8, DType.INT8)) {
            Array seen = array(inside, dtype, shape).view(DType.BOOL);
            assertArrayEquals(falsities, logicalNot(seen).toBooleanArray());
            assertArrayEquals(new byte[] {1, 1, 0, 1, 1}, seen.toByteArray());
        }
        assertArrayEquals(
                new byte[] {1, 1, 0, 0},
                array(new int[] {0x205}, Shape.of(1)).view(DType.BOOL).toByteArray());
    }
}
