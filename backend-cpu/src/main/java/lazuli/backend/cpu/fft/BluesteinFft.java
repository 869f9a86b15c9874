package lazuli.backend.cpu.fft;

import lazuli.backend.cpu.memory.NativeMemory;

/**
 * Lines whose length has a large prime factor, by Bluestein's convolution: with {@code w = exp(-pi i / length)} and {@code j k = (j² +
 * k² - (k - j)²) / 2}, result k is {@code w^(k²)} times the sum over j of {@code (x[j] w^(j²)) w^-((k - j)²)}.
 *
 * @param chirp w^(j²)
 * @param padded transforms lines of a convenient length of at least twice as many numbers
 * @param spectrum the transform of the conjugate chirp, around zero, by the padded length
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BluesteinFft(float[] chirp, Lines padded, float[] spectrum) implements Lines {
    static BluesteinFft of(int length) {
        Roots roots = new Roots(2L * length);
        float[] chirp = new float[2 * length];
        for (int j = 0; j < length; j++) {
            roots.put(chirp, j, (long) j * j);
        }
        Lines padded = Lines.of(Radices.smoothFrom(2L * length - 1));
        return new BluesteinFft(chirp, padded, spectrum(chirp, padded));
    }

    private static float[] spectrum(float[] chirp, Lines padded) {
        int length = chirp.length / 2;
        int size = padded.length();
        float[] spectrum = new float[2 * size];
        try (Scratch scratch = Scratch.of(2L * size)) {
            long in = scratch.address();
            long out = in + (long) size * Complex.BYTES;
            NativeMemory.clear(in, (long) size * Complex.BYTES);
            for (int j = 0; j < length; j++) {
                float real = chirp[2 * j];
                float imaginary = -chirp[2 * j + 1];
                Complex.set(in + (long) j * Complex.BYTES, real, imaginary);
                Complex.set(in + (long) (j == 0 ? 0 : size - j) * Complex.BYTES, real, imaginary);
            }
            padded.run(new LoopButterflies(), in, 0, out, 0, 1, false, 1f / size);
            for (int i = 0; i < size; i++) {
                spectrum[2 * i] = Complex.real(out + (long) i * Complex.BYTES);
                spectrum[2 * i + 1] = Complex.imaginary(out + (long) i * Complex.BYTES);
            }
        }
        return spectrum;
    }

    @Override
    public int length() {
        return chirp.length / 2;
    }

    @Override
    public long bytes() {
        return 4L * (chirp.length + spectrum.length) + padded.bytes();
    }

    @Override
    public void run(
            Butterflies butterflies,
            long from,
            long fromStride,
            long to,
            long toStride,
            long count,
            boolean inverse,
            float scale) {
        int size = padded.length();
        long bytes = (long) length() * Complex.BYTES;
        try (Scratch scratch = Scratch.of(2L * size)) {
            long a = scratch.address();
            long b = a + (long) size * Complex.BYTES;
            for (long line = 0; line < count; line++) {
                butterflies.multiply(from + line * fromStride, a, length(), chirp, 0, inverse, 1);
                NativeMemory.clear(a + bytes, (long) size * Complex.BYTES - bytes);
                padded.run(butterflies, a, 0, b, 0, 1, inverse, 1);
                butterflies.multiply(b, b, size, spectrum, 0, inverse, 1);
                padded.run(butterflies, b, 0, a, 0, 1, !inverse, 1);
                butterflies.multiply(a, to + line * toStride, length(), chirp, 0, inverse, scale);
            }
        }
    }
}
