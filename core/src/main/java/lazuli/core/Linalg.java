package lazuli.core;

import java.util.List;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.Required;
import lazuli.core.operation.Determinants;
import lazuli.core.operation.LinearAlgebra;
import lazuli.core.operation.MatrixNorms;
import lazuli.core.primitive.linalg.Cholesky;
import lazuli.core.primitive.linalg.Eig;
import lazuli.core.primitive.linalg.Eigh;
import lazuli.core.primitive.linalg.PseudoInverse;
import lazuli.core.primitive.linalg.Qr;
import lazuli.core.primitive.linalg.Svd;

/**
 * Linear algebra. Matrices are the last two axes of an array, and the axes before them a batch; everything takes float32 and float64, what
 * takes more says so. Where a matrix has no result (the inverse of a singular one, the Cholesky factor of one that is not positive definite,
 * the eigenvalues of one that is not finite) the result is NaN, and the rest of the batch is not affected: whether there is one is only
 * known when it is computed.
 *
 * <p>All but {@link #eig} and {@link #eigvals} have derivatives of every order, forward and backward.
 */
public final class Linalg {
    private Linalg() {}

    /** A = Q R: q has orthonormal columns, r is upper triangular. */
    public record QR(Array q, Array r) {
        /** Checks that nothing is null. */
        public QR {
            Required.argument("qr", "q", q);
            Required.argument("qr", "r", r);
        }
    }

    /** A = U diag(s) Vᴴ: s is descending, u's columns and vt's rows are orthonormal. */
    public record SVD(Array u, Array s, Array vt) {
        /** Checks that nothing is null. */
        public SVD {
            Required.argument("svd", "u", u);
            Required.argument("svd", "s", s);
            Required.argument("svd", "vt", vt);
        }
    }

    /** Eigenvalues, and eigenvectors of length 1 in the columns of a matrix. */
    public record Eigen(Array values, Array vectors) {
        /** Checks that nothing is null. */
        public Eigen {
            Required.argument("eigen", "values", values);
            Required.argument("eigen", "vectors", vectors);
        }
    }

    /** A = L[permutation] U: l has a diagonal of ones, u is upper triangular. */
    public record LU(Array permutation, Array l, Array u) {
        /** Checks that nothing is null. */
        public LU {
            Required.argument("lu", "permutation", permutation);
            Required.argument("lu", "l", l);
            Required.argument("lu", "u", u);
        }
    }

    /** L and U in one array, and the row that each step exchanged its own with, as uint32. */
    public record LUFactors(Array lu, Array pivots) {
        /** Checks that nothing is null. */
        public LUFactors {
            Required.argument("lufactors", "lu", lu);
            Required.argument("lufactors", "pivots", pivots);
        }
    }

    /** The sign of a determinant, and the logarithm of its absolute value. */
    public record SignAndLog(Array sign, Array logAbs) {
        /** Checks that nothing is null. */
        public SignAndLog {
            Required.argument("sign_and_log", "sign", sign);
            Required.argument("sign_and_log", "logAbs", logAbs);
        }
    }

    /**
     * The root of the sum of squares of all elements.
     *
     * @param a any dtype and shape; integers become float32, complex64 gives float32
     */
    public static Array norm(Array a) {
        Required.argument("norm", "a", a);
        return MatrixNorms.euclidean(a, a.shape().allAxes(), false);
    }

    /**
     * Length along axes: {@code out[i] = sqrt(sum over j of |a[i, j]|^2)}.
     *
     * {@snippet :
     * IO.println(Linalg.norm(array(3f, 4f), new int[] {0}, false));       // prints: array(5, dtype=float32)
     * }
     *
     * <p>Gradient: {@code dy * a / y}, 0 where y is 0.
     *
     * @param a any shape and dtype
     * @param axes negative ones count from the end
     * @return the shape of a without the axes, or with length 1 there if {@code keepDims}; its dtype, float32 for integers, bool and complex64
     * @throws ShapeException if an axis is out of range or given twice
     */
    public static Array norm(Array a, int[] axes, boolean keepDims) {
        Required.argument("norm", "a", a);
        Required.argument("norm", "axes", axes);
        return MatrixNorms.euclidean(a, axes, keepDims);
    }

