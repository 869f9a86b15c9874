package lazuli.backend.cpu.vector;

import static java.nio.ByteOrder.nativeOrder;
import static jdk.incubator.vector.VectorOperators.D2F;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.F2D;
import static jdk.incubator.vector.VectorOperators.F2I;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;
import static lazuli.backend.cpu.math.PowerCoefficients.*;
import static lazuli.backend.cpu.memory.NativeMemory.ALL;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import lazuli.backend.cpu.loop.Loop;

/**
 * {@link lazuli.backend.cpu.math.FloatPower} on vectors, operation for operation. Its steps are loops of their own over a piece that stays in
 * the nearest cache, since the JIT keeps vectors of longer ones on the heap.
 */
public final class VectorPowerLoop implements Loop {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> HALF_FLOATS =
            VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

    private static final int SIGN_BIT = Integer.MIN_VALUE;
    private static final int PIECE = 512;

    /** A piece of logarithms and one of powers. */
    private static final ThreadLocal<MemorySegment> SCRATCH = ThreadLocal.withInitial(
            () -> Arena.ofAuto().allocate((long) PIECE * (Double.BYTES + Float.BYTES), Long.SIZE));

    // Called at one place, which then knows too many receivers for the JIT to inline them.
    private final Loop[] stages = {new Logarithms(), new PowersOfTwo(), new SpecialCases()};

    private final Loop rest;

    private VectorPowerLoop(Loop rest) {
        this.rest = rest;
    }

    /** A loop that leaves what remains after whole vectors to {@code rest}. */
    public static Loop of(Loop rest) {
        return new VectorPowerLoop(rest);
    }

    @Override
    public void run(long to, long a, long b, long c, int n) {
        int whole = FLOATS.loopBound(n);
        if (whole > 0) {
            long logarithms = SCRATCH.get().address();
            long powers = logarithms + (long) PIECE * Double.BYTES;
            for (int i = 0; i < whole; i += PIECE) {
                long offset = (long) i * Float.BYTES;
                int count = Math.min(PIECE, whole - i);
                long[] results = {logarithms, powers, to + offset};
                long[] operands = {a + offset, logarithms, powers};
                for (int stage = 0; stage < stages.length; stage++) {
                    stages[stage].run(results[stage], operands[stage], a + offset, b + offset, count);
                }
            }
        }
        if (whole < n) {
            long offset = (long) whole * Float.BYTES;
            rest.run(to + offset, a + offset, b + offset, c, n - whole);
        }
    }

    private static DoubleVector all(double value) {
        return DoubleVector.broadcast(DOUBLES, value);
    }

    private static DoubleVector doubles(long address) {
        return (DoubleVector) FloatVector.fromMemorySegment(HALF_FLOATS, ALL, address, nativeOrder())
                .convertShape(F2D, DOUBLES, 0);
    }

    /** Takes x. */
    private static final class Logarithms implements Loop {
        @Override
        public void run(long to, long a, long b, long c, int n) {
            for (long i = 0; i < n; i += DOUBLES.length()) {
                DoubleVector magnitude = doubles(a + i * Float.BYTES).abs();
                logarithm(magnitude).intoMemorySegment(ALL, to + i * Double.BYTES, nativeOrder());
            }
        }

        private static DoubleVector logarithm(DoubleVector magnitude) {
            LongVector bits = magnitude.reinterpretAsLongs();
            LongVector exponent =
                    bits.sub(ROOT_HALF_BITS - (EXPONENT_BIAS << 52)).lanewise(LSHR, 52);
            DoubleVector m =
                    bits.sub(exponent.sub(EXPONENT_BIAS).lanewise(LSHL, 52)).reinterpretAsDoubles();
            DoubleVector s = m.sub(1).div(m.add(1));
            DoubleVector z = s.mul(s);
            DoubleVector p = all(LOG_6).fma(z, all(LOG_5));
            p = p.fma(z, all(LOG_4));
            p = p.fma(z, all(LOG_3));
            p = p.fma(z, all(LOG_2));
            p = p.fma(z, all(LOG_1));
            p = p.fma(z, all(LOG_0));
            DoubleVector e = exponent.add(ROUNDER_BITS).reinterpretAsDoubles().sub(ROUNDER + EXPONENT_BIAS);
            return p.fma(s, e)
                    .blend(Double.NEGATIVE_INFINITY, magnitude.compare(EQ, 0))
                    .blend(magnitude, magnitude.compare(GT, Float.MAX_VALUE));
        }
    }

