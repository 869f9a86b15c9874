// Functions of complex64. Each part is good to a float's rounding, or to 2^-42 of the whole where it nearly vanishes beside the other, so they are computed in
// pairs of floats (two), which hold about 48 bits: the CPU's formulas, of ComplexExponential, ComplexHyperbolic and ComplexInverse, and its edges (C, annex G).

#include "pairs.h"

FN two t_sqrt(two a) {
    if (!(a.hi > 0.0f)) return t_of(a.hi);
    float root = k_sqrt(a.hi);
    two rest = a - t_product(root, root);
    return t_ordered(root, rest.hi / (2.0f * root));
}

// The exponent of the leading bit of a finite number; of zero, one that changes nothing.
FN i32 k_exponent(float x) {
    float size = k_abs(x);
    if (size == 0.0f) return 0;
    bool denormal = size < 1.17549435e-38f;
    return i32(k_bits(denormal ? size * 16777216.0f : size) >> 23) - (denormal ? 151 : 127);
}
FN float k_power_of_two(i32 k) { return k_float(u32(k + 127) << 23); }
// x * 2^k, rounded once
FN float k_ldexp(float x, i32 k) {
    k = k > 360 ? 360 : k < -360 ? -360 : k;
    i32 third = k / 3;
    float p = k_power_of_two(third);
    return x * p * p * k_power_of_two(k - 2 * third);
}
FN two t_ldexp(two x, i32 k) { return t_pair(k_ldexp(x.hi, k), k_ldexp(x.lo, k)); }

// ---- real functions

// exp(r) - 1 for |r| up to ln(2) / 2
FN two t_expm1_near_zero(two r) {
    float x = r.hi;
    float q = k_fma(1.60590444e-10f, x, 2.08767559e-09f);
    q = k_fma(q, x, 2.50521079e-08f);
    q = k_fma(q, x, 2.755732e-07f);
    q = k_fma(q, x, 2.75573188e-06f);
    q = k_fma(q, x, 2.48015876e-05f);
    two p = t_pair(0.000198412701f, -2.72559687e-12f) + t_product(q, x);
    p = t_pair(0.00138888892f, -3.36310944e-11f) + p * r;
    p = t_pair(0.00833333377f, -4.34617203e-10f) + p * r;
    p = t_pair(0.0416666679f, -1.24176347e-09f) + p * r;
    p = t_pair(0.166666672f, -4.96705388e-09f) + p * r;
    p = t_of(0.5f) + p * r;
    return r + p * (r * r);
}
// x without the multiple k of ln(2) that is nearest; |x| up to 1000
FN two t_without_ln2(two x, THR i32& k) {
    float n = k_rint(x.hi * 1.44269502f);
    k = i32(n);
    two r = t_sum(x.hi - n * 0.693145752f, x.lo);
    return r - t_product(n, 1.42860677e-06f) - t_product(n, 5.49792315e-14f);
}
// exp(x) = result * 2^k; what is beyond all floats is as far as it needs to be
BIG two t_exp(two x, THR i32& k) {
    if (x.hi > 400.0f) x = t_of(400.0f);
    if (x.hi < -400.0f) x = t_of(-400.0f);
    return t_expm1_near_zero(t_without_ln2(x, k)) + 1.0f;
}
// For x below 80
BIG two t_expm1(two x) {
    if (x.hi < -60.0f) return t_of(-1.0f);
    i32 k;
    two p = t_expm1_near_zero(t_without_ln2(x, k));
    if (k == 0) return p;
    float power = k_power_of_two(k);
    return t_scaled(p, power) + t_sum(power, -1.0f);
}

