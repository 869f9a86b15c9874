package lazuli.backend.cpu.linalg;

import lazuli.core.DType;
import org.jspecify.annotations.Nullable;

/**
 * Eigenvalues of Hermitian matrices: a multiple of the identity makes them positive, when the singular value decomposition is that into
 * eigenvectors.
 */
final class JavaEigh implements Factorization {
    private final DType dtype;
    private final int n;
    private final boolean upper;
    private final Columns work;
    private final @Nullable Columns vectors;

    JavaEigh(DType dtype, int n, boolean upper, boolean vectors) {
        this.dtype = dtype;
        this.n = n;
        this.upper = upper;
        work = Columns.zeros(dtype, n, n);
        this.vectors = vectors ? Columns.zeros(dtype, n, n) : null;
    }

    @Override
    public boolean compute(long... operands) {
        work.load(dtype, operands[0], false);
        mirror();
        double largest = work.largest();
        double unit = largest == 0 ? 1 : largest;
        work.scale(1 / unit);
        double shift = largestSum();
        for (int i = 0; i < n; i++) {
            work.real[i][i] += shift;
        }
        if (!JacobiRotations.orthogonalize(work, vectors)) {
            return false;
        }
        reverse();
        for (int i = 0; i < n; i++) {
            double value = (Math.sqrt(work.squares(i)) - shift) * unit;
            MatrixElements.set(dtype == DType.COMPLEX64 ? DType.FLOAT32 : dtype, operands[1], i, value, 0);
        }
        if (vectors != null) {
            vectors.store(dtype, operands[2], n, false);
        }
        return true;
    }

    /** The other triangle becomes the conjugate of the one that is read; the diagonal is real. */
    private void mirror() {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                int from = upper ? i : j;
                int to = upper ? j : i;
                work.real[to][from] = work.real[from][to];
                if (work.imaginary != null) {
                    work.imaginary[to][from] = -work.imaginary[from][to];
                }
            }
            if (work.imaginary != null) {
                work.imaginary[i][i] = 0;
            }
        }
    }

    /** A bound of the eigenvalues' magnitudes (Gershgorin). */
    private double largestSum() {
        double largest = 0;
        for (int column = 0; column < n; column++) {
            double sum = 0;
            for (int row = 0; row < n; row++) {
                double part = work.imaginary == null ? 0 : work.imaginary[column][row];
                sum += Math.hypot(work.real[column][row], part);
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    private void reverse() {
        for (int i = 0; i < n / 2; i++) {
            work.exchange(i, n - 1 - i);
            if (vectors != null) {
                vectors.exchange(i, n - 1 - i);
            }
        }
    }
}
