package lazuli.backend.cpu.lapack;

import lazuli.backend.cpu.linalg.Factorization;
import lazuli.backend.cpu.linalg.Factorizations;
import lazuli.core.DType;

/** Factorizations by the native library. */
final class LapackFactorizations implements Factorizations {
    @Override
    public Factorization cholesky(DType dtype, int n, boolean upper) {
        return new LapackCholesky(dtype, n, upper);
    }

    @Override
    public Factorization eig(DType dtype, int n, boolean vectors) {
        return Workspace.owned(own -> dtype == DType.COMPLEX64
                ? new LapackComplexEig(own, n, vectors)
                : new LapackRealEig(own, dtype, n, vectors));
    }

    @Override
    public Factorization eigh(DType dtype, int n, boolean upper, boolean vectors) {
        return Workspace.owned(own -> new LapackEigh(own, dtype, n, upper, vectors));
    }

    @Override
    public Factorization lu(DType dtype, int rows, int columns) {
        return Workspace.owned(own -> new LapackLu(own, dtype, rows, columns));
    }

    @Override
    public Factorization qr(DType dtype, int rows, int columns) {
        return Workspace.owned(own -> new LapackQr(own, dtype, rows, columns));
    }

    @Override
    public Factorization singularValues(DType dtype, int rows, int columns) {
        return Workspace.owned(own -> LapackSvd.values(own, dtype, rows, columns));
    }

    @Override
    public Factorization solve(DType dtype, int n, int columns) {
        return Workspace.owned(own -> new LapackSolve(own, dtype, n, columns));
    }

    @Override
    public Factorization solveTriangular(DType dtype, int n, int columns, boolean upper) {
        return new LapackSolveTriangular(dtype, n, columns, upper);
    }

    @Override
    public Factorization svd(DType dtype, int rows, int columns, boolean complete) {
        return Workspace.owned(own -> LapackSvd.vectors(own, dtype, rows, columns, complete));
    }
}