// log(1 + f) for 1 + f between 2/3 and 4/3
BIG two t_log_one_plus(two f) {
    two s = f / (f + 2.0f);
    two z = s * s;
    float x = z.hi;
    float q = k_fma(0.0399999991f, x, 0.0434782617f);
    q = k_fma(q, x, 0.0476190485f);
    q = k_fma(q, x, 0.0526315793f);
    q = k_fma(q, x, 0.0588235296f);
    q = k_fma(q, x, 0.0666666701f);
    q = k_fma(q, x, 0.0769230798f);
    q = k_fma(q, x, 0.0909090936f);
    two p = t_pair(0.111111112f, -8.27842295e-10f) + t_product(q, x);
    p = t_pair(0.142857149f, -6.386212e-09f) + p * z;
    p = t_pair(0.200000003f, -2.98023228e-09f) + p * z;
    p = t_pair(0.333333343f, -9.93410776e-09f) + p * z;
    return t_scaled(s + s * (p * z), 2.0f);
}
// log(x * 2^k) for positive numbers
BIG two t_log(two x, i32 k) {
    i32 e = k_exponent(x.hi);
    x = t_ldexp(x, -e);
    if (x.hi > 1.33333337f) {
        x = t_scaled(x, 0.5f);
        e++;
    }
    float n = float(e + k);
    return t_log_one_plus(t_sum(x.hi, -1.0f) + x.lo) + (t_product(n, 0.693147182f) + t_product(n, -1.90465421e-09f));
}
FN two t_log1p(two x) { return k_abs(x.hi) < 0.3f ? t_log_one_plus(x) : t_log(x + 1.0f, 0); }

// 32 zero bits, then those of 2 / pi behind the binary point
TABLE(u32, k_two_over_pi, [8]) = {0u, 0xa2f9836eu, 0x4e441529u, 0xfc2757d1u, 0xf534ddc0u, 0xdb629599u, 0x3c439041u, 0xfe5163abu};

// x without the multiple of pi / 2 that is nearest, and that multiple modulo 4: x 2 / pi from those bits of 2 / pi that are neither multiples of 4 in the
// product nor beyond its precision (Payne and Hanek). For |x| from 2^10.
BIG two t_without_quarters_of_large(float x, THR i32& quarters) {
    u32 bits = k_bits(k_abs(x));
    u64 m = (bits & 0x7fffffu) | 0x800000u;
    u32 from = (bits >> 23) - 150u - 2u + 32u, word = from / 32u, shift = from % 32u;
    u32 w[3];
    for (u32 i = 0; i < 3; i++)
        w[i] = shift == 0 ? k_two_over_pi[word + i] : k_two_over_pi[word + i] << shift | k_two_over_pi[word + i + 1] >> (32u - shift);
    u64 low = m * w[2];
    u64 middle = m * w[1] + (low >> 32);
    u64 high = m * w[0] + (middle >> 32);
    // two bits of quarters, then the fraction
    u64 product = high << 32 | (middle & 0xffffffffu);
    i64 fraction = i64(product << 2 | (low & 0xffffffffu) >> 30);
    quarters = i32(product >> 62) + (fraction < 0 ? 1 : 0);
    fraction >>= 1;
    float first = float(fraction);
    two r = t_ordered(first, float(fraction - i64(first)));
    r = t_scaled(r, 1.0842021724855044e-19f) * t_pair(1.57079637f, -4.37113883e-08f);
    if (x < 0.0f) {
        quarters = -quarters;
        return -r;
    }
    return r;
}
FN two t_without_quarters_of_small(two x, THR i32& quarters) {
    float n = k_rint(x.hi * 0.636619747f);
    quarters = i32(n);
    two r = t_sum(k_fma(-n, 1.57079637f, x.hi), x.lo);
    return r + t_product(n, 4.37113883e-08f) + t_product(n, 1.71512451e-15f);
}
// Sine and cosine of a finite number.
BIG void t_sin_cos(two x, THR two& sine, THR two& cosine) {
    i32 quarters = 0, more = 0;
    two r = x;
    if (k_abs(x.hi) > 30000.0f) {
        r = t_without_quarters_of_large(x.hi, quarters);
        r = r + (k_abs(x.lo) < 30000.0f ? x.lo : 0.0f);
    }
    r = t_without_quarters_of_small(r, more);
    quarters += more;
    two z = r * r;
    float t = z.hi;
    float p = k_fma(2.81145736e-15f, t, -7.64716361e-13f);
    p = k_fma(p, t, 1.60590444e-10f);
    p = k_fma(p, t, -2.50521079e-08f);
    two a = t_pair(2.75573188e-06f, 3.79357122e-14f) + t_product(p, t);
    a = t_pair(-0.000198412701f, 2.72559687e-12f) + a * z;
    a = t_pair(0.00833333377f, -4.34617203e-10f) + a * z;
    a = t_pair(-0.166666672f, 4.96705388e-09f) + a * z;
    a = r + r * (a * z);
    float q = k_fma(-1.56192068e-16f, t, 4.77947726e-14f);
    q = k_fma(q, t, -1.14707454e-11f);
    q = k_fma(q, t, 2.08767559e-09f);
    q = k_fma(q, t, -2.755732e-07f);
    two b = t_pair(2.48015876e-05f, -3.40699609e-13f) + t_product(q, t);
    b = t_pair(-0.00138888892f, 3.36310944e-11f) + b * z;
    b = t_pair(0.0416666679f, -1.24176347e-09f) + b * z;
    b = t_of(-0.5f) + b * z;
    b = b * z + 1.0f;
    bool odd = (quarters & 1) != 0;
    sine = odd ? b : a;
    cosine = odd ? a : b;
    if ((quarters & 2) != 0) sine = -sine;
    if (((quarters + 1) & 2) != 0) cosine = -cosine;
}
// The angle of finite x + iy: a float's, and what the sine of the rest tells.
BIG two t_atan2(two y, two x) {
    float angle = k_atan2(y.hi, x.hi);
    i32 e = k_exponent(k_abs(x.hi) > k_abs(y.hi) ? x.hi : y.hi);
    if (angle == 0.0f || (x.hi == 0.0f && y.hi == 0.0f)) return t_of(angle);
    x = t_ldexp(x, -e);
    y = t_ldexp(y, -e);
    two sine, cosine;
    t_sin_cos(t_of(angle), sine, cosine);
    two across = y * cosine - x * sine;
    return t_ordered(angle, across.hi / k_fma(x.hi, cosine.hi, y.hi * sine.hi));
}
BIG two t_asinh(two x) {
    if (x.hi == 0.0f) return x;
    two size = t_abs(x), y;
    if (size.hi > 268435456.0f) {
        y = t_log(size, 1);
    } else {
        two square = size * size;
        y = t_log1p(size + square / (t_sqrt(square + 1.0f) + 1.0f));
    }
    return t_signed(y, x.hi < 0.0f);
}
// sinh(x) and cosh(x), both times 2^-k
FN void t_sinh_cosh(float x, THR two& sinh, THR two& cosh, THR i32& k) {
    float size = k_abs(x);
    k = 0;
    if (size > 24.0f) {
        sinh = t_exp(t_of(size), k);
        cosh = sinh;
        k--;
    } else {
        two t = t_expm1(t_of(size)), e = t + 1.0f;
        sinh = t_scaled(t + t / e, 0.5f);
        cosh = t_scaled(e + t_of(1.0f) / e, 0.5f);
    }
    if (x < 0.0f) sinh = -sinh;
}

