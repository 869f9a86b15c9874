package lazuli.backend.cpu.softmax;

/**
 * What is done to rows of at least one element, one after the other in memory, in one dtype. All implementations of a dtype add in the same order: whole vectors
 * lane by lane, then the lanes' halves, then the rest, so they give the same bits.
 */
interface RowKernel {
    /** For each row {@code to = exp(x - max(x)) / sum(exp(x - max(x)))}. */
    void softmax(long x, long to, int rows, int length);

    /** For each row {@code to = x - log(sum(exp(x)))}. */
    void logSoftmax(long x, long to, int rows, int length);

    /** Stores for each row {@code log(sum(exp(x)))}, one after the other. */
    void logSumExp(long x, long to, int rows, int length);
}
