package lazuli.backend.cpu.fft;

/**
 * Butterflies to compute: a number of steps, in each of which the legs of a butterfly are rows of {@code length} complex numbers, all
 * of them transformed alike. Distances are in bytes.
 *
 * @param fromStep from a step's first leg to the next step's
 * @param fromLeg from one leg to the next
 * @param twisted whether results need be multiplied at all; if not, the first twiddles are ones
 * @param twiddles for each step what to multiply the results but the first with, real and imaginary parts by turns
 * @param inverse whether to take all roots of unity conjugate
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; read in every step
record Sweep(
        long from,
        long fromStep,
        long fromLeg,
        long to,
        long toStep,
        long toLeg,
        int steps,
        int length,
        boolean twisted,
        float[] twiddles,
        boolean inverse) {

    /** The first of a step's twiddles, of which there are {@code count} for each. */
    int twiddle(int step, int count) {
        return twisted ? step * count : 0;
    }

    /** The same without the first {@code columns} of each row. */
    Sweep without(int columns) {
        long skipped = (long) columns * Complex.BYTES;
        return new Sweep(
                from + skipped,
                fromStep,
                fromLeg,
                to + skipped,
                toStep,
                toLeg,
                steps,
                length - columns,
                twisted,
                twiddles,
                inverse);
    }
}
