package lazuli.backend.cpu.lapack;

import java.lang.invoke.MethodHandle;
import lazuli.backend.cpu.linalg.Factorization;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.DType;

/** GETRF of the transpose, and GETRS transposing back. */
final class LapackSolve implements Factorization {
    private final MethodHandle getrf;
    private final MethodHandle getrs;
    private final int size;
    private final int n;
    private final int columns;
    private final long factors;
    private final long pivots;
    private final long right;

    LapackSolve(Workspace workspace, DType dtype, int n, int columns) {
        getrf = Routine.link(dtype, "getrf", "iipip");
        getrs = Routine.link(dtype, "getrs", "ciipippi");
        size = dtype.size();
        this.n = n;
        this.columns = columns;
        factors = workspace.allocate(dtype, (long) n * n);
        pivots = workspace.allocate(DType.INT32, n);
        right = workspace.allocate(dtype, (long) n * columns);
    }

    @Override
    public boolean compute(long... operands) {
        NativeMemory.copy(operands[0], factors, (long) size * n * n);
        Transposition.copy(size, operands[1], n, columns, right);
        try {
            int status = (int) getrf.invokeExact(Routine.COLUMN_MAJOR, n, n, factors, n, pivots);
            if (!Routine.succeeded("solve", status)) {
                return false;
            }
            status =
                    (int) getrs.invokeExact(Routine.COLUMN_MAJOR, (byte) 'T', n, columns, factors, n, pivots, right, n);
            Routine.succeeded("solve", status);
        } catch (Throwable e) {
            throw LapackLibrary.unexpected(e);
        }
        Transposition.copy(size, right, columns, n, operands[2]);
        return true;
    }
}
