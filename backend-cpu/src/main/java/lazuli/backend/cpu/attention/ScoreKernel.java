package lazuli.backend.cpu.attention;

/**
 * What is done to a row of scores, in place, in one dtype. All implementations of a dtype add in the same order: whole vectors lane by lane,
 * then the lanes, then the rest, so they give the same bits.
 */
interface ScoreKernel {
    /** {@code x = x * factor}. */
    void multiply(long x, int length, double factor);

    /** {@code x = x + addend}. */
    void add(long x, long addend, int length);

    /** The largest element, or {@code initial} if that is larger; NaN if there is one. */
    double largest(long x, int length, double initial);

    /** {@code x = exp(x - subtrahend)}; returns the sum. */
    double exponentials(long x, int length, double subtrahend);

    /** {@code x = exp(x - subtrahends)}. */
    void weights(long x, long subtrahends, int length);

    /** {@code x = weights * (x - deltas)}. */
    void slopes(long x, long weights, long deltas, int length);
}
