package lazuli.backend.cpu.fft;

import static lazuli.backend.cpu.fft.Complex.imaginary;
import static lazuli.backend.cpu.fft.Complex.real;

/** One complex number after the other. */
final class LoopButterflies implements Butterflies {
    /** Cosine and sine of a third of a turn. */
    static final float COS_3 = -0.5f;

    static final float SIN_3 = (float) Math.sin(2 * Math.PI / 3);

    /** 1 for the roots as they are, -1 for their conjugates. */
    private static float direction(boolean inverse) {
        return inverse ? -1 : 1;
    }

    /** Stores a number, times a twiddle or its conjugate unless there is none. */
    private static void put(Sweep at, long to, float re, float im, int twiddle, float direction) {
        if (at.twisted()) {
            putTwisted(at, to, re, im, twiddle, direction);
        } else {
            Complex.set(to, re, im);
        }
    }

    private static void putTwisted(Sweep at, long to, float re, float im, int twiddle, float direction) {
        float wr = at.twiddles()[2 * twiddle];
        float wi = direction * at.twiddles()[2 * twiddle + 1];
        Complex.set(to, re * wr - im * wi, im * wr + re * wi);
    }

    @Override
    public void radix2(Sweep at) {
        float d = direction(at.inverse());
        for (int step = 0; step < at.steps(); step++) {
            long from = at.from() + step * at.fromStep();
            long to = at.to() + step * at.toStep();
            int w = at.twiddle(step, 1);
            for (int i = 0; i < at.length(); i++) {
                long a = from + (long) i * Complex.BYTES;
                long b = a + at.fromLeg();
                long y = to + (long) i * Complex.BYTES;
                float ar = real(a);
                float ai = imaginary(a);
                float br = real(b);
                float bi = imaginary(b);
                Complex.set(y, ar + br, ai + bi);
                put(at, y + at.toLeg(), ar - br, ai - bi, w, d);
            }
        }
    }

    @Override
    public void radix3(Sweep at) {
        float d = direction(at.inverse());
        float sine = d * SIN_3;
        for (int step = 0; step < at.steps(); step++) {
            long from = at.from() + step * at.fromStep();
            long to = at.to() + step * at.toStep();
            int w = at.twiddle(step, 2);
            for (int i = 0; i < at.length(); i++) {
                long a = from + (long) i * Complex.BYTES;
                long b = a + at.fromLeg();
                long c = b + at.fromLeg();
                long y = to + (long) i * Complex.BYTES;
                float ar = real(a);
                float ai = imaginary(a);
                float sr = real(b) + real(c);
                float si = imaginary(b) + imaginary(c);
                float tr = (imaginary(b) - imaginary(c)) * sine;
                float ti = (real(c) - real(b)) * sine;
                float mr = ar + sr * COS_3;
                float mi = ai + si * COS_3;
                Complex.set(y, ar + sr, ai + si);
                put(at, y + at.toLeg(), mr + tr, mi + ti, w, d);
                put(at, y + 2 * at.toLeg(), mr - tr, mi - ti, w + 1, d);
            }
        }
    }

    @Override
    public void radix4(Sweep at) {
        float d = direction(at.inverse());
        for (int step = 0; step < at.steps(); step++) {
            long from = at.from() + step * at.fromStep();
            long to = at.to() + step * at.toStep();
            int w = at.twiddle(step, 3);
            for (int i = 0; i < at.length(); i++) {
                long a0 = from + (long) i * Complex.BYTES;
                long a1 = a0 + at.fromLeg();
                long a2 = a1 + at.fromLeg();
                long a3 = a2 + at.fromLeg();
                long y = to + (long) i * Complex.BYTES;
                float sr = real(a0) + real(a2);
                float si = imaginary(a0) + imaginary(a2);
                float dr = real(a0) - real(a2);
                float di = imaginary(a0) - imaginary(a2);
                float tr = real(a1) + real(a3);
                float ti = imaginary(a1) + imaginary(a3);
                float ur = d * (imaginary(a1) - imaginary(a3));
                float ui = d * (real(a3) - real(a1));
                Complex.set(y, sr + tr, si + ti);
                put(at, y + at.toLeg(), dr + ur, di + ui, w, d);
                put(at, y + 2 * at.toLeg(), sr - tr, si - ti, w + 1, d);
                put(at, y + 3 * at.toLeg(), dr - ur, di - ui, w + 2, d);
            }
        }
    }

    @Override
    public void odd(int radix, float[] roots, Sweep at) {
        for (int step = 0; step < at.steps(); step++) {
            long from = at.from() + step * at.fromStep();
            long to = at.to() + step * at.toStep();
            int w = at.twiddle(step, radix - 1);
            for (int i = 0; i < at.length(); i++) {
                odd(radix, roots, at, from + (long) i * Complex.BYTES, to + (long) i * Complex.BYTES, w);
            }
        }
    }

    /** Legs at the same distance from the first one have conjugate roots, and so have the two results of a pair. */
    private static void odd(int radix, float[] roots, Sweep at, long a, long y, int w) {
        float d = direction(at.inverse());
        float totalReal = real(a);
        float totalImaginary = imaginary(a);
        for (int k = 1; k <= radix / 2; k++) {
            float sumReal = real(a);
            float sumImaginary = imaginary(a);
            float turnedReal = 0;
            float turnedImaginary = 0;
            for (int j = 1; j <= radix / 2; j++) {
                long b = a + j * at.fromLeg();
                long c = a + (radix - j) * at.fromLeg();
                int root = 2 * (j * k % radix);
                float cosine = roots[root];
                float sine = -d * roots[root + 1];
                sumReal += (real(b) + real(c)) * cosine;
                sumImaginary += (imaginary(b) + imaginary(c)) * cosine;
                turnedReal += (imaginary(b) - imaginary(c)) * sine;
                turnedImaginary += (real(c) - real(b)) * sine;
            }
            totalReal += real(a + k * at.fromLeg()) + real(a + (radix - k) * at.fromLeg());
            totalImaginary += imaginary(a + k * at.fromLeg()) + imaginary(a + (radix - k) * at.fromLeg());
            long near = y + k * at.toLeg();
            long far = y + (radix - k) * at.toLeg();
            putTwisted(at, near, sumReal + turnedReal, sumImaginary + turnedImaginary, w + k - 1, d);
            putTwisted(at, far, sumReal - turnedReal, sumImaginary - turnedImaginary, w + radix - k - 1, d);
        }
        Complex.set(y, totalReal, totalImaginary);
    }

    @Override
    public void multiply(long from, long to, int count, float[] factors, int first, boolean inverse, float scale) {
        float d = direction(inverse);
        for (int i = 0; i < count; i++) {
            long at = (long) i * Complex.BYTES;
            float wr = factors[2 * (first + i)];
            float wi = d * factors[2 * (first + i) + 1];
            float re = real(from + at);
            float im = imaginary(from + at);
            Complex.set(to + at, (re * wr - im * wi) * scale, (im * wr + re * wi) * scale);
        }
    }

    @Override
    public void scale(long to, int count, float scale) {
        for (int i = 0; i < count; i++) {
            long at = to + (long) i * Complex.BYTES;
            Complex.set(at, real(at) * scale, imaginary(at) * scale);
        }
    }
}
