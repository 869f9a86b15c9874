package lazuli.backend.cpu.fft;

/**
 * The arithmetic on complex numbers in memory. Each radix is the Fourier transform of the legs of a butterfly, by the roots
 * {@code exp(-2 pi i / radix)}, times the twiddles; all implementations give the same bits.
 */
interface Butterflies {
    void radix2(Sweep at);

    void radix3(Sweep at);

    void radix4(Sweep at);

    /**
     * Any odd radix.
     *
     * @param roots of unity, {@code exp(-2 pi i k / radix)}
     */
    void odd(int radix, float[] roots, Sweep at);

    /**
     * Elementwise {@code to = from * factors * scale}; {@code to} may be {@code from}.
     *
     * @param factors from element {@code first} on, conjugate if {@code inverse}
     */
    void multiply(long from, long to, int count, float[] factors, int first, boolean inverse, float scale);

    /** Elementwise {@code to = to * scale}. */
    void scale(long to, int count, float scale);
}
