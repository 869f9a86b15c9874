package lazuli.backend.cpu.linalg;

import org.jspecify.annotations.Nullable;

/**
 * One-sided Jacobi iteration (Hestenes, 1958): turns pairs of columns until all are at right angles. What is left are the left singular
 * vectors times the singular values, in descending order; the rotations make up the right ones.
 */
final class JacobiRotations {
    private static final int MOST_SWEEPS = 60;
    /** Below this, relative to 1, the square of a column's length is rounding. */
    static final double NEGLIGIBLE = 1e-280;

    private final Columns work;
    private final @Nullable Columns rotations;
    private final double tolerance;

    private JacobiRotations(Columns work, @Nullable Columns rotations) {
        this.work = work;
        this.rotations = rotations;
        this.tolerance = Math.ulp(1.0) * Math.max(4, work.length);
    }

    /**
     * Whether the columns came to right angles.
     *
     * @param work columns of magnitude 1 at most
     * @param rotations becomes their product, if wanted
     */
    static boolean orthogonalize(Columns work, @Nullable Columns rotations) {
        if (rotations != null) {
            rotations.setIdentity();
        }
        JacobiRotations iteration = new JacobiRotations(work, rotations);
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            if (!iteration.sweep()) {
                return true;
            }
        }
        return false;
    }

    /** Whether any pair had to be turned or exchanged. */
    private boolean sweep() {
        boolean changed = false;
        for (int p = 0; p < work.real.length - 1; p++) {
            for (int q = p + 1; q < work.real.length; q++) {
                changed |= turn(p, q);
            }
        }
        return changed;
    }

    private boolean turn(int p, int q) {
        double pSquares = work.squares(p);
        double qSquares = work.squares(q);
        boolean exchanged = pSquares < qSquares;
        if (exchanged) {
            work.exchange(p, q);
            if (rotations != null) {
                rotations.exchange(p, q);
            }
            double kept = pSquares;
            pSquares = qSquares;
            qSquares = kept;
        }
        double real = work.productReal(p, q);
        double imaginary = work.productImaginary(p, q);
        double size = Math.hypot(real, imaginary);
        if (qSquares <= NEGLIGIBLE || !(size > tolerance * Math.sqrt(pSquares) * Math.sqrt(qSquares))) {
            return exchanged;
        }
        double zeta = (qSquares - pSquares) / (2 * size);
        double tangent = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        double cosine = 1 / Math.sqrt(1 + tangent * tangent);
        if (work.imaginary == null) {
            double sine = cosine * (real < 0 ? -tangent : tangent);
            rotate(p, q, cosine, sine, 1, 0);
        } else {
            rotate(p, q, cosine, cosine * tangent, real / size, -imaginary / size);
        }
        return true;
    }

    private void rotate(int p, int q, double cosine, double sine, double phaseReal, double phaseImaginary) {
        work.rotate(p, q, cosine, sine, phaseReal, phaseImaginary);
        if (rotations != null) {
            rotations.rotate(p, q, cosine, sine, phaseReal, phaseImaginary);
        }
    }
}
