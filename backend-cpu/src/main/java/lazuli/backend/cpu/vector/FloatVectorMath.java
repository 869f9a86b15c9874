package lazuli.backend.cpu.vector;

import static jdk.incubator.vector.VectorOperators.*;
import static lazuli.backend.cpu.math.FloatCoefficients.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import lazuli.backend.cpu.math.FloatMath;

/** The functions of {@link FloatMath} on vectors, operation for operation, so that both give the same bits. */
public final class FloatVectorMath {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private static final int SIGN_BIT = Integer.MIN_VALUE;

    private FloatVectorMath() {}

    private static FloatVector all(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }

    /** {@link FloatMath#exp}. */
    public static FloatVector exp(FloatVector x) {
        FloatVector rounded = x.fma(all(LOG2_E), all(ROUNDER));
        FloatVector r = restOfLn2(x, rounded.sub(ROUNDER));
        FloatVector q = all(EXP_4).fma(r, all(EXP_3));
        q = q.fma(r, all(EXP_2));
        q = q.fma(r, all(EXP_1));
        q = q.fma(r, all(EXP_0));
        FloatVector p = q.fma(r.mul(r), r).add(1);
        IntVector k = rounded.reinterpretAsInts().sub(ROUNDER_BITS);
        IntVector half = k.lanewise(ASHR, 1);
        return p.mul(powerOfTwo(half))
                .mul(powerOfTwo(k.sub(half)))
                .blend(Float.POSITIVE_INFINITY, x.compare(GT, EXP_OVERFLOW))
                .blend(0, x.compare(LT, EXP_UNDERFLOW));
    }

    private static FloatVector restOfLn2(FloatVector x, FloatVector k) {
        return k.fma(all(-LN2_LOW), k.fma(all(-LN2_HIGH), x));
    }

    private static FloatVector powerOfTwo(IntVector k) {
        return k.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
    }

    public static FloatVector expm1(FloatVector x) {
        FloatVector rounded = x.fma(all(LOG2_E), all(ROUNDER));
        FloatVector r = restOfLn2(x, rounded.sub(ROUNDER));
        FloatVector q = all(EXPM1_5).fma(r, all(EXPM1_4));
        q = q.fma(r, all(EXPM1_3));
        q = q.fma(r, all(EXPM1_2));
        q = q.fma(r, all(EXPM1_1));
        q = q.fma(r, all(EXPM1_0));
        FloatVector p = q.fma(r.mul(r), r);
        FloatVector half = powerOfTwo(rounded.reinterpretAsInts().sub(ROUNDER_BITS + 1));
        return p.fma(half, half.sub(0.5f))
                .mul(2)
                .blend(x, x.compare(EQ, 0))
                .blend(Float.POSITIVE_INFINITY, x.compare(GT, EXP_OVERFLOW))
                .blend(-1, x.compare(LT, EXPM1_UNDERFLOW));
    }

    public static FloatVector log(FloatVector x) {
        IntVector bits = normalBits(x);
        IntVector exponent = exponent(bits);
        FloatVector e = exponentOf(x, exponent);
        FloatVector y = logOnePlus(significandMinusOne(bits, exponent));
        return logOfSpecial(x, e.fma(all(LN2_HIGH), e.fma(all(LN2_LOW), y)));
    }

    public static FloatVector log2(FloatVector x) {
        IntVector bits = normalBits(x);
        IntVector exponent = exponent(bits);
        FloatVector y = logOnePlus(significandMinusOne(bits, exponent));
        return logOfSpecial(x, y.fma(all(LOG2_E), exponentOf(x, exponent)));
    }

    public static FloatVector log10(FloatVector x) {
        IntVector bits = normalBits(x);
        IntVector exponent = exponent(bits);
        FloatVector e = exponentOf(x, exponent);
        FloatVector y = logOnePlus(significandMinusOne(bits, exponent)).mul(LOG10_E);
        return logOfSpecial(x, e.fma(all(LOG10_2_HIGH), e.fma(all(LOG10_2_LOW), y)));
    }