    /** {@link #norm(Array, double, int[], boolean)} of a vector or a matrix. */
    public static Array norm(Array a, double ord) {
        Required.argument("norm", "a", a);
        return norm(a, ord, a.shape().allAxes(), false);
    }

    /**
     * The norm of order {@code ord}.
     *
     * @param ord for one axis {@code sum(|a|^ord)^(1/ord)}, with 0 the number of nonzero elements, and infinity (minus infinity) the
     *     largest (smallest) magnitude; for two axes 1 (-1) the largest (smallest) sum of magnitudes of a column, infinity (minus
     *     infinity) of a row, 2 (-2) the largest (smallest) singular value
     * @param axes one axis, or two: those of rows and columns
     * @throws ShapeException if there are not one or two axes, or one is out of range or given twice
     * @throws IllegalArgumentException if matrices have no norm of this order
     */
    public static Array norm(Array a, double ord, int[] axes, boolean keepDims) {
        Required.argument("norm", "a", a);
        Required.argument("norm", "axes", axes);
        return MatrixNorms.ofOrder(a, ord, axes, keepDims);
    }

    /** {@link #norm(Array, MatrixNorm, int[], boolean)} of a matrix. */
    public static Array norm(Array a, MatrixNorm ord) {
        Required.argument("norm", "a", a);
        Required.argument("norm", "ord", ord);
        return norm(a, ord, a.shape().allAxes(), false);
    }

    /**
     * A norm of matrices.
     *
     * @param axes those of rows and columns
     * @throws ShapeException if there are not two axes, or one is out of range or given twice
     */
    public static Array norm(Array a, MatrixNorm ord, int[] axes, boolean keepDims) {
        Required.argument("norm", "a", a);
        Required.argument("norm", "ord", ord);
        Required.argument("norm", "axes", axes);
        return MatrixNorms.ofMatrices(a, ord, axes, keepDims);
    }

    /**
     * QR factors with K = min(M, N) columns in q. The signs of r's diagonal are the implementation's. Derivatives assume full rank.
     *
     * @param a (..., M, N)
     * @return q (..., M, K) and r (..., K, N)
     */
    public static QR qr(Array a) {
        Required.argument("qr", "a", a);
        List<Array> factors = Nodes.all(new Qr(), List.of(a));
        return new QR(factors.get(0), factors.get(1));
    }

    /**
     * Complete singular value decomposition: {@code a = u @ diag(s) @ vt}. The signs of the vectors are the implementation's.
     *
     * {@snippet :
     * IO.println(Linalg.svd(Mx.diag(array(3f, 4f))).s());       // prints: array([4, 3], dtype=float32)
     * }
     *
     * <p>Gradient: to a from all three; those of u and vt assume that no two singular values are equal.
     *
     * @param a (..., M, N), float32, float64 or complex64
     * @return u (..., M, M), s (..., K) with K = min(M, N), float32 for complex64, and vt (..., N, N)
     * @throws ShapeException if a has fewer than two axes
     * @throws DTypeException of another dtype
     */
    public static SVD svd(Array a) {
        Required.argument("svd", "a", a);
        List<Array> factors = Nodes.all(new Svd(Svd.Form.COMPLETE), List.of(a));
        return new SVD(factors.get(0), factors.get(1), factors.get(2));
    }

    /**
     * The singular values alone, descending: MLX's {@code svd} with {@code compute_uv=False}.
     *
     * @param a (..., M, N), also complex64
     * @return (..., min(M, N))
     */
    public static Array svdvals(Array a) {
        Required.argument("svdvals", "a", a);
        return Nodes.of(new Svd(Svd.Form.VALUES), a);
    }

    /**
     * Inverses of matrices: {@code a @ out = identity}; NaN where a matrix is singular.
     *
     * {@snippet :
     * Array a = Mx.diag(array(2f, 4f));
     * IO.println(Linalg.inv(a).diag());       // prints: array([0.5, 0.25], dtype=float32)
     * }
     *
     * <p>Gradient: {@code -y^T @ dy @ y^T}.
     *
     * @param a (..., N, N), float32 or float64
     * @return the shape and dtype of a
     * @throws ShapeException if the matrices are not square
     * @throws DTypeException of another dtype
     */
    public static Array inv(Array a) {
        Required.argument("inv", "a", a);
        return LinearAlgebra.inverse(a);
    }

