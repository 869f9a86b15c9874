package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import org.junit.jupiter.api.Test;

/** Arrays from Java's nested values, and back. */
class JavaValuesTest {
    private static void check(DType dtype, List<?> expected, Array got) {
        assertEquals(dtype, got.dtype());
        assertEquals(expected, got.toList());
    }

    @Test
    void nestedArrays() {
        check(DType.FLOAT32, List.of(List.of(1f, 2f), List.of(3f, 4f)), asarray(new float[][] {{1, 2}, {3, 4}}));
        check(DType.FLOAT64, List.of(List.of(List.of(0.1))), asarray(new double[][][] {{{0.1}}}));
        check(DType.INT16, List.of(-1, 2), asarray(new short[] {-1, 2}));
        check(DType.INT8, List.of(-128, 127), asarray(new byte[] {-128, 127}));
        check(DType.BOOL, List.of(List.of(true, false)), asarray(new boolean[][] {{true, false}}));
        check(DType.BOOL, List.of(true), asarray(new boolean[] {true}));
        check(DType.INT64, List.of(1L << 40), asarray(new Long[] {1L << 40}));
        assertEquals(Shape.of(2, 0), asarray(new int[2][0]).shape());
    }

    @Test
    void nestedLists() {
        check(DType.INT32, List.of(List.of(1, 2), List.of(3, 4)), asarray(List.of(List.of(1, 2), List.of(3, 4))));
        check(DType.FLOAT32, List.of(1f, 2.5f), asarray(List.of(1, 2.5)));
        check(DType.INT32, List.of(1, 7), asarray(List.of(true, 7)));
        check(DType.COMPLEX64, List.of(Complex.I, Complex.of(2, 0)), asarray(List.of(Complex.I, 2)));
        check(DType.INT64, List.of(1L, 1L << 40), asarray(List.of(1, 1L << 40)));
        check(DType.FLOAT32, List.of(), asarray(List.of()));
        check(DType.FLOAT32, List.of(List.of(0f, 1f), List.of(1f, 1f)), asarray(List.of(new int[] {0, 1}, ones(2))));
    }

    @Test
    void scalarsAndArrays() {
        assertEquals(Shape.SCALAR, asarray(3).shape());
        assertEquals(DType.BOOL, asarray(true).dtype());
        Array x = ones(2);
        assertSame(x, asarray(x));
        assertEquals(DType.FLOAT16, asarray(x, DType.FLOAT16).dtype());
    }

    @Test
    void dtypeIsAppliedBeforeRounding() {
        assertEquals(0.1, asarray(List.of(0.1), DType.FLOAT64).itemDouble());
        check(DType.UINT8, List.of(255), asarray(List.of(-1), DType.UINT8));
    }

    @Test
    void buffersOfAnyOrder() {
        ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.BIG_ENDIAN);
        bytes.putFloat(1.5f).putFloat(-2).flip();
        FloatBuffer floats = bytes.asFloatBuffer();
        check(DType.FLOAT32, List.of(1.5f, -2f), asarray(floats));
        floats.get();
        check(DType.FLOAT32, List.of(-2f), asarray(floats));
        assertEquals(1, floats.position());
        check(DType.INT64, List.of(List.of(4L), List.of(5L)), asarray(List.of(longs(4), longs(5))));
    }

    private static LongBuffer longs(long value) {
        return LongBuffer.wrap(new long[] {value});
    }

    @Test
    void whatIsNoArrayIsRefused() {
        ShapeException ragged = assertThrows(ShapeException.class, () -> asarray(new int[][] {{1}, {2, 3}}));
        assertEquals("[asarray] neighbours of shapes (1,) and (2,)", ragged.getMessage());
        assertThrows(DTypeException.class, () -> asarray("text"));
        assertThrows(DTypeException.class, () -> asarray(List.of(1, "text")));
    }

    @Test
    void listsHaveTheDtypesJavaType() {
        assertEquals(
                List.of(4294967295L), array(-1).astype(DType.UINT32).reshape(1).toList());
        assertEquals(
                List.of(List.of(1f, 3f), List.of(2f, 4f)),
                array(new float[][] {{1, 2}, {3, 4}}).T().toList());
        assertEquals(List.of(List.of(), List.of()), zeros(2, 0).toList());
        assertEquals(
                List.of(0.5f), array(0.5f).astype(DType.BFLOAT16).reshape(1).toList());
        assertThrows(ShapeException.class, () -> array(1).toList());
    }

    @Test
    void nestedCopies() {
        Array x = arange(24).reshape(2, 3, 4).transpose(2, 0, 1);
        int[][][] copy = x.toNestedArray(int[][][].class);
        assertArrayEquals(new int[] {13, 17, 21}, copy[1][1]);
        assertEquals(asarray(copy).toList(), x.toList());
        assertEquals(2.0, array(1f, 2f).toNestedArray(double[].class)[1]);
        assertEquals(0, zeros(3, 0).toNestedArray(float[][].class)[2].length);
        assertThrows(ShapeException.class, () -> x.toNestedArray(int[].class));
        assertThrows(DTypeException.class, () -> x.toNestedArray(char[][][].class));
    }

    @Test
    void segmentsAreCopies() {
        Array x = arange(6).reshape(2, 3).T();
        var segment = x.toMemorySegment();
        assertArrayEquals(new int[] {0, 3, 1, 4, 2, 5}, segment.toArray(ValueLayout.JAVA_INT));
        assertEquals(x.toList(), Mx.array(segment, DType.INT32, Shape.of(3, 2)).toList());
        assertEquals(0, zeros(0).toMemorySegment().byteSize());
    }

    @Test
    void iterationIsOverTheFirstAxis() {
        Array x = arange(6).reshape(3, 2);
        List<Object> rows = new ArrayList<>();
        for (Array row : x) {
            rows.add(row.toList());
        }
        assertEquals(x.toList(), rows);
        assertEquals(3, x.length());
        assertThrows(ShapeException.class, () -> array(1).iterator());
        assertThrows(ShapeException.class, () -> array(1).length());
    }

    @Test
    void truthValuesNeverPromote() {
        Array x = array(1, 2).astype(DType.INT8);
        check(DType.BOOL, List.of(true, true), x.logicalOr(true));
        check(DType.BOOL, List.of(true, false), x.equal(true));
        check(DType.BOOL, List.of(false, true), where(x.equal(1), false, true));
        check(DType.INT8, List.of(1, 1), where(array(true, false), x, true));
        check(DType.BOOL, List.of(true, true), full(Shape.of(2), true));
    }
}
