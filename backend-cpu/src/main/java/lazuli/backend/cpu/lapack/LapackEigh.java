package lazuli.backend.cpu.lapack;

import java.lang.invoke.MethodHandle;
import lazuli.backend.cpu.linalg.Factorization;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.DType;

/** SYEVD or HEEVD of the transpose, which is the conjugate: to it a row-major triangle is the other one. */
final class LapackEigh implements Factorization {
    private static final int QUERY = -1;

    private final MethodHandle eigen;
    private final DType dtype;
    private final int n;
    private final boolean upper;
    private final boolean vectors;
    private final long matrix;
    private final long realWork;
    private final int realSize;
    private final long integers;
    private final int integerSize;
    private final long work;
    private final int workSize;

    LapackEigh(Workspace workspace, DType dtype, int n, boolean upper, boolean vectors) {
        boolean isComplex = dtype == DType.COMPLEX64;
        eigen = Routine.link(dtype, isComplex ? "heevd" : "syevd", isComplex ? "ccipippipipi" : "ccipippipi");
        this.dtype = dtype;
        this.n = n;
        this.upper = upper;
        this.vectors = vectors;
        double squares = 1 + 6.0 * n + 2.0 * n * n;
        Workspace.requireCountable("eigh", squares, n, n);
        matrix = workspace.allocate(dtype, (long) n * n);
        realSize = (int) squares;
        realWork = isComplex ? workspace.allocate(DType.FLOAT32, realSize) : 0;
        integerSize = 3 + 5 * n;
        integers = workspace.allocate(DType.INT32, integerSize);
        long answer = workspace.allocate(dtype, 1);
        decompose(0, answer, QUERY);
        workSize = Workspace.wanted(dtype, answer);
        work = workspace.allocate(dtype, workSize);
    }

    private boolean decompose(long values, long memory, int count) {
        byte job = (byte) (vectors ? 'V' : 'N');
        byte triangle = (byte) (upper ? 'L' : 'U');
        try {
            int status = dtype == DType.COMPLEX64
                    ? (int) eigen.invokeExact(
                            Routine.COLUMN_MAJOR,
                            job,
                            triangle,
                            n,
                            matrix,
                            n,
                            values,
                            memory,
                            count,
                            realWork,
                            realSize,
                            integers,
                            integerSize)
                    : (int) eigen.invokeExact(
                            Routine.COLUMN_MAJOR,
                            job,
                            triangle,
                            n,
                            matrix,
                            n,
                            values,
                            memory,
                            count,
                            integers,
                            integerSize);
            return Routine.succeeded("eigh", status);
        } catch (Throwable e) {
            throw LapackLibrary.unexpected(e);
        }
    }

    @Override
    public boolean compute(long... operands) {
        NativeMemory.copy(operands[0], matrix, (long) dtype.size() * n * n);
        if (!decompose(operands[1], work, workSize)) {
            return false;
        }
        if (vectors) {
            Transposition.copy(dtype.size(), matrix, n, n, operands[2]);
            if (dtype == DType.COMPLEX64) {
                conjugate(operands[2]);
            }
        }
        return true;
    }

    private void conjugate(long address) {
        for (long i = 0; i < (long) n * n; i++) {
            long imaginary = address + 8 * i + 4;
            NativeMemory.setFloat(imaginary, -NativeMemory.getFloat(imaginary));
        }
    }
}
