package lazuli.backend.cpu.lapack;

import java.lang.invoke.MethodHandle;
import lazuli.backend.cpu.linalg.Factorization;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.DType;

/** POTRF; to it a row-major triangle is the other one. */
final class LapackCholesky implements Factorization {
    private final MethodHandle potrf;
    private final int size;
    private final int n;
    private final boolean upper;

    LapackCholesky(DType dtype, int n, boolean upper) {
        potrf = Routine.link(dtype, "potrf", "cipi");
        size = dtype.size();
        this.n = n;
        this.upper = upper;
    }

    @Override
    public boolean compute(long... operands) {
        long to = operands[1];
        NativeMemory.copy(operands[0], to, (long) size * n * n);
        try {
            int status = (int) potrf.invokeExact(Routine.COLUMN_MAJOR, (byte) (upper ? 'L' : 'U'), n, to, n);
            if (!Routine.succeeded("cholesky", status)) {
                return false;
            }
        } catch (Throwable e) {
            throw LapackLibrary.unexpected(e);
        }
        Transposition.clearBeside(upper, size, to, n, n);
        return !hasNaN(to);
    }

    /** OpenBLAS takes NaN for a pivot. */
    private boolean hasNaN(long to) {
        for (long i = 0; i < n; i++) {
            long diagonal = to + size * i * (n + 1);
            if (Double.isNaN(
                    size == Double.BYTES ? NativeMemory.getDouble(diagonal) : NativeMemory.getFloat(diagonal))) {
                return true;
            }
        }
        return false;
    }
}