// ---- complex numbers of such pairs

struct ctwo {
    two re;
    two im;
};
FN ctwo ct_of(two re, two im) {
    ctwo z;
    z.re = re;
    z.im = im;
    return z;
}
FN ctwo ct_of(c64 z) { return ct_of(t_of(z.re), t_of(z.im)); }
FN c64 ct_rounded(ctwo z) { return k_complex(z.re.hi, z.im.hi); }
FN ctwo ct_swapped(ctwo z) { return ct_of(z.im, z.re); }
FN ctwo operator+(ctwo a, ctwo b) { return ct_of(a.re + b.re, a.im + b.im); }
FN ctwo operator-(ctwo a, ctwo b) { return ct_of(a.re - b.re, a.im - b.im); }
FN ctwo operator*(ctwo a, ctwo b) { return ct_of(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re); }
FN ctwo operator*(ctwo a, two b) { return ct_of(a.re * b, a.im * b); }
FN ctwo ct_ldexp(ctwo z, i32 k) { return ct_of(t_ldexp(z.re, k), t_ldexp(z.im, k)); }
FN i32 ct_exponent(ctwo z) { return k_exponent(k_abs(z.re.hi) > k_abs(z.im.hi) ? z.re.hi : z.im.hi); }
// Of numbers that are scaled to about 1.
FN two ct_norm(ctwo z) { return z.re * z.re + z.im * z.im; }
// a / b for finite b that is not zero and finite a
BIG ctwo ct_quotient(ctwo a, ctwo b) {
    i32 ea = ct_exponent(a), eb = ct_exponent(b);
    a = ct_ldexp(a, -ea);
    b = ct_ldexp(b, -eb);
    two norm = ct_norm(b);
    return ct_ldexp(ct_of((a.re * b.re + a.im * b.im) / norm, (a.im * b.re - a.re * b.im) / norm), ea - eb);
}
// The square root of a finite number that is not zero.
BIG ctwo ct_sqrt(ctwo z) {
    i32 e = ct_exponent(z) & ~1;
    z = ct_ldexp(z, -e);
    two part = t_sqrt(t_scaled(t_sqrt(ct_norm(z)) + t_abs(z.re), 0.5f));
    two other = z.im / t_scaled(part, 2.0f);
    bool left = z.re.hi < 0.0f, below = k_bits(z.im.hi) >> 31 != 0;
    ctwo root = left ? ct_of(t_signed(other, below), t_signed(part, below)) : ct_of(part, other);
    return ct_ldexp(root, e / 2);
}
// The same, or zero.
FN ctwo ct_root(ctwo z) {
    if (c_is_zero(ct_rounded(z))) return z;
    return ct_sqrt(z);
}
// exp(z) for finite z, times 2^-k
FN ctwo ct_exp(ctwo z, THR i32& k) {
    two sine, cosine, size = t_exp(z.re, k);
    t_sin_cos(z.im, sine, cosine);
    return ct_of(size * cosine, size * sine);
}
// log|z| for a finite number; near the unit circle from |z|^2 - 1 = (x - 1)(x + 1) + y^2
BIG two ct_log_size(ctwo z) {
    if (z.re.hi == 0.0f && z.im.hi == 0.0f) return t_of(-K_INF);
    two x = t_abs(z.re), y = t_abs(z.im);
    two larger = x.hi > y.hi ? x : y, smaller = x.hi > y.hi ? y : x;
    if (larger.hi < 2.0f && larger.hi > 0.5f) {
        two square = larger * larger + smaller * smaller;
        if (square.hi > 0.5f && square.hi < 3.0f)
            return t_scaled(t_log1p((larger - 1.0f) * (larger + 1.0f) + smaller * smaller), 0.5f);
    }
    i32 e = k_exponent(larger.hi);
    return t_scaled(t_log(ct_norm(ct_ldexp(z, -e)), 2 * e), 0.5f);
}
FN ctwo ct_log(ctwo z) { return ct_of(ct_log_size(z), t_atan2(z.im, z.re)); }
// log(1 + z) for finite z, near 0 from |1 + z|^2 - 1 = 2 x + x^2 + y^2
FN ctwo ct_log1p(ctwo z) {
    ctwo one_more = ct_of(z.re + 1.0f, z.im);
    two size;
    if (k_abs(z.re.hi) < 3.0f && k_abs(z.im.hi) < 2.0f) {
        two rest = t_scaled(z.re, 2.0f) + z.im * z.im + z.re * z.re;
        size = rest.hi > -0.5f && rest.hi < 2.0f ? t_scaled(t_log1p(rest), 0.5f) : ct_log_size(one_more);
    } else {
        size = ct_log_size(one_more);
    }
    return ct_of(size, t_atan2(z.im, one_more.re));
}
// With an imaginary part between -pi and pi.
FN ctwo ct_principal(ctwo z) {
    if (k_abs(z.im.hi) <= 3.14159274f) return z;
    two sine, cosine;
    t_sin_cos(z.im, sine, cosine);
    return ct_of(z.re, t_atan2(sine, cosine));
}
// The roots of 1 - z and 1 + z.
FN void ct_roots(ctwo z, THR ctwo& below, THR ctwo& above) {
    ctwo less = ct_of(-(z.re - 1.0f), -z.im), more = ct_of(z.re + 1.0f, z.im);
    below = ct_root(less);
    above = ct_root(more);
}

