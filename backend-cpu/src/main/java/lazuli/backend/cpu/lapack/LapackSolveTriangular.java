package lazuli.backend.cpu.lapack;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import lazuli.backend.cpu.linalg.Factorization;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.DType;

/** TRSM, which takes row-major matrices. */
final class LapackSolveTriangular implements Factorization {
    private static final int ROW_MAJOR = 101;
    private static final int NOT_TRANSPOSED = 111;
    private static final int UPPER = 121;
    private static final int LOWER = 122;
    private static final int ANY_DIAGONAL = 131;
    private static final int LEFT = 141;

    private final MethodHandle trsm;
    private final DType dtype;
    private final int n;
    private final int columns;
    private final int triangle;

    LapackSolveTriangular(DType dtype, int n, int columns, boolean upper) {
        MemoryLayout scalar = dtype == DType.FLOAT64 ? JAVA_DOUBLE : JAVA_FLOAT;
        trsm = Routine.linkBlas(
                dtype, "trsm", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, scalar, JAVA_LONG,
                JAVA_INT, JAVA_LONG, JAVA_INT);
        this.dtype = dtype;
        this.n = n;
        this.columns = columns;
        triangle = upper ? UPPER : LOWER;
    }

    @Override
    public boolean compute(long... operands) {
        long a = operands[0];
        long x = operands[2];
        NativeMemory.copy(operands[1], x, (long) dtype.size() * n * columns);
        try {
            if (dtype == DType.FLOAT64) {
                trsm.invokeExact(
                        ROW_MAJOR, LEFT, triangle, NOT_TRANSPOSED, ANY_DIAGONAL, n, columns, 1.0, a, n, x, columns);
            } else {
                trsm.invokeExact(
                        ROW_MAJOR, LEFT, triangle, NOT_TRANSPOSED, ANY_DIAGONAL, n, columns, 1f, a, n, x, columns);
            }
        } catch (Throwable e) {
            throw LapackLibrary.unexpected(e);
        }
        return true;
    }
}
