package lazuli.core.primitive.linalg;

import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.ArrayType;

/** What operations on matrices ask of their arguments, whose last two axes are the matrices and the others a batch. */
public final class MatrixTypes {
    private MatrixTypes() {}

    /** Checks that there are two axes at least. */
    public static void requireMatrix(String operation, ArrayType x) {
        if (x.shape().rank() < 2) {
            throw new ShapeException(operation, "needs matrices, not shape %s", x.shape());
        }
    }

    /** Checks that the last two axes have one length. */
    public static void requireSquare(String operation, ArrayType x) {
        requireMatrix(operation, x);
        if (x.shape().length(-1) != x.shape().length(-2)) {
            throw new ShapeException(operation, "needs square matrices, not shape %s", x.shape());
        }
    }

    /** Checks for float32 and float64. */
    public static void requireReal(String operation, ArrayType x) {
        if (x.dtype() != DType.FLOAT32 && x.dtype() != DType.FLOAT64) {
            throw new DTypeException(operation, "needs float32 or float64, not %s", x.dtype());
        }
    }

    /** Checks for float32, float64 and complex64. */
    public static void requireRealOrComplex(String operation, ArrayType x) {
        if (x.dtype() != DType.COMPLEX64) {
            requireReal(operation, x);
        }
    }

    /** The dtype of absolute values. */
    static DType realType(DType dtype) {
        return dtype == DType.COMPLEX64 ? DType.FLOAT32 : dtype;
    }

    /** The shorter side. */
    static int rank(Shape shape) {
        return Math.min(shape.length(-2), shape.length(-1));
    }

    /** A batch of matrices of another size. */
    static Shape resized(Shape shape, int rows, int columns) {
        return shape.with(-2, rows).with(-1, columns);
    }

    /** A batch of vectors as long as the matrices have rows. */
    public static Shape vectors(Shape shape) {
        return shape.remove(shape.rank() - 1);
    }

    /** A batch of vectors in place of the matrices. */
    public static Shape vectors(Shape shape, int length) {
        return shape.remove(shape.rank() - 1).with(-1, length);
    }

    /** Checks the sides of a linear system: square matrices, right sides of as many rows, one dtype and batch. */
    static void requireSystem(String operation, ArrayType a, ArrayType b) {
        requireSquare(operation, a);
        requireReal(operation, a);
        if (a.dtype() != b.dtype()) {
            throw new DTypeException(operation, "dtypes differ: %s and %s", a.dtype(), b.dtype());
        }
        if (b.shape().rank() < 2
                || !a.shape().equals(b.shape().with(-1, a.shape().length(-1)))) {
            throw new ShapeException(operation, "matrices %s do not fit right sides %s", a.shape(), b.shape());
        }
    }
}