    /** First stage of {@link FloatMath#log1p}: the logarithm of 1 + x without its exponent and what rounding 1 + x loses. */
    public static FloatVector log1pOfSignificand(FloatVector x) {
        IntVector bits = x.add(1).reinterpretAsInts();
        IntVector exponent = exponent(bits);
        VectorMask<Float> near = exponent.compare(EQ, 0).cast(SPECIES);
        return logOnePlus(significandMinusOne(bits, exponent).blend(x, near));
    }

    public static FloatVector log1p(FloatVector ofSignificand, FloatVector x) {
        FloatVector u = x.add(1);
        IntVector exponent = exponent(u.reinterpretAsInts());
        FloatVector e = (FloatVector) exponent.convert(I2F, 0);
        FloatVector lost = all(1).sub(u.sub(x)).blend(x.sub(u.sub(1)), x.compare(LT, 1));
        VectorMask<Float> near = exponent.compare(EQ, 0).cast(SPECIES);
        FloatVector y = e.fma(all(LN2_HIGH), e.fma(all(LN2_LOW), ofSignificand.add(lost.div(u))));
        return logOfSpecial(u, y.blend(ofSignificand, near));
    }

    /** Bits of x, or of x * 2^23 where it is denormal. */
    private static IntVector normalBits(FloatVector x) {
        return x.blend(x.mul(ALL_INTEGERS), x.compare(LT, MIN_NORMAL)).reinterpretAsInts();
    }

    private static IntVector exponent(IntVector bits) {
        return bits.sub(TWO_THIRDS_BITS).lanewise(ASHR, 23);
    }

    private static FloatVector exponentOf(FloatVector x, IntVector exponent) {
        VectorMask<Integer> denormal = x.compare(LT, MIN_NORMAL).cast(IntVector.SPECIES_PREFERRED);
        return (FloatVector) exponent.blend(exponent.sub(23), denormal).convert(I2F, 0);
    }

    private static FloatVector significandMinusOne(IntVector bits, IntVector exponent) {
        return bits.sub(exponent.lanewise(LSHL, 23)).reinterpretAsFloats().sub(1);
    }

    private static FloatVector logOnePlus(FloatVector f) {
        FloatVector p = all(LOG_8).fma(f, all(LOG_7));
        p = p.fma(f, all(LOG_6));
        p = p.fma(f, all(LOG_5));
        p = p.fma(f, all(LOG_4));
        p = p.fma(f, all(LOG_3));
        p = p.fma(f, all(LOG_2));
        p = p.fma(f, all(LOG_1));
        p = p.fma(f, all(LOG_0));
        return p.fma(f.mul(f), f);
    }

    private static FloatVector logOfSpecial(FloatVector x, FloatVector y) {
        return all(Float.NaN)
                .blend(Float.NEGATIVE_INFINITY, x.compare(EQ, 0))
                .blend(y, x.compare(GT, 0))
                .blend(Float.POSITIVE_INFINITY, x.compare(EQ, Float.POSITIVE_INFINITY));
    }

    public static FloatVector square(FloatVector x) {
        return x.mul(x);
    }

    public static FloatVector rsqrt(FloatVector x) {
        return reciprocal(x.sqrt());
    }

    public static FloatVector reciprocal(FloatVector x) {
        return all(1).div(x);
    }

    public static FloatVector sigmoid(FloatVector x) {
        return all(1).div(exp(x.neg()).add(1));
    }

    /** {@link FloatMath#tanh}. */
    public static FloatVector tanh(FloatVector x) {
        FloatVector magnitude = x.abs();
        FloatVector u = halfExpm1OfTwice(magnitude.blend(TANH_LARGE, magnitude.compare(GT, TANH_LARGE)));
        FloatVector r = reciprocal(u.add(1));
        FloatVector small = u.neg().fma(u.mul(r), u);
        return withSignOf(x, all(1).sub(r).blend(small, magnitude.compare(LT, TANH_SMALL)));
    }