// ---- functions of elements

FN c64 c_div(c64 a, c64 b) {
    if (c_is_finite(a) && c_is_finite(b) && !c_is_zero(b)) return ct_rounded(ct_quotient(ct_of(a), ct_of(b)));
    if (c_is_zero(b) && !(a.re != a.re && a.im != a.im)) {
        float infinity = k_copysign(K_INF, b.re);
        return k_complex(a.re * infinity, a.im * infinity);
    }
    float scale;
    if (c_is_inf(a) && c_is_finite(b)) {
        // A part is NaN only if both would be; scaled so that nothing overflows.
        c64 x = c_scaled(a, 5.421010862427522e-20f), y = ct_rounded(ct_ldexp(ct_of(b), -ct_exponent(ct_of(b))));
        float re = x.re * y.re + x.im * y.im, im = x.im * y.re - x.re * y.im;
        if (!(re != re && im != im)) return k_complex(re, im);
        a = c_without_nan(a);
        b = y;
        scale = K_INF;
    } else if (c_is_finite(a) && c_is_inf(b)) {
        b = c_without_nan(b);
        a = k_complex(k_copysign(a.re == 0.0f ? 0.0f : 1.0f, a.re), k_copysign(a.im == 0.0f ? 0.0f : 1.0f, a.im));
        scale = 0.0f;
    } else {
        return k_complex(K_NAN, K_NAN);
    }
    return k_complex(scale * (a.re * b.re + a.im * b.im), scale * (a.im * b.re - a.re * b.im));
}
FN c64 c_reciprocal(c64 z) { return c_div(k_complex(1.0f, 0.0f), z); }
FN float c_abs(c64 z) {
    if (c_is_inf(z)) return K_INF;
    if (c_is_nan(z)) return K_NAN;
    ctwo x = ct_of(z);
    i32 e = ct_exponent(x);
    return k_ldexp(t_sqrt(ct_norm(ct_ldexp(x, -e))).hi, e);
}
FN float c_direction(float part) { return k_copysign(k_is_inf(part) ? 1.0f : 0.0f, part); }
// z / |z|, or zero; that of an infinity is known along the axes only.
FN c64 c_sign(c64 z) {
    if (c_is_zero(z)) return z;
    if (c_is_inf(z)) return k_is_finite(z.re) != k_is_finite(z.im) ? k_complex(c_direction(z.re), c_direction(z.im)) : k_complex(z.re / K_INF, z.im / K_INF);
    if (c_is_nan(z)) return k_complex(K_NAN, K_NAN);
    ctwo x = ct_of(z);
    x = ct_ldexp(x, -ct_exponent(x));
    two size = t_sqrt(ct_norm(x));
    return k_complex((x.re / size).hi, (x.im / size).hi);
}
FN c64 c_round(c64 z) { return k_complex(k_rint(z.re), k_rint(z.im)); }
FN c64 c_sqrt_of_infinity(c64 z) {
    if (k_is_inf(z.im)) return k_complex(K_INF, z.im);
    float small = z.im * 0.0f;
    return z.re > 0.0f ? k_complex(z.re, small) : k_complex(k_abs(small), k_copysign(K_INF, z.im));
}
FN c64 c_sqrt(c64 z) {
    if (c_is_zero(z)) return k_complex(0.0f, z.im);
    if (c_is_inf(z)) return c_sqrt_of_infinity(z);
    if (c_is_nan(z)) return k_complex(K_NAN, K_NAN);
    return ct_rounded(ct_sqrt(ct_of(z)));
}
FN c64 c_rsqrt(c64 z) {
    if (c_is_zero(z) || !c_is_finite(z)) return c_reciprocal(c_sqrt(z));
    return ct_rounded(ct_quotient(ct_of(k_complex(1.0f, 0.0f)), ct_sqrt(ct_of(z))));
}
// C, G.6.3.1
FN c64 c_exp(c64 z) {
    float x = z.re, y = z.im;
    if (y == 0.0f) return k_complex(k_exp(x), y);
    if (k_is_inf(x) && !k_is_finite(y)) return x < 0.0f ? k_complex(0.0f, k_copysign(0.0f, y)) : k_complex(x, K_NAN);
    if (x != x || !k_is_finite(y)) return k_complex(K_NAN, K_NAN);
    i32 k;
    ctwo e = ct_exp(ct_of(z), k);
    if (k_is_inf(x)) return x < 0.0f ? k_complex(k_copysign(0.0f, e.re.hi), k_copysign(0.0f, e.im.hi)) : k_complex(k_copysign(K_INF, e.re.hi), k_copysign(K_INF, e.im.hi));
    return ct_rounded(ct_ldexp(e, k));
}
// expm1(x) cos(y) - 2 sin(y/2)^2 + i exp(x) sin(y)
FN c64 c_expm1(c64 z) {
    float x = z.re, y = z.im;
    if (y == 0.0f) return k_complex(k_expm1(x), y);
    if (!c_is_finite(z) || x > 60.0f) {
        c64 power = c_exp(z);
        return k_complex(power.re - 1.0f, power.im);
    }
    i32 k;
    two sine, cosine, half_sine, half_cosine, m = t_expm1(t_of(x)), e = t_exp(t_of(x), k);
    t_sin_cos(t_of(y), sine, cosine);
    t_sin_cos(t_of(0.5f * y), half_sine, half_cosine);
    return k_complex((m * cosine - t_scaled(half_sine * half_sine, 2.0f)).hi, k_ldexp((e * sine).hi, k));
}
// C, G.6.3.2
FN c64 c_log_of_infinity(c64 z) { return k_complex(c_is_inf(z) ? K_INF : K_NAN, k_atan2(z.im, z.re)); }
FN c64 c_log(c64 z) { return c_is_finite(z) ? ct_rounded(ct_log(ct_of(z))) : c_log_of_infinity(z); }
FN c64 c_log2(c64 z) {
    if (!c_is_finite(z) || c_is_zero(z)) return c_scaled(c_log(z), 1.44269502f);
    return ct_rounded(ct_log(ct_of(z)) * t_pair(1.44269502f, 1.92596303e-08f));
}
FN c64 c_log10(c64 z) {
    if (!c_is_finite(z) || c_is_zero(z)) return c_scaled(c_log(z), 0.434294492f);
    return ct_rounded(ct_log(ct_of(z)) * t_pair(0.434294492f, -1.010305e-08f));
}
FN c64 c_log1p(c64 z) {
    if (c_is_finite(z)) return ct_rounded(ct_log1p(ct_of(z)));
    return c_log_of_infinity(k_complex(1.0f + z.re, z.im));
}

