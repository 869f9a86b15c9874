package lazuli.backend.cpu.lapack;

import java.lang.invoke.MethodHandle;
import lazuli.backend.cpu.linalg.Factorization;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.DType;

/** GESDD of the transpose, Aᵀ = V S Uᵀ: its left vectors are the rows of vt, its right ones those of u. */
final class LapackSvd implements Factorization {
    private static final int QUERY = -1;

    private final MethodHandle gesdd;
    private final DType dtype;
    private final byte job;
    private final int rows;
    private final int columns;
    private final int rightColumns;
    private final long matrix;
    private final long realWork;
    private final long integers;
    private final long work;
    private final int workSize;

    private LapackSvd(Workspace workspace, DType dtype, int rows, int columns, char job) {
        gesdd = Routine.link(dtype, "gesdd", "ciipippipipi" + (dtype == DType.COMPLEX64 ? "pp" : "p"));
        this.dtype = dtype;
        this.job = (byte) job;
        this.rows = rows;
        this.columns = columns;
        int rank = Math.min(rows, columns);
        rightColumns = job == 'A' ? rows : rank;
        long longer = Math.max(rows, columns);
        double squares = 5.0 * rank * rank + 2.0 * longer * rank + 20.0 * longer;
        Workspace.requireCountable("svd", squares, rows, columns);
        matrix = workspace.allocate(dtype, (long) rows * columns);
        realWork = dtype == DType.COMPLEX64 ? workspace.allocate(DType.FLOAT32, (long) squares) : 0;
        integers = workspace.allocate(DType.INT32, 8L * rank);
        long answer = workspace.allocate(dtype, 1);
        decompose(0, 0, 0, answer, QUERY);
        workSize = Workspace.wanted(dtype, answer);
        work = workspace.allocate(dtype, workSize);
    }

    static LapackSvd values(Workspace workspace, DType dtype, int rows, int columns) {
        return new LapackSvd(workspace, dtype, rows, columns, 'N');
    }

    static LapackSvd vectors(Workspace workspace, DType dtype, int rows, int columns, boolean complete) {
        return new LapackSvd(workspace, dtype, rows, columns, complete ? 'A' : 'S');
    }

    private boolean decompose(long u, long s, long vt, long memory, int count) {
        try {
            int status = dtype == DType.COMPLEX64
                    ? (int) gesdd.invokeExact(
                            Routine.COLUMN_MAJOR,
                            job,
                            columns,
                            rows,
                            matrix,
                            columns,
                            s,
                            vt,
                            columns,
                            u,
                            rightColumns,
                            memory,
                            count,
                            realWork,
                            integers)
                    : (int) gesdd.invokeExact(
                            Routine.COLUMN_MAJOR,
                            job,
                            columns,
                            rows,
                            matrix,
                            columns,
                            s,
                            vt,
                            columns,
                            u,
                            rightColumns,
                            memory,
                            count,
                            integers);
            return Routine.succeeded("svd", status);
        } catch (Throwable e) {
            throw LapackLibrary.unexpected(e);
        }
    }

    @Override
    public boolean compute(long... operands) {
        NativeMemory.copy(operands[0], matrix, (long) dtype.size() * rows * columns);
        return job == 'N'
                ? decompose(0, operands[1], 0, work, workSize)
                : decompose(operands[1], operands[2], operands[3], work, workSize);
    }
}
