package lazuli.backend.cpu.lapack;

import java.lang.invoke.MethodHandle;
import lazuli.backend.cpu.linalg.Factorization;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.DType;

/** GELQF and ORGLQ of the transpose: Aᵀ = L Qᵀ. */
final class LapackQr implements Factorization {
    private static final int QUERY = -1;

    private final MethodHandle gelqf;
    private final MethodHandle orglq;
    private final DType dtype;
    private final int rows;
    private final int columns;
    private final int rank;
    private final long matrix;
    private final long factors;
    private final long work;
    private final int workSize;

    LapackQr(Workspace workspace, DType dtype, int rows, int columns) {
        gelqf = Routine.link(dtype, "gelqf", "iipippi");
        orglq = Routine.link(dtype, "orglq", "iiipippi");
        this.dtype = dtype;
        this.rows = rows;
        this.columns = columns;
        rank = Math.min(rows, columns);
        matrix = workspace.allocate(dtype, (long) rows * columns);
        factors = workspace.allocate(dtype, rank);
        long answer = workspace.allocate(dtype, 1);
        factor(answer, QUERY);
        int wanted = Workspace.wanted(dtype, answer);
        generate(answer, QUERY);
        workSize = Math.max(wanted, Workspace.wanted(dtype, answer));
        work = workspace.allocate(dtype, workSize);
    }

    private void factor(long memory, int count) {
        try {
            int status = (int)
                    gelqf.invokeExact(Routine.COLUMN_MAJOR, columns, rows, matrix, columns, factors, memory, count);
            Routine.succeeded("qr", status);
        } catch (Throwable e) {
            throw LapackLibrary.unexpected(e);
        }
    }

    private void generate(long memory, int count) {
        try {
            int status = (int)
                    orglq.invokeExact(Routine.COLUMN_MAJOR, rank, rows, rank, matrix, columns, factors, memory, count);
            Routine.succeeded("qr", status);
        } catch (Throwable e) {
            throw LapackLibrary.unexpected(e);
        }
    }

    @Override
    public boolean compute(long... operands) {
        long size = dtype.size();
        NativeMemory.copy(operands[0], matrix, size * rows * columns);
        factor(work, workSize);
        NativeMemory.copy(matrix, operands[2], size * rank * columns);
        Transposition.clearBeside(true, dtype.size(), operands[2], rank, columns);
        generate(work, workSize);
        for (int row = 0; row < rows; row++) {
            NativeMemory.copy(matrix + size * row * columns, operands[1] + size * row * rank, size * rank);
        }
        return true;
    }
}
