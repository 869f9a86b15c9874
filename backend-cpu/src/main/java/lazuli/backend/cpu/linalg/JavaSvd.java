package lazuli.backend.cpu.linalg;

import lazuli.core.DType;
import org.jspecify.annotations.Nullable;

/** Singular value decompositions by one-sided Jacobi iteration; of the adjoint if that has fewer columns. */
final class JavaSvd implements Factorization {
    private final DType dtype;
    private final boolean isWide;
    private final boolean vectors;
    private final int rank;
    private final Columns work;
    private final Columns left;
    private final @Nullable Columns right;

    private JavaSvd(DType dtype, int rows, int columns, boolean vectors, boolean complete) {
        this.dtype = dtype;
        this.vectors = vectors;
        isWide = columns > rows;
        rank = Math.min(rows, columns);
        int length = Math.max(rows, columns);
        work = Columns.zeros(dtype, length, rank);
        left = complete ? Columns.zeros(dtype, length, length) : work;
        right = vectors ? Columns.zeros(dtype, rank, rank) : null;
    }

    static JavaSvd values(DType dtype, int rows, int columns) {
        return new JavaSvd(dtype, rows, columns, false, false);
    }

    static JavaSvd vectors(DType dtype, int rows, int columns, boolean complete) {
        return new JavaSvd(dtype, rows, columns, true, complete);
    }

    @Override
    public boolean compute(long... operands) {
        work.load(dtype, operands[0], isWide);
        double largest = work.largest();
        double unit = largest == 0 ? 1 : largest;
        work.scale(1 / unit);
        if (!JacobiRotations.orthogonalize(work, right)) {
            return false;
        }
        long values = operands[vectors ? 2 : 1];
        int nonzero = 0;
        for (int i = 0; i < rank; i++) {
            double squares = work.squares(i);
            boolean isZero = squares <= JacobiRotations.NEGLIGIBLE;
            double value = isZero ? 0 : Math.sqrt(squares);
            MatrixElements.set(realType(), values, i, value * unit, 0);
            if (!isZero) {
                nonzero = i + 1;
                work.scale(i, 1 / value);
            }
        }
        if (right != null) {
            storeVectors(nonzero, right, operands[1], operands[3]);
        }
        return true;
    }

    private void storeVectors(int nonzero, Columns known, long u, long vt) {
        for (int i = 0; i < nonzero && left != work; i++) {
            left.copy(i, work);
        }
        OrthonormalCompletion.complete(left, nonzero);
        if (isWide) {
            known.store(dtype, u, rank, false);
            left.store(dtype, vt, left.real.length, true);
        } else {
            left.store(dtype, u, left.real.length, false);
            known.store(dtype, vt, rank, true);
        }
    }

    private DType realType() {
        return dtype == DType.COMPLEX64 ? DType.FLOAT32 : dtype;
    }
}