// Integer powers up to this are products, whose parts do not mix as those of exp(n log(z)) do.
FN c64 c_integer_power(c64 base, i32 n) {
    u32 count = n < 0 ? u32(-n) : u32(n), bit = 1;
    while (bit * 2 <= count) bit *= 2;
    ctwo b = ct_of(base);
    if (n < 0) b = ct_quotient(ct_of(k_complex(1.0f, 0.0f)), b);
    ctwo x = b;
    c64 plain = ct_rounded(b), simple = plain;
    for (bit /= 2; bit != 0; bit /= 2) {
        x = x * x;
        simple = simple * simple;
        if ((count & bit) != 0) {
            x = x * b;
            simple = simple * plain;
        }
    }
    c64 z = ct_rounded(x);
    return c_is_finite(z) ? z : simple;
}
FN c64 c_pow(c64 base, c64 exponent) {
    if (c_is_zero(exponent)) return k_complex(1.0f, 0.0f);
    if (c_is_zero(base)) {
        if (c_is_nan(exponent) || exponent.re == 0.0f) return k_complex(K_NAN, K_NAN);
        return exponent.re > 0.0f ? k_complex(0.0f, 0.0f) : k_complex(K_INF, K_NAN);
    }
    bool real = exponent.im == 0.0f, finite = c_is_finite(base) && c_is_finite(exponent);
    if (real && exponent.re == k_rint(exponent.re) && k_abs(exponent.re) <= 64.0f) {
        if (finite) return c_integer_power(base, i32(exponent.re));
        c64 b = base;
        if (exponent.re < 0.0f) b = c_reciprocal(base);
        c64 x = b;
        u32 count = u32(k_abs(exponent.re)), bit = 1;
        while (bit * 2 <= count) bit *= 2;
        for (bit /= 2; bit != 0; bit /= 2) {
            x = x * x;
            if ((count & bit) != 0) x = x * b;
        }
        return x;
    }
    if (!finite) return real ? c_exp(c_scaled(c_log(base), exponent.re)) : c_exp(exponent * c_log(base));
    ctwo power = real ? ct_log(ct_of(base)) * t_of(exponent.re) : ct_of(exponent) * ct_log(ct_of(base));
    if (power.im.hi == 0.0f || !c_is_finite(ct_rounded(power))) return c_exp(ct_rounded(power));
    i32 k;
    ctwo e = ct_exp(power, k);
    return ct_rounded(ct_ldexp(e, k));
}
// 1 / (1 + exp(-z)) without cancellation near the poles
FN c64 c_sigmoid(c64 z) {
    float x = z.re, y = z.im;
    if (k_is_inf(x)) return k_complex(x > 0.0f ? 1.0f : 0.0f, k_copysign(0.0f, y));
    if (!c_is_finite(z)) return k_complex(K_NAN, K_NAN);
    i32 k;
    two size = t_of(-k_abs(x)), t = t_exp(size, k), sine, cosine;
    t = t_ldexp(t, k);
    two m = -t_expm1(size);
    t_sin_cos(t_of(0.5f * y), sine, cosine);
    two square = cosine * cosine, twice = t_scaled(t, 2.0f);
    two norm = m * m + t_scaled(twice * square, 2.0f);
    two real = x >= 0.0f ? m + twice * square : t * (t_scaled(square, 2.0f) - m);
    return k_complex((real / norm).hi, (twice * cosine * sine / norm).hi);
}
FN c64 c_log_add_exp(c64 a, c64 b) {
    if (c_is_nan(a) || c_is_nan(b)) return k_complex(K_NAN, K_NAN);
    bool first = a.re >= b.re;
    c64 large = first ? a : b, small = first ? b : a;
    if (large.re == K_INF || small.re == -K_INF) return k_is_finite(large.im) ? k_complex(large.re, ct_principal(ct_of(k_complex(0.0f, large.im))).im.hi) : k_complex(large.re, K_NAN);
    if (!c_is_finite(a) || !c_is_finite(b)) return k_complex(K_NAN, K_NAN);
    ctwo larger = ct_principal(ct_of(large)), smaller = ct_principal(ct_of(small));
    i32 k;
    ctwo e = ct_exp(smaller - larger, k);
    return ct_rounded(ct_principal(larger + ct_log1p(ct_ldexp(e, k))));
}