    /** {@link #triInv(Array, boolean)} of lower triangular matrices. */
    public static Array triInv(Array a) {
        return triInv(a, false);
    }

    /**
     * Inverses of triangular matrices.
     *
     * @param a (..., N, N); the other triangle is not read
     * @throws ShapeException if the matrices are not square
     */
    public static Array triInv(Array a, boolean upper) {
        Required.argument("tri_inv", "a", a);
        return LinearAlgebra.triangularInverse(a, upper);
    }

    /** {@link #cholesky(Array, boolean)} with a lower triangular factor. */
    public static Array cholesky(Array a) {
        return cholesky(a, false);
    }

    /**
     * Triangular factors of symmetric positive definite matrices: {@code a = out @ out^T}, or {@code out^T @ out} if {@code upper}; NaN where
     * a matrix is not positive definite.
     *
     * {@snippet :
     * IO.println(Linalg.cholesky(Mx.diag(array(4f, 9f)), false).diag());       // prints: array([2, 3], dtype=float32)
     * }
     *
     * <p>Gradient: symmetric, as if both triangles were read.
     *
     * @param a (..., N, N), float32 or float64, of which the triangle of the factor is read
     * @return the shape and dtype of a
     * @throws ShapeException if the matrices are not square
     * @throws DTypeException of another dtype
     */
    public static Array cholesky(Array a, boolean upper) {
        Required.argument("cholesky", "a", a);
        return Nodes.of(new Cholesky(upper), a);
    }

    /** {@link #choleskyInv(Array, boolean)} of lower triangular factors. */
    public static Array choleskyInv(Array a) {
        return choleskyInv(a, false);
    }

    /**
     * The inverse of A from its Cholesky factor.
     *
     * @param a the factors (..., N, N); the other triangle is not read
     * @throws ShapeException if the matrices are not square
     */
    public static Array choleskyInv(Array a, boolean upper) {
        Required.argument("cholesky_inv", "a", a);
        return LinearAlgebra.choleskyInverse(a, upper);
    }

    /**
     * Moore-Penrose inverses. Singular values up to 10 max(M, N) epsilon of the largest count as zero.
     *
     * @param a (..., M, N)
     * @return (..., N, M)
     */
    public static Array pinv(Array a) {
        Required.argument("pinv", "a", a);
        return Nodes.of(new PseudoInverse(), a);
    }

    /** {@link #cross(Array, Array, int)} along the last axis. */
    public static Array cross(Array a, Array b) {
        return cross(a, b, -1);
    }

    /**
     * The vectors at right angles to two vectors, of every dtype; of 3 elements unless both have 2, when it is the third alone that is not
     * zero.
     *
     * @param axis of 2 or 3 elements in both; the other axes are broadcast
     */
    public static Array cross(Array a, Array b, int axis) {
        Required.argument("cross", "a", a);
        Required.argument("cross", "b", b);
        return LinearAlgebra.cross(a, b, axis);
    }

    /**
     * Eigenvalues in no particular order.
     *
     * @param a (..., N, N), also complex64
     * @return (..., N) complex64
     */
    public static Array eigvals(Array a) {
        Required.argument("eigvals", "a", a);
        return Nodes.of(new Eig(false), a);
    }

    /**
     * Eigenvalues in no particular order, and eigenvectors.
     *
     * @param a (..., N, N), also complex64
     * @return values (..., N) and vectors (..., N, N), complex64
     */
    public static Eigen eig(Array a) {
        Required.argument("eig", "a", a);
        List<Array> parts = Nodes.all(new Eig(true), List.of(a));
        return new Eigen(parts.get(0), parts.get(1));
    }

    /** {@link #eigvalsh(Array, boolean)} by the lower triangle. */
    public static Array eigvalsh(Array a) {
        return eigvalsh(a, false);
    }

    /**
     * Ascending eigenvalues of symmetric or Hermitian matrices.
     *
     * @param a (..., N, N), also complex64
     * @param upper whether to read the upper triangle (MLX's {@code UPLO="U"}); derivatives take the matrix as Hermitian
     * @return (..., N), float32 for complex64
     */
    public static Array eigvalsh(Array a, boolean upper) {
        Required.argument("eigvalsh", "a", a);
        return Nodes.of(new Eigh(upper, false), a);
    }

