package lazuli.backend.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;

/**
 * Products of a matrix and a vector by the library's BLAS function. The time it takes, relative to the primitive, on two cores
 * with AVX-512: 1 x 1024 @ 1024 x 1024 0.51, transposed 1024 x 1024 @ 1024 x 1 0.21. For products of matrices the primitive is
 * as fast or faster: 2048 cubed 0.89 to 0.95, 64 x 2048 @ 2048 x 128 1.05, 512 x 512 @ 512 x 10 1.12, with the right side
 * transposed 1.0, 2.9 and 1.17.
 */
final class VectorProduct {
    private static final MethodHandle SGEMM = OneDnnLibrary.statusFunction(
            "dnnl_sgemm",
            JAVA_BYTE,
            JAVA_BYTE,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_FLOAT,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_FLOAT,
            JAVA_LONG,
            JAVA_LONG);

    private VectorProduct() {}

    static boolean canCompute(MatmulKey key) {
        return key.type() == ElementType.FLOAT32
                && key.batch() == 1
                && (key.rows() == 1 || key.columns() == 1)
                && !key.bias()
                && isRowMajor(key.destination(), key.columns());
    }

    static void compute(MatmulKey key, long left, long right, long destination) {
        boolean leftPlain = isRowMajor(key.left(), key.inner());
        boolean rightPlain = isRowMajor(key.right(), key.columns());
        try {
            int status = (int) SGEMM.invokeExact(
                    (byte) (leftPlain ? 'N' : 'T'),
                    (byte) (rightPlain ? 'N' : 'T'),
                    (long) key.rows(),
                    (long) key.columns(),
                    (long) key.inner(),
                    key.alpha(),
                    left,
                    leftPlain
                            ? step(key.rows(), key.left().rowStride(), key.inner())
                            : step(key.inner(), key.left().columnStride(), key.rows()),
                    right,
                    rightPlain
                            ? step(key.inner(), key.right().rowStride(), key.columns())
                            : step(key.columns(), key.right().columnStride(), key.inner()),
                    key.beta(),
                    destination,
                    step(key.rows(), key.destination().rowStride(), key.columns()));
            Status.check(status, "sgemm", key);
        } catch (Throwable e) {
            throw OneDnnLibrary.unexpected(e);
        }
    }

    private static boolean isRowMajor(MatrixLayout layout, int columns) {
        return columns == 1 || layout.columnStride() == 1;
    }

    /** The distance between lines of {@code length} elements; with one line it means nothing, but must not be less. */
    private static long step(int lines, long stride, int length) {
        return lines == 1 ? length : stride;
    }
}
