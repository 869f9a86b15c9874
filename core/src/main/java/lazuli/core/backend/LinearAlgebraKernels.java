package lazuli.core.backend;

import org.jspecify.annotations.Nullable;

/** Factorizations and solutions of batches of matrices, row-major unless said otherwise. Only the CPU has them. */
public interface LinearAlgebraKernels {
    /** The Cholesky factors of symmetric matrices (..., N, N), of which one triangle is read; NaN for one that has none. */
    void cholesky(boolean upper, Tensor from, Tensor to);

    /** Eigenvalues (..., N) and eigenvectors (..., N, N) of length 1, complex64; NaN for a matrix that is not finite. */
    void eig(Tensor from, Tensor values, @Nullable Tensor vectors);

    /**
     * Ascending eigenvalues (..., N) and orthonormal eigenvectors (..., N, N) of Hermitian matrices, of which one triangle is read; NaN for
     * a matrix that is not finite.
     */
    void eigh(boolean upper, Tensor from, Tensor values, @Nullable Tensor vectors);

    /** LU factors in one matrix (..., M, N), the exchanged rows (..., min(M, N)) and their permutation (..., M) as uint32. */
    void luFactor(Tensor from, Tensor to, Tensor pivots, Tensor permutation);

    /** Moore-Penrose inverses (..., N, M) of matrices (..., M, N); NaN for a matrix that is not finite. */
    void pseudoInverse(Tensor from, Tensor to);

    /** Orthonormal columns (..., M, K) and upper triangles (..., K, N) with the product {@code from}. */
    void qr(Tensor from, Tensor q, Tensor r);

    /** The descending singular values (..., K); NaN for a matrix that is not finite. */
    void singularValues(Tensor from, Tensor to);

    /** {@code to} with {@code a to = b}; NaN where a is singular. */
    void solve(Tensor a, Tensor b, Tensor to);

    /** {@code to} with {@code a to = b} for triangular a. */
    void solveTriangular(boolean upper, Tensor a, Tensor b, Tensor to);

    /** Singular value decompositions, reduced or complete as u's shape tells; NaN for a matrix that is not finite. */
    void svd(Tensor from, Tensor u, Tensor s, Tensor vt);
}
