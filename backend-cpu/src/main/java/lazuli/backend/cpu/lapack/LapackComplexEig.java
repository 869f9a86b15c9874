package lazuli.backend.cpu.lapack;

import java.lang.invoke.MethodHandle;
import lazuli.backend.cpu.linalg.Factorization;
import lazuli.core.DType;

/** GEEV of complex matrices. */
final class LapackComplexEig implements Factorization {
    private static final int QUERY = -1;

    private final MethodHandle geev;
    private final int n;
    private final boolean vectors;
    private final long matrix;
    private final long right;
    private final long realWork;
    private final long work;
    private final int workSize;

    LapackComplexEig(Workspace workspace, int n, boolean vectors) {
        geev = Routine.link(DType.COMPLEX64, "geev", "ccipippipipip");
        this.n = n;
        this.vectors = vectors;
        matrix = workspace.allocate(DType.COMPLEX64, (long) n * n);
        right = workspace.allocate(DType.COMPLEX64, vectors ? (long) n * n : 1);
        realWork = workspace.allocate(DType.FLOAT32, 2L * n);
        long answer = workspace.allocate(DType.COMPLEX64, 1);
        decompose(0, answer, QUERY);
        workSize = Workspace.wanted(DType.COMPLEX64, answer);
        work = workspace.allocate(DType.COMPLEX64, workSize);
    }

    private boolean decompose(long values, long memory, int count) {
        try {
            int status = (int) geev.invokeExact(
                    Routine.COLUMN_MAJOR,
                    (byte) 'N',
                    (byte) (vectors ? 'V' : 'N'),
                    n,
                    matrix,
                    n,
                    values,
                    0L,
                    n,
                    right,
                    n,
                    memory,
                    count,
                    realWork);
            return Routine.succeeded("eig", status);
        } catch (Throwable e) {
            throw LapackLibrary.unexpected(e);
        }
    }

    @Override
    public boolean compute(long... operands) {
        Transposition.copy(DType.COMPLEX64.size(), operands[0], n, n, matrix);
        if (!decompose(operands[1], work, workSize)) {
            return false;
        }
        if (vectors) {
            Transposition.copy(DType.COMPLEX64.size(), right, n, n, operands[2]);
        }
        return true;
    }
}
