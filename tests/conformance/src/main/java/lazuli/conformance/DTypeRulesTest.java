package lazuli.conformance;

import static lazuli.core.Mx.array;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import lazuli.core.DTypeCategory;
import lazuli.core.DTypeException;
import lazuli.core.Mx;
import lazuli.core.Shape;
import org.junit.jupiter.api.Test;

/** Which dtypes operations take and give, beyond the golden cases. */
class DTypeRulesTest {
    @Test
    void functionsRefuseDtypesWhereTheGraphIsBuilt() {
        Array complex = array(Complex.I);
        assertThrows(DTypeException.class, () -> Mx.floor(complex));
        assertThrows(DTypeException.class, () -> Mx.arctan2(complex, complex));
        assertThrows(DTypeException.class, () -> Mx.negative(array(true)));
        assertThrows(DTypeException.class, () -> Mx.bitwiseAnd(array(1f), array(2f)));
        assertThrows(DTypeException.class, () -> Mx.leftShift(array(1.5f), 1));
        assertEquals(DType.UINT8, Mx.leftShift(array(true), array(true)).dtype());
    }

    /** Kernels that know only real floating numbers wrote beyond the memory of others. */
    @Test
    void windowsAndNormsTakeRealFloatingNumbers() {
        Array complex = Mx.zeros(Shape.of(1, 9, 5), DType.COMPLEX64);
        assertThrows(DTypeException.class, () -> Mx.conv1d(complex, complex));
        Array row = Mx.ones(5);
        assertThrows(DTypeException.class, () -> Mx.batchNorm(complex, row, row, 1e-5f));
        Array half = Mx.arange(45).reshape(1, 9, 5).astype(DType.BFLOAT16);
        List<Array> outputs = Mx.batchNorm(half, row.astype(DType.BFLOAT16), row.astype(DType.BFLOAT16), 1e-5f);
        assertArrayEquals(new float[] {20, 21, 22, 23, 24}, outputs.get(1).toFloatArray());
        assertEquals(DType.BFLOAT16, outputs.get(0).dtype());
        Array bytes = Mx.arange(45).reshape(9, 5).astype(DType.UINT8);
        assertEquals(DType.FLOAT32, Mx.batchNorm(bytes, row, row, 1e-5f).get(0).dtype());
    }

    @Test
    void complexScalarsAreWeak() {
        assertEquals(DType.COMPLEX64, array(1f).add(Complex.I).dtype());
        assertEquals(Complex.of(2, 1), array(2).add(Complex.I).itemComplex());
        assertThrows(ArithmeticException.class, () -> Mx.full(Shape.SCALAR, Complex.I, DType.FLOAT32));
    }

    @Test
    void divmodRoundsDown() {
        List<Array> result = Mx.divmod(array(-7, 7, -7, Integer.MIN_VALUE), array(2, -2, -2, 3));
        assertArrayEquals(new int[] {-4, -4, 3, -715827883}, result.get(0).toIntArray());
        assertArrayEquals(new int[] {1, -1, -1, 1}, result.get(1).toIntArray());
    }

    @Test
    void unsignedIntegersAreCloseAsNumbers() {
        Array a = array(3, 5).astype(DType.UINT8);
        Array b = array(5, 3).astype(DType.UINT8);
        assertTrue(Mx.allclose(a, b, 0, 2, false).itemBoolean());
        assertFalse(Mx.allclose(a, b, 0, 1, false).itemBoolean());
    }

    @Test
    void categories() {
        assertTrue(Mx.issubdtype(DType.BFLOAT16, DTypeCategory.INEXACT));
        assertFalse(Mx.issubdtype(DType.BOOL, DTypeCategory.NUMBER));
        assertTrue(Mx.issubdtype(DTypeCategory.UNSIGNED_INTEGER, DTypeCategory.INTEGER));
        assertTrue(Mx.isdtype(DType.INT8, "real floating", "integral"));
        assertFalse(Mx.isdtype(DType.BOOL, "numeric"));
        assertThrows(DTypeException.class, () -> Mx.isdtype(DType.BOOL, "text"));
    }
}
