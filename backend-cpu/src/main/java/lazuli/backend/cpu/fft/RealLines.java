package lazuli.backend.cpu.fft;

import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;

/**
 * Lines of real numbers to the first half of their spectrum and back. An even line is seen as one of half as many complex numbers,
 * whose spectrum is that of the even elements plus i times that of the odd ones; an odd one is taken as complex.
 *
 * @param complex transforms half of an even line, all of an odd one
 * @param roots exp(-2 pi i k / length) for an even line
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RealLines(int length, Lines complex, float[] roots) implements Plan {
    /** Pairs of numbers that are worth another core. */
    private static final int GRAIN = 1 << 14;

    static RealLines of(int length, PlanCache<Lines> lines) {
        if (length % 2 == 1) {
            return new RealLines(length, lines.get(length), new float[0]);
        }
        int count = length / 4 + 1;
        float[] roots = new float[2 * count];
        new Roots(length).fill(roots, 0, count, 1, 0);
        return new RealLines(length, lines.get(length / 2), roots);
    }

    @Override
    public long bytes() {
        return 4L * roots.length + complex.bytes();
    }

    private boolean isEven() {
        return length % 2 == 0;
    }

    /** Complex numbers of half a spectrum. */
    private int half() {
        return length / 2 + 1;
    }

    /** Transforms {@code count} lines; strides are bytes from line to line. */
    void toSpectrum(
            Butterflies butterflies, long from, long fromStride, long to, long toStride, long count, float scale) {
        if (isEven()) {
            complex.run(butterflies, from, fromStride, to, toStride, count, false, scale);
            for (long line = 0; line < count; line++) {
                joinParts(to + line * toStride);
            }
            return;
        }
        long lineBytes = (long) length * Complex.BYTES;
        try (Scratch scratch = Scratch.of(2L * length)) {
            for (long line = 0; line < count; line++) {
                long in = scratch.address();
                for (int i = 0; i < length; i++) {
                    float x = NativeMemory.getFloat(from + line * fromStride + (long) i * Float.BYTES);
                    Complex.set(in + (long) i * Complex.BYTES, x, 0);
                }
                complex.run(butterflies, in, lineBytes, in + lineBytes, lineBytes, 1, false, scale);
                NativeMemory.copy(in + lineBytes, to + line * toStride, (long) half() * Complex.BYTES);
            }
        }
    }

    /** Makes the spectrum of a line from that of its even and odd elements, in place. */
    private void joinParts(long line) {
        int middle = length / 2;
        long end = line + (long) middle * Complex.BYTES;
        float even = Complex.real(line);
        float odd = Complex.imaginary(line);
        Complex.set(line, even + odd, 0);
        Complex.set(end, even - odd, 0);
        ParallelLoop.run(middle / 2, GRAIN, (first, last) -> {
            for (int k = (int) first + 1; k <= last; k++) {
                long near = line + (long) k * Complex.BYTES;
                long far = end - (long) k * Complex.BYTES;
                float evenReal = (Complex.real(near) + Complex.real(far)) * 0.5f;
                float evenImaginary = (Complex.imaginary(near) - Complex.imaginary(far)) * 0.5f;
                float oddReal = (Complex.imaginary(near) + Complex.imaginary(far)) * 0.5f;
                float oddImaginary = (Complex.real(far) - Complex.real(near)) * 0.5f;
                float turnedReal = oddReal * roots[2 * k] - oddImaginary * roots[2 * k + 1];
                float turnedImaginary = oddReal * roots[2 * k + 1] + oddImaginary * roots[2 * k];
                Complex.set(far, evenReal - turnedReal, turnedImaginary - evenImaginary);
                Complex.set(near, evenReal + turnedReal, evenImaginary + turnedImaginary);
            }
        });
    }

    /** The inverse of {@link #toSpectrum} times the length; the imaginary parts of the first and the middle number do not count. */
    void fromSpectrum(
            Butterflies butterflies, long from, long fromStride, long to, long toStride, long count, float scale) {
        if (isEven()) {
            int block = (int) Math.min(count, Math.max(1, (1 << 12) / half()));
            long lineBytes = (long) (length / 2) * Complex.BYTES;
            try (Scratch scratch = Scratch.of((long) block * (length / 2))) {
                for (long first = 0; first < count; first += block) {
                    long lines = Math.min(block, count - first);
                    for (long i = 0; i < lines; i++) {
                        splitParts(from + (first + i) * fromStride, scratch.address() + i * lineBytes);
                    }
                    long target = to + first * toStride;
                    complex.run(butterflies, scratch.address(), lineBytes, target, toStride, lines, true, scale);
                }
            }
            return;
        }
        long lineBytes = (long) length * Complex.BYTES;
        try (Scratch scratch = Scratch.of(2L * length)) {
            long in = scratch.address();
            for (long line = 0; line < count; line++) {
                mirror(from + line * fromStride, in);
                complex.run(butterflies, in, lineBytes, in + lineBytes, lineBytes, 1, true, scale);
                NativeMemory.move(
                        in + lineBytes, Complex.BYTES, to + line * toStride, Float.BYTES, length, Float.BYTES);
            }
        }
    }

    /** Makes twice the spectrum of the even elements plus i times that of the odd ones. */
    private void splitParts(long from, long to) {
        int middle = length / 2;
        float first = Complex.real(from);
        float last = Complex.real(from + (long) middle * Complex.BYTES);
        Complex.set(to, first + last, first - last);
        ParallelLoop.run(middle / 2, GRAIN, (begin, end) -> {
            for (int k = (int) begin + 1; k <= end; k++) {
                long near = (long) k * Complex.BYTES;
                long far = (long) (middle - k) * Complex.BYTES;
                float evenReal = Complex.real(from + near) + Complex.real(from + far);
                float evenImaginary = Complex.imaginary(from + near) - Complex.imaginary(from + far);
                float turnedReal = Complex.real(from + near) - Complex.real(from + far);
                float turnedImaginary = Complex.imaginary(from + near) + Complex.imaginary(from + far);
                float oddReal = turnedReal * roots[2 * k] + turnedImaginary * roots[2 * k + 1];
                float oddImaginary = turnedImaginary * roots[2 * k] - turnedReal * roots[2 * k + 1];
                Complex.set(to + far, evenReal + oddImaginary, oddReal - evenImaginary);
                Complex.set(to + near, evenReal - oddImaginary, evenImaginary + oddReal);
            }
        });
    }

    /** Completes an odd line's spectrum by its conjugates. */
    private void mirror(long from, long to) {
        Complex.set(to, Complex.real(from), 0);
        for (int k = 1; k < half(); k++) {
            float real = Complex.real(from + (long) k * Complex.BYTES);
            float imaginary = Complex.imaginary(from + (long) k * Complex.BYTES);
            Complex.set(to + (long) k * Complex.BYTES, real, imaginary);
            Complex.set(to + (long) (length - k) * Complex.BYTES, real, -imaginary);
        }
    }
}
