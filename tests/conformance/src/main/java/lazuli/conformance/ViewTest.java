package lazuli.conformance;

import static lazuli.core.Mx.arange;
import static lazuli.core.Mx.array;
import static lazuli.core.Mx.asStrided;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.Slice;
import org.junit.jupiter.api.Test;

/** Bytes under another dtype, and elements at other strides. */
class ViewTest {
    @Test
    void bytesThatBeginInsideAWiderElementAreMoved() {
        Array bytes = arange(9, DType.UINT8).at(Slice.from(1));
        assertArrayEquals(
                new long[] {0x04030201L, 0x08070605L}, bytes.view(DType.UINT32).toLongArray());
    }

    @Test
    void columnsAreBroughtTogether() {
        Array columns = arange(8, DType.INT16).reshape(2, 4).T();
        assertArrayEquals(
                new int[] {0 | 4 << 16, 1 | 5 << 16, 2 | 6 << 16, 3 | 7 << 16},
                columns.view(DType.INT32).toIntArray());
    }

    @Test
    void complexNumbersAreTheirParts() {
        Array z = array(new float[] {1, 2, 3, 4}, Shape.of(4)).view(DType.COMPLEX64);
        assertEquals(Complex.of(3, 4), z.at(1).itemComplex());
        assertArrayEquals(new float[] {-2, -4}, Mx.real(z.multiply(Complex.I)).toFloatArray());
    }

    @Test
    void aLastAxisMustHoldWholeElements() {
        assertThrows(ShapeException.class, () -> arange(6, DType.UINT8).view(DType.UINT32));
        assertThrows(ShapeException.class, () -> array(1f).view(DType.UINT8));
    }

    @Test
    void stridesMustStayInside() {
        Array x = arange(6);
        assertArrayEquals(
                new int[] {5, 3, 1},
                asStrided(x, Shape.of(3), new long[] {-2}, 5).toIntArray());
        assertThrows(ShapeException.class, () -> asStrided(x, Shape.of(4), new long[] {2}, 0));
        assertThrows(ShapeException.class, () -> asStrided(x, Shape.of(3), new long[] {-2}, 3));
    }
}