    /** Takes logarithms and, as the third operand, y. */
    private static final class PowersOfTwo implements Loop {
        @Override
        public void run(long to, long a, long b, long c, int n) {
            for (long i = 0; i < n; i += DOUBLES.length()) {
                DoubleVector logarithm =
                        DoubleVector.fromMemorySegment(DOUBLES, ALL, a + i * Double.BYTES, nativeOrder());
                power(logarithm, doubles(c + i * Float.BYTES))
                        .convertShape(D2F, HALF_FLOATS, 0)
                        .intoMemorySegment(ALL, to + i * Float.BYTES, nativeOrder());
            }
        }

        private static DoubleVector power(DoubleVector logarithm, DoubleVector y) {
            VectorMask<Double> one = logarithm.compare(EQ, 0).or(y.compare(EQ, 0));
            DoubleVector product = logarithm.mul(y).blend(0, one);
            DoubleVector t = product.blend(LARGEST_EXPONENT, product.compare(GT, LARGEST_EXPONENT))
                    .blend(-LARGEST_EXPONENT, product.compare(LT, -LARGEST_EXPONENT));
            DoubleVector rounded = t.add(ROUNDER);
            DoubleVector f = t.sub(rounded.sub(ROUNDER));
            DoubleVector p = all(EXP_8).fma(f, all(EXP_7));
            p = p.fma(f, all(EXP_6));
            p = p.fma(f, all(EXP_5));
            p = p.fma(f, all(EXP_4));
            p = p.fma(f, all(EXP_3));
            p = p.fma(f, all(EXP_2));
            p = p.fma(f, all(EXP_1));
            p = p.fma(f, all(1));
            LongVector power = rounded.reinterpretAsLongs().add(EXPONENT_BIAS).lanewise(LSHL, 52);
            return p.mul(power.reinterpretAsDoubles());
        }
    }

    /** Takes powers of magnitudes, and x and y. */
    private static final class SpecialCases implements Loop {
        @Override
        public void run(long to, long a, long b, long c, int n) {
            for (long i = 0; i < n; i += FLOATS.length()) {
                long offset = i * Float.BYTES;
                withSpecialCases(floats(a + offset), floats(b + offset), floats(c + offset))
                        .intoMemorySegment(ALL, to + offset, nativeOrder());
            }
        }

        private static FloatVector floats(long address) {
            return FloatVector.fromMemorySegment(FLOATS, ALL, address, nativeOrder());
        }

        private static FloatVector withSpecialCases(FloatVector power, FloatVector x, FloatVector y) {
            IntVector truncated = (IntVector) y.convert(F2I, 0);
            VectorMask<Float> even = y.abs().compare(GE, ALL_EVEN);
            VectorMask<Float> whole =
                    even.or(truncated.convert(I2F, 0).reinterpretAsFloats().compare(EQ, y));
            IntVector oddSign = truncated.lanewise(LSHL, 31).and(x.reinterpretAsInts());
            VectorMask<Integer> signed = whole.andNot(even).cast(INTS);
            IntVector bits = power.reinterpretAsInts();
            FloatVector real =
                    bits.blend(bits.or(oddSign.and(SIGN_BIT)), signed).reinterpretAsFloats();
            VectorMask<Float> undefined =
                    x.compare(LT, 0).and(x.compare(GE, -Float.MAX_VALUE)).andNot(whole);
            VectorMask<Float> missing = x.compare(NE, x).or(y.compare(NE, y));
            return real.blend(Float.NaN, undefined.or(missing))
                    .blend(1, y.compare(EQ, 0).or(x.compare(EQ, 1)));
        }
    }
}
