package lazuli.backend.cpu.linalg;

import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;

/** Divides right singular vectors by their singular values, those that count as zero giving zero. */
public final class RankCutoff {
    private static final long GRAIN = 1 << 14;

    private RankCutoff() {}

    /**
     * Overwrites vt with the scaled vectors.
     *
     * @param s (..., k) row-major and descending
     * @param vt (..., k, n) row-major
     * @param relative values up to this share of the largest count as zero
     */
    public static void scale(Tensor s, Tensor vt, double relative) {
        int rank = s.shape().length(-1);
        int columns = vt.shape().length(-1);
        DType dtype = s.dtype();
        ParallelLoop.run(s.shape().size(), Math.max(1, GRAIN / columns), (from, to) -> {
            for (long row = from; row < to; row++) {
                double largest = MatrixElements.real(dtype, s.address(), row - row % rank);
                double value = MatrixElements.real(dtype, s.address(), row);
                double factor = value > relative * largest ? 1 / value : 0;
                for (long i = row * columns; i < (row + 1) * columns; i++) {
                    double element = MatrixElements.real(dtype, vt.address(), i);
                    MatrixElements.set(dtype, vt.address(), i, factor * element, 0);
                }
            }
        });
    }
}
