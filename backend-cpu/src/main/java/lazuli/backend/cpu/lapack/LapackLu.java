package lazuli.backend.cpu.lapack;

import java.lang.invoke.MethodHandle;
import lazuli.backend.cpu.linalg.Factorization;
import lazuli.backend.cpu.linalg.Pivots;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.DType;

/** GETRF of the matrix in column-major order. */
final class LapackLu implements Factorization {
    private final MethodHandle getrf;
    private final int size;
    private final int rows;
    private final int columns;
    private final long matrix;
    private final long pivots;

    LapackLu(Workspace workspace, DType dtype, int rows, int columns) {
        getrf = Routine.link(dtype, "getrf", "iipip");
        size = dtype.size();
        this.rows = rows;
        this.columns = columns;
        matrix = workspace.allocate(dtype, (long) rows * columns);
        pivots = workspace.allocate(DType.INT32, Math.min(rows, columns));
    }

    @Override
    public boolean compute(long... operands) {
        Transposition.copy(size, operands[0], rows, columns, matrix);
        try {
            // A zero pivot is no failure: the factors exist.
            int status = (int) getrf.invokeExact(Routine.COLUMN_MAJOR, rows, columns, matrix, rows, pivots);
            Routine.succeeded("lu", status);
        } catch (Throwable e) {
            throw LapackLibrary.unexpected(e);
        }
        Transposition.copy(size, matrix, columns, rows, operands[1]);
        int[] exchanged = new int[Math.min(rows, columns)];
        for (int i = 0; i < exchanged.length; i++) {
            exchanged[i] = NativeMemory.getInt(pivots + 4L * i) - 1;
        }
        Pivots.store(exchanged, rows, operands[2], operands[3]);
        return true;
    }
}
