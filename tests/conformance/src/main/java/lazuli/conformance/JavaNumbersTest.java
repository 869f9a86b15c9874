package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import lazuli.core.Fast;
import lazuli.core.Shape;
import org.junit.jupiter.api.Test;

/** A Java number makes a scalar, Java numbers a vector, of however many: how many there are never decides on the rank. */
class JavaNumbersTest {
    private static void check(Shape shape, DType dtype, Object values, Array got) {
        assertEquals(shape, got.shape());
        assertEquals(dtype, got.dtype());
        assertEquals(values, got.toList());
    }

    private static void scalar(DType dtype, Object value, Array got) {
        assertEquals(Shape.SCALAR, got.shape());
        assertEquals(dtype, got.dtype());
        assertEquals(List.of(value), got.reshape(1).toList());
    }

    @Test
    void aNumberIsAScalar() {
        scalar(DType.FLOAT32, 1.5f, array(1.5f));
        scalar(DType.FLOAT32, 1.5f, array(1.5));
        scalar(DType.INT32, 7, array(7));
        scalar(DType.INT32, 7, array((short) 7));
        scalar(DType.INT64, 1L << 40, array(1L << 40));
        scalar(DType.BOOL, true, array(true));
        scalar(DType.COMPLEX64, Complex.I, array(Complex.I));
        scalar(DType.FLOAT64, 0.1, array(0.1, DType.FLOAT64));
        scalar(DType.INT8, -3, array(-3, DType.INT8));
        scalar(DType.INT64, Long.MAX_VALUE, array(Long.MAX_VALUE, DType.INT64));
    }

    @Test
    void numbersAreAVectorOfAnyLength() {
        for (int n = 0; n <= 3; n++) {
            Shape shape = Shape.of(n);
            check(shape, DType.FLOAT32, copies(n, 0f), array(new float[n]));
            check(shape, DType.FLOAT32, copies(n, 0f), array(new double[n]));
            check(shape, DType.INT32, copies(n, 0), array(new int[n]));
            check(shape, DType.INT64, copies(n, 0L), array(new long[n]));
            check(shape, DType.BOOL, copies(n, false), array(new boolean[n]));
            check(
                    shape,
                    DType.COMPLEX64,
                    copies(n, Complex.I),
                    array(copies(n, Complex.I).toArray(Complex[]::new)));
            check(shape, DType.FLOAT64, copies(n, 0.0), array(new double[n], DType.FLOAT64));
            check(shape, DType.FLOAT64, copies(n, 0.0), array(new float[n], DType.FLOAT64));
            check(shape, DType.INT64, copies(n, 0L), array(new int[n], DType.INT64));
            check(shape, DType.INT32, copies(n, 0), array(new long[n], DType.INT32));
        }
    }

    private static <T> List<T> copies(int count, T value) {
        List<T> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            copies.add(value);
        }
        return copies;
    }

    @Test
    void numbersWithAPointAreFloat32UnlessADTypeIsGiven() {
        check(Shape.of(2), DType.FLOAT32, List.of(0.1f, 2f), array(0.1, 2));
        check(Shape.of(1), DType.FLOAT64, List.of(0.1), array(new double[] {0.1}, DType.FLOAT64));
        check(Shape.of(1, 1), DType.FLOAT64, List.of(List.of(0.1)), array(new double[] {0.1}, Shape.of(1, 1)));
    }

    @Test
    void rotatingTwoElementsTakesAVectorOfOneFrequency() {
        Array x = arange(12.0).reshape(1, 2, 3, 2);
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            Array rotated = Fast.rope(x.astype(dtype), 2, 0);
            Array angles = arange(0, 3, 1, dtype);
            Array expected = stack(
                    List.of(
                            subtract(multiply(x.take(0, -1), cos(angles)), multiply(x.take(1, -1), sin(angles))),
                            add(multiply(x.take(0, -1), sin(angles)), multiply(x.take(1, -1), cos(angles)))),
                    -1);
            assertTrue(allclose(rotated, expected).itemBoolean());
        }
    }
}
