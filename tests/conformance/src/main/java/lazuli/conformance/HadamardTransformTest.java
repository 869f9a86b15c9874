package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a matrix one of Hadamard's, and which arrays are refused. */
class HadamardTransformTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 12, 20, 24, 28, 40, 56, 128, 192, 256})
    void rowsAreOrthogonalAndOfOnes(int length) {
        Array matrix = Mx.hadamardTransform(Mx.eye(length), 1);
        for (double element : matrix.toDoubleArray()) {
            assertEquals(1, Math.abs(element));
        }
        double[] products = Mx.matmul(matrix, matrix.T()).toDoubleArray();
        double[] expected = Mx.multiply(Mx.eye(length), length).toDoubleArray();
        assertArrayEquals(expected, products);
    }

    @Test
    void thatOfAPowerOfTwoUndoesItself() {
        int length = 1 << 13;
        Array x = Mx.multiply(Mx.arange(2 * length), 1.0 / length).reshape(2, length);
        Array there = Mx.hadamardTransform(x);
        Array back = Mx.hadamardTransform(there);
        assertTrue(Mx.allclose(x, back, 1e-4, 1e-5, false).itemBoolean());
        assertEquals(1, Mx.hadamardTransform(Mx.ones(length), 1.0 / length).toDoubleArray()[0]);
    }

    @Test
    void everyRealDTypeIsTaken() {
        for (DType dtype : DType.values()) {
            Array x = Mx.ones(Shape.of(2), dtype);
            if (dtype == DType.COMPLEX64) {
                assertThrows(DTypeException.class, () -> Mx.hadamardTransform(x));
            } else {
                Array y = Mx.hadamardTransform(x, 0.5);
                assertEquals(dtype.toFloating(), y.dtype());
                assertArrayEquals(new double[] {1, 0}, y.toDoubleArray(), dtype.toString());
            }
        }
    }

    @Test
    void viewsAndEmptyArraysAreTaken() {
        Array x = Mx.arange(12).astype(DType.FLOAT32).reshape(4, 3);
        double[] columns = Mx.hadamardTransform(x.T(), 1).toDoubleArray();
        double[] copies = Mx.hadamardTransform(Mx.array(x.T().toFloatArray(), Shape.of(3, 4)), 1)
                .toDoubleArray();
        assertArrayEquals(copies, columns);
        assertEquals(
                Shape.of(0, 8),
                Mx.hadamardTransform(Mx.zeros(Shape.of(0, 8), DType.FLOAT32)).shape());
    }

    @Test
    void otherLengthsAreRefused() {
        for (int length : new int[] {0, 3, 6, 36, 60}) {
            Array x = Mx.zeros(Shape.of(2, length), DType.FLOAT32);
            assertThrows(ShapeException.class, () -> Mx.hadamardTransform(x, 1), () -> "length " + length);
        }
    }
}