    private static FloatVector halfExpm1OfTwice(FloatVector x) {
        FloatVector rounded = x.fma(all(TWO_LOG2_E), all(ROUNDER));
        FloatVector r = rounded.sub(ROUNDER).fma(all(-HALF_LN2), x);
        FloatVector q = all(TANH_4).fma(r, all(TANH_3));
        q = q.fma(r, all(TANH_2));
        q = q.fma(r, all(TANH_1));
        q = q.fma(r, all(TANH_0));
        FloatVector p = q.fma(r.mul(r), r);
        FloatVector power = powerOfTwo(rounded.reinterpretAsInts().sub(ROUNDER_BITS));
        return p.fma(power, power.fma(all(0.5f), all(-0.5f)));
    }

    private static FloatVector withSignOf(FloatVector x, FloatVector magnitude) {
        IntVector sign = x.reinterpretAsInts().and(SIGN_BIT);
        return magnitude.reinterpretAsInts().and(~SIGN_BIT).or(sign).reinterpretAsFloats();
    }

    /** The lanes that {@link #sin} and {@link #cos} cannot compute. */
    public static VectorMask<Float> isLargeAngle(FloatVector x) {
        return x.abs().compare(GT, SIN_LIMIT);
    }

    public static FloatVector sin(FloatVector x) {
        return sinOfQuarters(x, 0).blend(x, x.compare(EQ, 0));
    }

    public static FloatVector cos(FloatVector x) {
        return sinOfQuarters(x, 1);
    }

    private static FloatVector sinOfQuarters(FloatVector x, int quarters) {
        FloatVector rounded = x.fma(all(TWO_OVER_PI), all(ROUNDER));
        FloatVector k = rounded.sub(ROUNDER);
        FloatVector r = k.fma(all(-HALF_PI_HIGH), x);
        r = k.fma(all(-HALF_PI_MIDDLE), r);
        r = k.fma(all(-HALF_PI_LOW), r);
        FloatVector z = r.mul(r);
        FloatVector p = all(SIN_3).fma(z, all(SIN_2));
        p = p.fma(z, all(SIN_1));
        p = p.fma(z, all(SIN_0));
        FloatVector sine = p.fma(z.mul(r), r);
        FloatVector q = all(COS_2).fma(z, all(COS_1));
        q = q.fma(z, all(COS_0));
        FloatVector cosine = q.fma(z.mul(z), z.fma(all(-0.5f), all(1)));
        IntVector quadrant = rounded.reinterpretAsInts().add(quarters);
        VectorMask<Float> odd = quadrant.and(1).compare(NE, 0).cast(SPECIES);
        IntVector sign = quadrant.and(2).lanewise(LSHL, 30);
        return sine.blend(cosine, odd).reinterpretAsInts().lanewise(XOR, sign).reinterpretAsFloats();
    }

    /** {@link FloatMath#erf}. */
    public static FloatVector erf(FloatVector x) {
        FloatVector z = x.mul(x);
        FloatVector p = all(ERF_6).fma(z, all(ERF_5));
        p = p.fma(z, all(ERF_4));
        p = p.fma(z, all(ERF_3));
        p = p.fma(z, all(ERF_2));
        p = p.fma(z, all(ERF_1));
        p = p.fma(z, all(ERF_0));
        FloatVector magnitude = x.abs();
        FloatVector large = erfOfLarge(magnitude.blend(ERF_LARGE, magnitude.compare(GT, ERF_LARGE)));
        return p.fma(x, x).blend(large, x.compare(GE, ERF_SPLIT)).blend(large.neg(), x.compare(LE, -ERF_SPLIT));
    }

    private static FloatVector erfOfLarge(FloatVector x) {
        FloatVector q = all(ERFC_ROOT_8).fma(x, all(ERFC_ROOT_7));
        q = q.fma(x, all(ERFC_ROOT_6));
        q = q.fma(x, all(ERFC_ROOT_5));
        q = q.fma(x, all(ERFC_ROOT_4));
        q = q.fma(x, all(ERFC_ROOT_3));
        q = q.fma(x, all(ERFC_ROOT_2));
        q = q.fma(x, all(ERFC_ROOT_1));
        q = q.fma(x, all(ERFC_ROOT_0));
        FloatVector square = q.mul(q);
        return all(1).sub(square.mul(square));
    }

