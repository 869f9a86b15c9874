package lazuli.core;

/** Norms of matrices that have a name instead of an order. */
public enum MatrixNorm {
    /** The root of the sum of squares: MLX's {@code "fro"}. */
    FROBENIUS,
    /** The sum of the singular values: MLX's {@code "nuc"}. */
    NUCLEAR
}
