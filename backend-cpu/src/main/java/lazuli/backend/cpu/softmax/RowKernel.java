package lazuli.backend.cpu.softmax;

/**
 * What is done to a row of at least one element, in one dtype. All implementations of a dtype add in the same order: whole vectors
 * lane by lane, then the lanes, then the rest, so they give the same bits.
 */
interface RowKernel {
    /** {@code to = exp(x - max(x)) / sum(exp(x - max(x)))}. */
    void softmax(long x, long to, int length);

    /** Stores {@code log(sum(exp(x)))}. */
    void logSumExp(long x, long to, int length);
}