    /** {@link #eigh(Array, boolean)} by the lower triangle. */
    public static Eigen eigh(Array a) {
        return eigh(a, false);
    }

    /**
     * Ascending eigenvalues and orthonormal eigenvectors of symmetric or Hermitian matrices. The signs of the vectors are the
     * implementation's; their derivatives assume that no two eigenvalues are equal.
     *
     * @param a (..., N, N), also complex64
     * @param upper whether to read the upper triangle (MLX's {@code UPLO="U"}); derivatives take the matrix as Hermitian
     * @return values (..., N), float32 for complex64, and vectors (..., N, N)
     */
    public static Eigen eigh(Array a, boolean upper) {
        Required.argument("eigh", "a", a);
        List<Array> parts = Nodes.all(new Eigh(upper, true), List.of(a));
        return new Eigen(parts.get(0), parts.get(1));
    }

    /**
     * LU factors with rows exchanged for the largest pivot.
     *
     * @param a (..., M, N)
     * @return permutation (..., M) as uint32, l (..., M, K) and u (..., K, N) with K = min(M, N)
     */
    public static LU lu(Array a) {
        Required.argument("lu", "a", a);
        List<Array> factors = LinearAlgebra.lu(a);
        return new LU(factors.get(0), factors.get(1), factors.get(2));
    }

    /**
     * LU factors in one array.
     *
     * @param a (..., M, N)
     * @return lu (..., M, N), pivots (..., min(M, N))
     */
    public static LUFactors luFactor(Array a) {
        Required.argument("lu_factor", "a", a);
        List<Array> factors = LinearAlgebra.luFactor(a);
        return new LUFactors(factors.get(0), factors.get(1));
    }

    /**
     * Solutions of linear systems: {@code a @ out = b}; NaN where a matrix is singular.
     *
     * {@snippet :
     * IO.println(Linalg.solve(Mx.diag(array(2f, 4f)), array(2f, 8f)));       // prints: array([1, 2], dtype=float32)
     * }
     *
     * <p>Gradient: {@code db = solve(a^T, dy)} to b, {@code -db @ y^T} to a.
     *
     * @param a (..., N, N)
     * @param b a vector (N), or (..., N, K); its batch and that of {@code a} are broadcast
     * @return the shape of b with the common batch; the dtype to which both promote
     * @throws ShapeException if the matrices are not square, or b does not fit
     * @throws DTypeException if the dtypes do not promote to float32 or float64
     */
    public static Array solve(Array a, Array b) {
        Required.argument("solve", "a", a);
        Required.argument("solve", "b", b);
        return LinearAlgebra.solve(a, b);
    }

    /** {@link #solveTriangular(Array, Array, boolean)} for lower triangular matrices. */
    public static Array solveTriangular(Array a, Array b) {
        return solveTriangular(a, b, false);
    }

    /**
     * X of A X = B for triangular A, whose other triangle is not read.
     *
     * @param a (..., N, N)
     * @param b a vector (N), or (..., N, K); its batch and that of {@code a} are broadcast
     * @throws ShapeException if the matrices are not square, or b does not fit
     * @throws DTypeException if the dtypes do not promote to float32 or float64
     */
    public static Array solveTriangular(Array a, Array b, boolean upper) {
        Required.argument("solve_triangular", "a", a);
        Required.argument("solve_triangular", "b", b);
        return LinearAlgebra.solveTriangular(a, b, upper);
    }

    /**
     * Determinants. Derivatives exist for invertible matrices, and up to 3 x 3 for all.
     *
     * @param a (..., N, N); integers become float32, and half floats may be 3 x 3 at most
     * @return (...)
     */
    public static Array det(Array a) {
        Required.argument("det", "a", a);
        return Determinants.determinant(a);
    }

    /**
     * The signs of determinants and the logarithms of their absolute values: 0 and minus infinity for singular matrices.
     *
     * @param a (..., N, N); integers become float32, and half floats may be 3 x 3 at most
     * @return both (...)
     */
    public static SignAndLog slogdet(Array a) {
        Required.argument("slogdet", "a", a);
        List<Array> parts = Determinants.signAndLog(a);
        return new SignAndLog(parts.get(0), parts.get(1));
    }
}
