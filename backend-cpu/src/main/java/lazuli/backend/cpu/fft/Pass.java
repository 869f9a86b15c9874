package lazuli.backend.cpu.fft;

/**
 * One of the passes of a transform of columns: butterflies between rows, the results in the order of the next pass (Stockham's).
 * With {@code m} the product of the radices to come, row {@code q + s (p + m k)} is leg k of a butterfly whose result k is row
 * {@code q + s (radix p + k)} times {@code exp(-2 pi i p k / (radix m))}.
 *
 * @param before s, the product of the radices before
 * @param after m
 * @param roots of unity of an odd radix
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Pass(int radix, int before, int after, float[] twiddles, float[] roots) {
    static Pass of(int radix, int before, int after) {
        Roots all = new Roots((long) radix * after);
        float[] twiddles = new float[2 * after * (radix - 1)];
        for (int p = 0; p < after; p++) {
            for (int k = 1; k < radix; k++) {
                all.put(twiddles, p * (radix - 1) + k - 1, (long) p * k);
            }
        }
        float[] roots = new float[2 * radix];
        new Roots(radix).fill(roots, 0, radix, 1, 0);
        return new Pass(radix, before, after, twiddles, roots);
    }

    /** Runs on rows of {@code columns} numbers; only the first pass and the last may have gaps between their rows. */
    void run(
            Butterflies butterflies, long from, long fromStride, long to, long toStride, int columns, boolean inverse) {
        int length = Math.multiplyExact(before, columns);
        boolean ends = after == 1 && toStride != (long) columns * Complex.BYTES;
        Sweep sweep = ends
                ? new Sweep(
                        from,
                        fromStride,
                        before * fromStride,
                        to,
                        toStride,
                        before * toStride,
                        before,
                        columns,
                        false,
                        twiddles,
                        inverse)
                : new Sweep(
                        from,
                        before * fromStride,
                        (long) before * after * fromStride,
                        to,
                        (long) radix * before * toStride,
                        before * toStride,
                        after,
                        length,
                        after > 1,
                        twiddles,
                        inverse);
        run(butterflies, sweep);
    }

    private void run(Butterflies butterflies, Sweep sweep) {
        switch (radix) {
            case 2 -> butterflies.radix2(sweep);
            case 3 -> butterflies.radix3(sweep);
            case 4 -> butterflies.radix4(sweep);
            default -> butterflies.odd(radix, roots, sweep);
        }
    }
}