    /** First stage of {@link FloatMath#erfinv}, whose logarithm the others take. */
    public static FloatVector oneMinusSquare(FloatVector x) {
        return x.neg().fma(x, all(1));
    }

    /** The quotient of erfinv(x) and x by the logarithm of 1 - x^2. */
    public static FloatVector erfinvQuotient(FloatVector logarithm) {
        FloatVector w = logarithm.neg();
        return erfinvTail(w).blend(erfinvCentre(w), w.compare(LT, ERFINV_SPLIT));
    }

    private static FloatVector erfinvCentre(FloatVector w) {
        FloatVector t = w.sub(2.5f);
        FloatVector p = all(ERFINV_9).fma(t, all(ERFINV_8));
        p = p.fma(t, all(ERFINV_7));
        p = p.fma(t, all(ERFINV_6));
        p = p.fma(t, all(ERFINV_5));
        p = p.fma(t, all(ERFINV_4));
        p = p.fma(t, all(ERFINV_3));
        p = p.fma(t, all(ERFINV_2));
        p = p.fma(t, all(ERFINV_1));
        return p.fma(t, all(ERFINV_0));
    }

    private static FloatVector erfinvTail(FloatVector w) {
        FloatVector s = w.lanewise(SQRT).sub(3);
        FloatVector q = all(ERFINV_TAIL_9).fma(s, all(ERFINV_TAIL_8));
        q = q.fma(s, all(ERFINV_TAIL_7));
        q = q.fma(s, all(ERFINV_TAIL_6));
        q = q.fma(s, all(ERFINV_TAIL_5));
        q = q.fma(s, all(ERFINV_TAIL_4));
        q = q.fma(s, all(ERFINV_TAIL_3));
        q = q.fma(s, all(ERFINV_TAIL_2));
        q = q.fma(s, all(ERFINV_TAIL_1));
        return q.fma(s, all(ERFINV_TAIL_0));
    }

    public static FloatVector erfinv(FloatVector quotient, FloatVector x) {
        return quotient.mul(x).blend(x.mul(Float.POSITIVE_INFINITY), x.abs().compare(EQ, 1));
    }

    public static FloatVector round(FloatVector x) {
        FloatVector rounder = withSignOf(x, all(ALL_INTEGERS));
        FloatVector rounded = withSignOf(x, x.add(rounder).sub(rounder));
        return x.blend(rounded, x.abs().compare(LT, ALL_INTEGERS));
    }

    public static FloatVector floor(FloatVector x) {
        FloatVector rounded = round(x);
        return rounded.blend(rounded.sub(1), rounded.compare(GT, x));
    }

    public static FloatVector floorDivide(FloatVector x, FloatVector y) {
        return floor(x.div(y));
    }

    public static FloatVector ceil(FloatVector x) {
        FloatVector rounded = round(x);
        return withSignOf(x, rounded.blend(rounded.add(1), rounded.compare(LT, x)));
    }

    public static FloatVector toFloat16(FloatVector x) {
        FloatVector magnitude = x.abs();
        IntVector bits = magnitude.reinterpretAsInts();
        FloatVector normal =
                bits.add(0xFFF).add(bits.lanewise(LSHR, 13).and(1)).and(~0x1FFF).reinterpretAsFloats();
        FloatVector rounded = normal.blend(Float.POSITIVE_INFINITY, normal.compare(GT, FLOAT16_MAXIMUM))
                .blend(magnitude.add(0.5f).sub(0.5f), magnitude.compare(LT, FLOAT16_MIN_NORMAL));
        return withSignOf(x, rounded).blend(x, x.compare(NE, x));
    }

    public static FloatVector toBfloat16(FloatVector x) {
        IntVector bits = x.reinterpretAsInts();
        FloatVector rounded = bits.add(0x7FFF)
                .add(bits.lanewise(LSHR, 16).and(1))
                .and(0xFFFF0000)
                .reinterpretAsFloats();
        return rounded.blend(Float.NaN, x.compare(NE, x));
    }
}