// C, G.6.2.5
FN c64 c_sinh(c64 z) {
    float x = z.re, y = z.im;
    if (y == 0.0f) return k_complex(k_sinh(x), y);
    if (!k_is_finite(y)) return k_complex(x == 0.0f || k_is_inf(x) ? x : K_NAN, K_NAN);
    if (x != x) return k_complex(K_NAN, K_NAN);
    i32 k;
    two sine, cosine, sinh, cosh;
    t_sin_cos(t_of(y), sine, cosine);
    if (k_is_inf(x)) return k_complex(x * cosine.hi, K_INF * sine.hi);
    t_sinh_cosh(x, sinh, cosh, k);
    return k_complex(k_ldexp((sinh * cosine).hi, k), k_ldexp((cosh * sine).hi, k));
}
// C, G.6.2.4
FN c64 c_cosh(c64 z) {
    float x = z.re, y = z.im;
    if (y == 0.0f) return k_complex(k_cosh(x), k_copysign(1.0f, x) * y);
    if (!k_is_finite(y)) return k_complex(k_is_inf(x) ? k_abs(x) : K_NAN, x == 0.0f ? x : K_NAN);
    if (x != x) return k_complex(K_NAN, K_NAN);
    i32 k;
    two sine, cosine, sinh, cosh;
    t_sin_cos(t_of(y), sine, cosine);
    if (k_is_inf(x)) return k_complex(K_INF * cosine.hi, x * sine.hi);
    t_sinh_cosh(x, sinh, cosh, k);
    return k_complex(k_ldexp((cosh * cosine).hi, k), k_ldexp((sinh * sine).hi, k));
}
// (sinh(x) cosh(x) + i sin(y) cos(y)) / (sinh(x)^2 + cos(y)^2); C, G.6.2.6
FN c64 c_tanh(c64 z) {
    float x = z.re, y = z.im;
    if (!k_is_finite(y)) return k_is_inf(x) ? k_complex(k_copysign(1.0f, x), k_copysign(0.0f, y)) : k_complex(x == 0.0f ? x : K_NAN, K_NAN);
    if (y == 0.0f) return k_complex(k_tanh(x), y);
    if (x != x) return k_complex(K_NAN, K_NAN);
    i32 k;
    two sine, cosine;
    t_sin_cos(t_of(y), sine, cosine);
    if (k_abs(x) > 22.0f) {
        two e = t_exp(t_of(k_is_inf(x) ? -400.0f : -2.0f * k_abs(x)), k);
        return k_complex(k_copysign(1.0f, x), k_ldexp((t_scaled(sine * cosine, 4.0f) * e).hi, k));
    }
    two sinh, cosh;
    t_sinh_cosh(x, sinh, cosh, k);
    two norm = sinh * sinh + cosine * cosine;
    return k_complex((sinh * cosh / norm).hi, (sine * cosine / norm).hi);
}
FN c64 c_swapped(c64 z) { return k_complex(z.im, z.re); }
FN c64 c_sin(c64 z) { return c_swapped(c_sinh(c_swapped(z))); }
FN c64 c_cos(c64 z) { return c_cosh(k_complex(-z.im, z.re)); }
FN c64 c_tan(c64 z) { return c_swapped(c_tanh(c_swapped(z))); }

