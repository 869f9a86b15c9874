package lazuli.backend.cpu.linalg;

import lazuli.core.DType;

/** Factorizations in Java. */
public final class JavaFactorizations implements Factorizations {
    @Override
    public Factorization cholesky(DType dtype, int n, boolean upper) {
        return new JavaCholesky(dtype, n, upper);
    }

    @Override
    public Factorization eig(DType dtype, int n, boolean vectors) {
        return new JavaEig(dtype, n, vectors);
    }

    @Override
    public Factorization eigh(DType dtype, int n, boolean upper, boolean vectors) {
        return new JavaEigh(dtype, n, upper, vectors);
    }

    @Override
    public Factorization lu(DType dtype, int rows, int columns) {
        return new JavaLu(dtype, rows, columns);
    }

    @Override
    public Factorization qr(DType dtype, int rows, int columns) {
        return new JavaQr(dtype, rows, columns);
    }

    @Override
    public Factorization singularValues(DType dtype, int rows, int columns) {
        return JavaSvd.values(dtype, rows, columns);
    }

    @Override
    public Factorization solve(DType dtype, int n, int columns) {
        return new JavaSolve(dtype, n, columns);
    }

    @Override
    public Factorization solveTriangular(DType dtype, int n, int columns, boolean upper) {
        return new JavaSolveTriangular(dtype, n, columns, upper);
    }

    @Override
    public Factorization svd(DType dtype, int rows, int columns, boolean complete) {
        return JavaSvd.vectors(dtype, rows, columns, complete);
    }
}
