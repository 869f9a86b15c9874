package lazuli.backend.cpu.lapack;

import java.lang.invoke.MethodHandle;
import lazuli.backend.cpu.linalg.Factorization;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.DType;

/** GEEV of real matrices. Of a conjugate pair of eigenvectors it stores the real part in one column and the imaginary one in the next. */
final class LapackRealEig implements Factorization {
    private static final int QUERY = -1;

    private final MethodHandle geev;
    private final DType dtype;
    private final int n;
    private final boolean vectors;
    private final long matrix;
    private final long real;
    private final long imaginary;
    private final long right;
    private final long work;
    private final int workSize;

    LapackRealEig(Workspace workspace, DType dtype, int n, boolean vectors) {
        geev = Routine.link(dtype, "geev", "ccipipppipipi");
        this.dtype = dtype;
        this.n = n;
        this.vectors = vectors;
        matrix = workspace.allocate(dtype, (long) n * n);
        real = workspace.allocate(dtype, n);
        imaginary = workspace.allocate(dtype, n);
        right = workspace.allocate(dtype, vectors ? (long) n * n : 1);
        long answer = workspace.allocate(dtype, 1);
        decompose(answer, QUERY);
        workSize = Workspace.wanted(dtype, answer);
        work = workspace.allocate(dtype, workSize);
    }

    private boolean decompose(long memory, int count) {
        try {
            int status = (int) geev.invokeExact(
                    Routine.COLUMN_MAJOR,
                    (byte) 'N',
                    (byte) (vectors ? 'V' : 'N'),
                    n,
                    matrix,
                    n,
                    real,
                    imaginary,
                    0L,
                    n,
                    right,
                    n,
                    memory,
                    count);
            return Routine.succeeded("eig", status);
        } catch (Throwable e) {
            throw LapackLibrary.unexpected(e);
        }
    }

    @Override
    public boolean compute(long... operands) {
        Transposition.copy(dtype.size(), operands[0], n, n, matrix);
        if (!decompose(work, workSize)) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            store(operands[1], i, element(real, i), element(imaginary, i));
        }
        for (int i = 0; vectors && i < n; i++) {
            boolean isPair = element(imaginary, i) != 0;
            storeVector(operands[2], i, i, isPair ? i + 1 : -1, 1);
            if (isPair) {
                storeVector(operands[2], i + 1, i, i + 1, -1);
                i++;
            }
        }
        return true;
    }

    private void storeVector(long to, int column, int realColumn, int imaginaryColumn, int sign) {
        for (int row = 0; row < n; row++) {
            double part = imaginaryColumn < 0 ? 0 : sign * element(right, (long) imaginaryColumn * n + row);
            store(to, (long) row * n + column, element(right, (long) realColumn * n + row), part);
        }
    }

    private double element(long address, long index) {
        return dtype == DType.FLOAT64
                ? NativeMemory.getDouble(address + 8 * index)
                : NativeMemory.getFloat(address + 4 * index);
    }

    private static void store(long address, long index, double realPart, double imaginaryPart) {
        NativeMemory.setFloat(address + 8 * index, (float) realPart);
        NativeMemory.setFloat(address + 8 * index + 4, (float) imaginaryPart);
    }
}
