package lazuli.backend.cpu.linalg;

import lazuli.core.DType;

/** Makes factorizations for matrices of a shape and dtype. Neither side of a matrix is 0 unless a method says so. */
public interface Factorizations {
    /** From a (n, n), of which one triangle is read, to its Cholesky factor. */
    Factorization cholesky(DType dtype, int n, boolean upper);

    /** From a finite a (n, n) to values (n) and, if there are to be any, vectors (n, n), both complex64. */
    Factorization eig(DType dtype, int n, boolean vectors);

    /** From a finite a (n, n), of which one triangle is read, to values (n) and, if there are to be any, vectors (n, n). */
    Factorization eigh(DType dtype, int n, boolean upper, boolean vectors);

    /** From a (rows, columns) to its factors (rows, columns), uint32 pivots (min(rows, columns)) and permutation (rows). */
    Factorization lu(DType dtype, int rows, int columns);

    /** From a (rows, columns) to q (rows, k) and r (k, columns), k being the smaller side. */
    Factorization qr(DType dtype, int rows, int columns);

    /** From a finite a (rows, columns) to s (k), k being the smaller side. */
    Factorization singularValues(DType dtype, int rows, int columns);

    /** From a (n, n) and b (n, columns) to x (n, columns). */
    Factorization solve(DType dtype, int n, int columns);

    /** From a (n, n), of which one triangle is read, and b (n, columns) to x (n, columns). */
    Factorization solveTriangular(DType dtype, int n, int columns, boolean upper);

    /**
     * From a finite a (rows, columns), whose sides may be 0, to u, s (k) and vt: (rows, k) and (k, columns), or all of (rows, rows) and
     * (columns, columns) if complete.
     */
    Factorization svd(DType dtype, int rows, int columns, boolean complete);
}
