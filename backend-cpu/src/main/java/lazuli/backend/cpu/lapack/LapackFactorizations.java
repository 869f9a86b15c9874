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
        return dtype == DType.COMPLEX64 ? new LapackComplexEig(n, vectors) : new LapackRealEig(dtype, n, vectors);
    }

    @Override
    public Factorization eigh(DType dtype, int n, boolean upper, boolean vectors) {
        return new LapackEigh(dtype, n, upper, vectors);
    }

    @Override
    public Factorization lu(DType dtype, int rows, int columns) {
        return new LapackLu(dtype, rows, columns);
    }

    @Override
    public Factorization qr(DType dtype, int rows, int columns) {
        return new LapackQr(dtype, rows, columns);
    }

    @Override
    public Factorization singularValues(DType dtype, int rows, int columns) {
        return LapackSvd.values(dtype, rows, columns);
    }

    @Override
    public Factorization solve(DType dtype, int n, int columns) {
        return new LapackSolve(dtype, n, columns);
    }

    @Override
    public Factorization solveTriangular(DType dtype, int n, int columns, boolean upper) {
        return new LapackSolveTriangular(dtype, n, columns, upper);
    }

    @Override
    public Factorization svd(DType dtype, int rows, int columns, boolean complete) {
        return LapackSvd.vectors(dtype, rows, columns, complete);
    }
}