#define K_HALF_PI 1.57079637f
FN c64 c_asinh_of_infinity(float x, float y) {
    if (k_is_inf(x)) return k_complex(x, k_is_inf(y) ? k_copysign(0.785398185f, y) : y * 0.0f);
    if (k_is_inf(y)) return x != x ? k_complex(K_INF, x) : k_complex(k_copysign(K_INF, x), k_copysign(K_HALF_PI, y));
    return k_complex(K_NAN, y == 0.0f ? y : K_NAN);
}
// C, G.6.2.2; by the roots of 1 - w and 1 + w for w = y + ix (Kahan)
FN c64 c_asinh(c64 z) {
    if (!c_is_finite(z)) return c_asinh_of_infinity(z.re, z.im);
    ctwo below, above;
    ct_roots(ct_swapped(ct_of(z)), below, above);
    return k_complex(t_asinh(below.re * above.im - below.im * above.re).hi, t_atan2(t_of(z.im), below.re * above.re - below.im * above.im).hi);
}
FN c64 c_acos_of_infinity(float x, float y) {
    if (k_is_inf(x)) {
        if (y != y) return k_complex(y, x);
        float angle = x > 0.0f ? (k_is_inf(y) ? 0.785398185f : 0.0f) : (k_is_inf(y) ? 2.3561945f : 3.14159274f);
        return k_complex(angle, k_copysign(K_INF, -y));
    }
    if (k_is_inf(y)) return k_complex(x != x ? x : K_HALF_PI, -y);
    return k_complex(x == 0.0f ? K_HALF_PI : K_NAN, K_NAN);
}
// C, G.6.1.1
FN c64 c_acos(c64 z) {
    if (!c_is_finite(z)) return c_acos_of_infinity(z.re, z.im);
    ctwo below, above;
    ct_roots(ct_of(z), below, above);
    return k_complex(2.0f * t_atan2(below.re, above.re).hi, t_asinh(above.re * below.im - above.im * below.re).hi);
}
// C, G.6.2.1
FN c64 c_acosh(c64 z) {
    if (!c_is_finite(z)) {
        c64 turned = c_acos_of_infinity(z.re, z.im);
        return k_complex(k_abs(turned.im), k_copysign(turned.re, z.im));
    }
    ctwo x = ct_of(z), less = ct_of(x.re - 1.0f, x.im), more = ct_of(x.re + 1.0f, x.im);
    ctwo below = ct_root(less), above = ct_root(more);
    return k_complex(t_asinh(below.re * above.re + below.im * above.im).hi, 2.0f * t_atan2(below.im, above.re).hi);
}
// With a = |x|: log1p(4 a / ((1 - a)^2 + y^2)) / 4 and half the angle of (1 - a)(1 + a) - y^2 + 2 i y; C, G.6.2.3
FN c64 c_atanh(c64 z) {
    float x = z.re, y = z.im;
    if (!c_is_finite(z)) {
        if (c_is_inf(z)) return k_complex(k_copysign(0.0f, x), y != y ? y : k_copysign(K_HALF_PI, y));
        return k_complex(x == 0.0f ? x : K_NAN, K_NAN);
    }
    float a = k_abs(x);
    if (a > 1e15f || k_abs(y) > 1e15f) {
        c64 small = c_reciprocal(k_complex(a, y));
        return k_complex(k_copysign(small.re, x), k_copysign(K_HALF_PI, y));
    }
    two less = t_sum(1.0f, -a), square = t_product(y, y), size;
    if (a == 1.0f) {
        // log1p(4 / y^2) / 4, in which y^2 may vanish
        size = y == 0.0f ? t_of(K_INF) : t_scaled(t_log(square + 4.0f, 0) - t_scaled(t_log(t_of(k_abs(y)), 0), 2.0f), 0.25f);
    } else {
        size = t_scaled(t_log1p(t_of(4.0f * a) / (less * less + square)), 0.25f);
    }
    two angle = t_atan2(t_of(2.0f * y), less * t_sum(1.0f, a) - square);
    return k_complex(x == 0.0f ? x : k_copysign(size.hi, x), 0.5f * angle.hi);
}
FN c64 c_asin(c64 z) { return c_swapped(c_asinh(c_swapped(z))); }
FN c64 c_atan(c64 z) { return c_swapped(c_atanh(c_swapped(z))); }
