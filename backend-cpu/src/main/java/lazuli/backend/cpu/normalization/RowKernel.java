package lazuli.backend.cpu.normalization;

/**
 * What is done to rows of at least one element, one after the other in memory, in one dtype; arguments are addresses. All implementations of a dtype add in the same
 * order, so they give the same bits: {@link #UNROLLED} vectors lane by lane, these together, then the lanes, then the rest.
 */
interface RowKernel {
    /** Vectors that are summed side by side. */
    int UNROLLED = 4;

    /** Whether a row's mean is taken from it, and what is added to the mean square. */
    record Rule(boolean centred, double epsilon) {}

    /** For each row {@code to = (x - c) / sqrt(mean((x - c)^2) + epsilon) * weight + bias}. */
    void normalize(long x, long weight, long bias, long to, int rows, int length, Rule rule);

    /**
     * The cotangent {@code dx} of x; adds those of weight and bias to {@code weightSums} and {@code biasSums}. With g = dy * weight and
     * xhat the normalized row it is {@code (g - mean(g) - xhat * mean(g * xhat)) / sqrt(mean((x - c)^2) + epsilon)}, the first mean only if
     * centred.
     */
    void gradient(
            long x, long weight, long dy, long dx, long weightSums, long biasSums, int rows, int length, Rule rule);
}
