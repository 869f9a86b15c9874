package lazuli.backend.cpu.fft;

import static lazuli.backend.cpu.memory.NativeMemory.ALL;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Complex numbers in vectors, real and imaginary parts by turns; loaded only where the Vector API is. */
final class VectorButterflies implements Butterflies {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final long BYTES = SPECIES.vectorByteSize();
    private static final int NUMBERS = SPECIES.length() / 2;

    private static final VectorShuffle<Float> SWAPPED = VectorShuffle.fromOp(SPECIES, i -> i ^ 1);
    private static final VectorShuffle<Float> EVEN = VectorShuffle.fromOp(SPECIES, i -> i & -2);
    private static final VectorShuffle<Float> ODD = VectorShuffle.fromOp(SPECIES, i -> i | 1);
    private static final FloatVector PLUS_MINUS = alternating(1);
    private static final FloatVector MINUS_PLUS = alternating(-1);

    private final Butterflies loops = new LoopButterflies();

    private static FloatVector alternating(float first) {
        float[] lanes = new float[SPECIES.length()];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = i % 2 == 0 ? first : -first;
        }
        return FloatVector.fromArray(SPECIES, lanes, 0);
    }

    private static FloatVector load(long address) {
        return FloatVector.fromMemorySegment(SPECIES, ALL, address, ORDER);
    }

    private static void store(long address, FloatVector x) {
        x.intoMemorySegment(ALL, address, ORDER);
    }

    /** A twiddle's real part in all lanes. */
    private static FloatVector real(float[] twiddles, int index) {
        return FloatVector.broadcast(SPECIES, twiddles[2 * index]);
    }

    /** A twiddle's imaginary part in all lanes, with the signs that {@link #times} needs. */
    private static FloatVector imaginary(float[] twiddles, int index, FloatVector signs) {
        return FloatVector.broadcast(SPECIES, twiddles[2 * index + 1]).mul(signs);
    }

    /** Stores a number, times a twiddle unless there is none. */
    private static void put(boolean twisted, long to, FloatVector x, FloatVector real, FloatVector imaginary) {
        if (twisted) {
            store(to, times(x, real, imaginary));
        } else {
            store(to, x);
        }
    }

    private static FloatVector times(FloatVector x, FloatVector real, FloatVector imaginary) {
        return x.mul(real).add(x.rearrange(SWAPPED).mul(imaginary));
    }

    /** The signs of imaginary parts in a product with twiddles, or with their conjugates. */
    private static FloatVector signs(boolean inverse) {
        return inverse ? PLUS_MINUS : MINUS_PLUS;
    }

    /** The signs of a product with -i, or i. */
    private static FloatVector turn(boolean inverse) {
        return inverse ? MINUS_PLUS : PLUS_MINUS;
    }

    /** Numbers of a row that fill vectors. */
    private static int whole(int length) {
        return length & -NUMBERS;
    }

    @Override
    public void radix2(Sweep at) {
        long bytes = (long) whole(at.length()) * Complex.BYTES;
        FloatVector signs = signs(at.inverse());
        boolean twisted = at.twisted();
        for (int step = 0; step < at.steps(); step++) {
            long from = at.from() + step * at.fromStep();
            long to = at.to() + step * at.toStep();
            FloatVector r1 = real(at.twiddles(), at.twiddle(step, 1));
            FloatVector i1 = imaginary(at.twiddles(), at.twiddle(step, 1), signs);
            for (long i = 0; i < bytes; i += BYTES) {
                FloatVector a = load(from + i);
                FloatVector b = load(from + i + at.fromLeg());
                store(to + i, a.add(b));
                put(twisted, to + i + at.toLeg(), a.sub(b), r1, i1);
            }
        }
        if (whole(at.length()) < at.length()) {
            loops.radix2(at.without(whole(at.length())));
        }
    }

    @Override
    public void radix3(Sweep at) {
        long bytes = (long) whole(at.length()) * Complex.BYTES;
        FloatVector signs = signs(at.inverse());
        FloatVector sine = turn(at.inverse()).mul(LoopButterflies.SIN_3);
        boolean twisted = at.twisted();
        long leg = at.fromLeg();
        long out = at.toLeg();
        for (int step = 0; step < at.steps(); step++) {
            long from = at.from() + step * at.fromStep();
            long to = at.to() + step * at.toStep();
            int w = at.twiddle(step, 2);
            FloatVector r1 = real(at.twiddles(), w);
            FloatVector i1 = imaginary(at.twiddles(), w, signs);
            FloatVector r2 = real(at.twiddles(), w + 1);
            FloatVector i2 = imaginary(at.twiddles(), w + 1, signs);
            for (long i = 0; i < bytes; i += BYTES) {
                FloatVector a = load(from + i);
                FloatVector b = load(from + i + leg);
                FloatVector c = load(from + i + 2 * leg);
                FloatVector s = b.add(c);
                FloatVector t = b.sub(c).rearrange(SWAPPED).mul(sine);
                FloatVector m = a.add(s.mul(LoopButterflies.COS_3));
                store(to + i, a.add(s));
                put(twisted, to + i + out, m.add(t), r1, i1);
                put(twisted, to + i + 2 * out, m.sub(t), r2, i2);
            }
        }
        if (whole(at.length()) < at.length()) {
            loops.radix3(at.without(whole(at.length())));
        }
    }

    @Override
    public void radix4(Sweep at) {
        long bytes = (long) whole(at.length()) * Complex.BYTES;
        FloatVector signs = signs(at.inverse());
        FloatVector turn = turn(at.inverse());
        boolean twisted = at.twisted();
        long leg = at.fromLeg();
        long out = at.toLeg();
        for (int step = 0; step < at.steps(); step++) {
            long from = at.from() + step * at.fromStep();
            long to = at.to() + step * at.toStep();
            int w = at.twiddle(step, 3);
            FloatVector r1 = real(at.twiddles(), w);
            FloatVector i1 = imaginary(at.twiddles(), w, signs);
            FloatVector r2 = real(at.twiddles(), w + 1);
            FloatVector i2 = imaginary(at.twiddles(), w + 1, signs);
            FloatVector r3 = real(at.twiddles(), w + 2);
            FloatVector i3 = imaginary(at.twiddles(), w + 2, signs);
            for (long i = 0; i < bytes; i += BYTES) {
                FloatVector a0 = load(from + i);
                FloatVector a1 = load(from + i + leg);
                FloatVector a2 = load(from + i + 2 * leg);
                FloatVector a3 = load(from + i + 3 * leg);
                FloatVector s = a0.add(a2);
                FloatVector d = a0.sub(a2);
                FloatVector t = a1.add(a3);
                FloatVector u = a1.sub(a3).rearrange(SWAPPED).mul(turn);
                store(to + i, s.add(t));
                put(twisted, to + i + out, d.add(u), r1, i1);
                put(twisted, to + i + 2 * out, s.sub(t), r2, i2);
                put(twisted, to + i + 3 * out, d.sub(u), r3, i3);
            }
        }
        if (whole(at.length()) < at.length()) {
            loops.radix4(at.without(whole(at.length())));
        }
    }

    private static FloatVector twisted(FloatVector x, Sweep at, int twiddle, FloatVector signs) {
        return times(x, real(at.twiddles(), twiddle), imaginary(at.twiddles(), twiddle, signs));
    }

    /** Multiplies in any case: with a choice at each store, the compiler gives up on keeping vectors in registers. */
    @Override
    public void odd(int radix, float[] roots, Sweep at) {
        long bytes = (long) whole(at.length()) * Complex.BYTES;
        for (int step = 0; step < at.steps(); step++) {
            long from = at.from() + step * at.fromStep();
            long to = at.to() + step * at.toStep();
            for (long i = 0; i < bytes; i += BYTES) {
                odd(radix, roots, at, from + i, to + i, at.twiddle(step, radix - 1));
            }
        }
        if (whole(at.length()) < at.length()) {
            loops.odd(radix, roots, at.without(whole(at.length())));
        }
    }

    private static void odd(int radix, float[] roots, Sweep at, long a, long y, int w) {
        FloatVector signs = signs(at.inverse());
        FloatVector turn = turn(at.inverse());
        FloatVector first = load(a);
        FloatVector total = first;
        for (int k = 1; k <= radix / 2; k++) {
            FloatVector sum = first;
            FloatVector turned = FloatVector.zero(SPECIES);
            for (int j = 1; j <= radix / 2; j++) {
                FloatVector b = load(a + j * at.fromLeg());
                FloatVector c = load(a + (radix - j) * at.fromLeg());
                int root = 2 * (j * k % radix);
                sum = sum.add(b.add(c).mul(roots[root]));
                turned = turned.add(b.sub(c).mul(-roots[root + 1]));
            }
            turned = turned.rearrange(SWAPPED).mul(turn);
            total = total.add(load(a + k * at.fromLeg()).add(load(a + (radix - k) * at.fromLeg())));
            store(y + k * at.toLeg(), twisted(sum.add(turned), at, w + k - 1, signs));
            store(y + (radix - k) * at.toLeg(), twisted(sum.sub(turned), at, w + radix - k - 1, signs));
        }
        store(y, total);
    }

    @Override
    public void multiply(long from, long to, int count, float[] factors, int first, boolean inverse, float scale) {
        FloatVector signs = signs(inverse);
        int whole = whole(count);
        for (int i = 0; i < whole; i += NUMBERS) {
            FloatVector w = FloatVector.fromArray(SPECIES, factors, 2 * (first + i));
            FloatVector x = load(from + (long) i * Complex.BYTES);
            FloatVector real = w.rearrange(EVEN);
            FloatVector imaginary = w.rearrange(ODD).mul(signs);
            store(to + (long) i * Complex.BYTES, times(x, real, imaginary).mul(scale));
        }
        long done = (long) whole * Complex.BYTES;
        loops.multiply(from + done, to + done, count - whole, factors, first + whole, inverse, scale);
    }

    @Override
    public void scale(long to, int count, float scale) {
        int whole = whole(count);
        for (int i = 0; i < whole; i += NUMBERS) {
            long at = to + (long) i * Complex.BYTES;
            store(at, load(at).mul(scale));
        }
        loops.scale(to + (long) whole * Complex.BYTES, count - whole, scale);
    }
}
