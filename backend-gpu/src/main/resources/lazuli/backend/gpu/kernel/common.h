// What all kernels share in either language, over the words of metal.h or cuda.h.
//
// Rules of the text: whole groups are launched, so a kernel checks its bounds, and never returns before a BARRIER; a pointer in the signature of a
// helper says DEV, GRPMEM or THR; no structure is chosen by ?: between a variable and a value; no double unless K_DOUBLE is defined; sizes and strides
// come in one structure as VAL, whose members are i32, u32, i64 or f32 in the order in which the launch appends them. Functions give what the CPU's
// kernels give at the edges: zeros, infinities, NaN, wrapping.

#define LANE (LID(x) & 31u)
#define WARP (LID(x) >> 5)
#define WARPS ((DIM(x) + 31u) >> 5)

// ---- float32

// NaN if either is; a zero of positive sign is larger than one of negative sign.
FN float k_nan_max(float a, float b) { return a == b ? k_float(k_bits(a) & k_bits(b)) : a > b || a != a ? a : b; }
FN float k_nan_min(float a, float b) { return a == b ? k_float(k_bits(a) | k_bits(b)) : a < b || a != a ? a : b; }
FN bool k_is_nan(float x) { return x != x; }
FN bool k_is_inf(float x) { return k_abs(x) == K_INF; }
FN bool k_is_finite(float x) { return k_abs(x) < K_INF; }
// 0 for NaN
FN float k_sign(float x) { return float(x > 0.0f) - float(x < 0.0f); }
FN float k_sigmoid(float x) { return 1.0f / (1.0f + k_exp(-x)); }
FN float k_rsqrt(float x) { return 1.0f / k_sqrt(x); }
// The remainder that has the divisor's sign; NaN for a zero divisor.
FN float k_remainder(float a, float b) {
    float r = k_fmod(a, b);
    return r != 0.0f && (r < 0.0f) != (b < 0.0f) ? r + b : r;
}

// The polynomials and their coefficients are those of the CPU's FloatMath.
FN float k_expm1(float x) {
    if (x > 88.72284f) return K_INF;
    if (x < -18.0f) return -1.0f;
    float rounded = k_fma(x, 1.442695f, 12582912.0f);
    float k = rounded - 12582912.0f;
    float r = k_fma(k, 1.9046542e-9f, k_fma(k, -0.6931472f, x));
    float q = k_fma(0.00019913253f, r, 0.001394207f);
    q = k_fma(q, r, 0.008333275f);
    q = k_fma(q, r, 0.04166634f);
    q = k_fma(q, r, 0.16666667f);
    q = k_fma(q, r, 0.5f);
    float p = k_fma(q, r * r, r);
    float power = k_float((k_bits(rounded) - 0x4B400000u - 1u + 127u) << 23);
    float y = 2.0f * k_fma(p, power, power - 0.5f);
    return x == 0.0f || x != x ? x : y;
}
// log(1 + f) for 1 + f between 2/3 and 4/3
FN float k_log_one_plus(float f) {
    float p = k_fma(-0.13309403f, f, 0.1400492f);
    p = k_fma(p, f, -0.12078786f);
    p = k_fma(p, f, 0.1400112f);
    p = k_fma(p, f, -0.16689444f);
    p = k_fma(p, f, 0.2001075f);
    p = k_fma(p, f, -0.2499951f);
    p = k_fma(p, f, 0.3333321f);
    p = k_fma(p, f, -0.5f);
    return k_fma(p, f * f, f);
}
FN float k_log1p(float x) {
    float u = x + 1.0f;
    i32 bits = i32(k_bits(u));
    i32 exponent = (bits - 0x3F2AAAAB) >> 23;
    float f = k_float(u32(bits) - (u32(exponent) << 23)) - 1.0f;
    float e = float(exponent);
    float lost = x < 1.0f ? x - (u - 1.0f) : 1.0f - (u - x);
    float y = exponent == 0 ? k_log_one_plus(x) : k_fma(e, 0.6931472f, k_fma(e, -1.9046542e-9f, k_log_one_plus(f) + lost / u));
    return u > 0.0f ? (u == K_INF ? u : y) : u == 0.0f ? -K_INF : K_NAN;
}
FN float k_log_add_exp(float a, float b) {
    float larger = k_nan_max(a, b), smaller = k_nan_min(a, b);
    return larger == K_INF || smaller == -K_INF ? larger : larger + k_log1p(k_exp(smaller - larger));
}
FN float k_erf(float x) {
    float size = k_abs(x);
    if (size >= 1.0f) {
        float t = size > 4.0f ? 4.0f : size;
        float q = k_fma(-2.3034116e-5f, t, 1.8974363e-4f);
        q = k_fma(q, t, 6.981365e-4f);
        q = k_fma(q, t, -0.012463308f);
        q = k_fma(q, t, 0.043164935f);
        q = k_fma(q, t, -0.01656744f);
        q = k_fma(q, t, -0.09413309f);
        q = k_fma(q, t, -0.29319367f);
        q = k_fma(q, t, 1.0020972f);
        float square = q * q;
        float y = 1.0f - square * square;
        return x < 0.0f ? -y : y;
    }
    float z = x * x;
    float p = k_fma(7.8538505e-5f, z, -0.000801019f);
    p = k_fma(p, z, 0.0051883273f);
    p = k_fma(p, z, -0.026853811f);
    p = k_fma(p, z, 0.11283585f);
    p = k_fma(p, z, -0.37612626f);
    p = k_fma(p, z, 0.12837917f);
    return k_fma(p, x, x);
}
FN float k_erfinv(float x) {
    float w = -k_log(k_fma(-x, x, 1.0f));
    float p;
    if (w < 5.0f) {
        float t = w - 2.5f;
        p = k_fma(-8.590656e-9f, t, 2.318459e-8f);
        p = k_fma(p, t, 4.6338434e-7f);
        p = k_fma(p, t, -3.4621187e-6f);
        p = k_fma(p, t, -4.9504793e-6f);
        p = k_fma(p, t, 0.00021834223f);
        p = k_fma(p, t, -0.0012527638f);
        p = k_fma(p, t, -0.004177384f);
        p = k_fma(p, t, 0.2466403f);
        p = k_fma(p, t, 1.5014094f);
    } else {
        float t = k_sqrt(w) - 3.0f;
        p = k_fma(0.00010127077f, t, -0.00029191896f);
        p = k_fma(p, t, -3.945696e-5f);
        p = k_fma(p, t, 0.0014630491f);
        p = k_fma(p, t, -0.0036045962f);
        p = k_fma(p, t, 0.0056955996f);
        p = k_fma(p, t, -0.007636051f);
        p = k_fma(p, t, 0.009444216f);
        p = k_fma(p, t, 1.0016749f);
        p = k_fma(p, t, 2.8329768f);
    }
    return k_abs(x) == 1.0f ? x * K_INF : p * x;
}

// ---- integers, of 32 and 64 bits; narrower ones are computed with as i32 and cut afterwards

// Wrapping, for which signed arithmetic is not defined.
#define K_INTEGER(T, U, BITS)                                                                   \
    FN T k_add(T a, T b) { return T(U(a) + U(b)); }                                             \
    FN T k_sub(T a, T b) { return T(U(a) - U(b)); }                                             \
    FN T k_mul(T a, T b) { return T(U(a) * U(b)); }                                             \
    FN T k_neg(T a) { return T(U(0) - U(a)); }                                                  \
    FN T k_max(T a, T b) { return a > b ? a : b; }                                              \
    FN T k_min(T a, T b) { return a < b ? a : b; }                                              \
    /* 0 for shifts by the width or more, or by less than zero */                               \
    FN T k_shl(T a, T b) { return U(b) < U(BITS) ? T(U(a) << U(b)) : T(0); }                    \
    FN T k_power_of(T a, U b) {                                                                 \
        U power = 1, square = U(a);                                                             \
        for (; b != 0; b >>= 1) {                                                               \
            if ((b & 1) != 0) power *= square;                                                  \
            square *= square;                                                                   \
        }                                                                                       \
        return T(power);                                                                        \
    }
K_INTEGER(i32, u32, 32)
K_INTEGER(u32, u32, 32)
K_INTEGER(i64, u64, 64)
K_INTEGER(u64, u64, 64)

// A zero divisor gives 0; signed quotients are rounded down, remainders have the divisor's sign; a negative exponent gives 0.
#define K_SIGNED(T, U, BITS)                                                                    \
    FN T k_div(T a, T b) {                                                                      \
        if (b == 0) return 0;                                                                   \
        if (b == -1) return k_neg(a);                                                           \
        T q = a / b, r = a % b;                                                                 \
        return r != 0 && (r < 0) != (b < 0) ? q - 1 : q;                                        \
    }                                                                                           \
    FN T k_mod(T a, T b) {                                                                      \
        if (b == 0 || b == -1) return 0;                                                        \
        T r = a % b;                                                                            \
        return r != 0 && (r < 0) != (b < 0) ? r + b : r;                                        \
    }                                                                                           \
    FN T k_pow(T a, T b) { return b < 0 ? T(0) : k_power_of(a, U(b)); }                         \
    FN T k_shr(T a, T b) { return a >> (U(b) < U(BITS) ? b : T(BITS - 1)); }                    \
    FN T k_magnitude(T a) { return a < 0 ? k_neg(a) : a; }                                      \
    FN T k_sign(T a) { return T(a > 0) - T(a < 0); }
K_SIGNED(i32, u32, 32)
K_SIGNED(i64, u64, 64)

#define K_UNSIGNED(T, BITS)                                                                     \
    FN T k_div(T a, T b) { return b == 0 ? T(0) : a / b; }                                      \
    FN T k_mod(T a, T b) { return b == 0 ? T(0) : a % b; }                                      \
    FN T k_pow(T a, T b) { return k_power_of(a, b); }                                           \
    FN T k_shr(T a, T b) { return b < T(BITS) ? a >> b : T(0); }                                \
    FN T k_magnitude(T a) { return a; }                                                         \
    FN T k_sign(T a) { return T(a != 0); }
K_UNSIGNED(u32, 32)
K_UNSIGNED(u64, 64)

// Towards zero, to the nearest number that the type has; 0 for NaN. What is narrower is cut from i64; u64 takes negative numbers modulo 2^64.
FN i32 k_to_i32(float x) {
    return x != x ? 0 : x >= 2147483648.0f ? 2147483647 : x < -2147483648.0f ? -2147483647 - 1 : i32(x);
}
FN i64 k_to_i64(float x) {
    return x != x ? 0 : x >= 9223372036854775808.0f ? i64(~u64(0) >> 1) : x < -9223372036854775808.0f ? i64(u64(1) << 63) : i64(x);
}
FN u64 k_to_u64(float x) {
    return x >= 18446744073709551616.0f ? ~u64(0) : x >= 9223372036854775808.0f ? u64(x) : u64(k_to_i64(x));
}

// 64 bits among the lanes of a warp, as two halves.
FN u64 k_join(u32 low, u32 high) { return u64(low) | u64(high) << 32; }
FN u64 warp_down(u64 x, u32 lanes) { return k_join(warp_down(u32(x), lanes), warp_down(u32(x >> 32), lanes)); }
FN i64 warp_down(i64 x, u32 lanes) { return i64(warp_down(u64(x), lanes)); }
FN u64 warp_up(u64 x, u32 lanes) { return k_join(warp_up(u32(x), lanes), warp_up(u32(x >> 32), lanes)); }
FN i64 warp_up(i64 x, u32 lanes) { return i64(warp_up(u64(x), lanes)); }
FN u64 warp_xor(u64 x, u32 mask) { return k_join(warp_xor(u32(x), mask), warp_xor(u32(x >> 32), mask)); }
FN i64 warp_xor(i64 x, u32 mask) { return i64(warp_xor(u64(x), mask)); }
FN u64 warp_shuffle(u64 x, u32 lane) { return k_join(warp_shuffle(u32(x), lane), warp_shuffle(u32(x >> 32), lane)); }
FN i64 warp_shuffle(i64 x, u32 lane) { return i64(warp_shuffle(u64(x), lane)); }
FN bool warp_down(bool x, u32 lanes) { return warp_down(u32(x), lanes) != 0; }
FN bool warp_up(bool x, u32 lanes) { return warp_up(u32(x), lanes) != 0; }
FN bool warp_shuffle(bool x, u32 lane) { return warp_shuffle(u32(x), lane) != 0; }
FN bool warp_xor(bool x, u32 mask) { return warp_xor(u32(x), mask) != 0; }

// ---- complex64: functions beyond these stand in complex.h

struct c64 {
    float re;
    float im;
};

FN c64 k_complex(float re, float im) {
    c64 z;
    z.re = re;
    z.im = im;
    return z;
}
FN float to_f(c64 z) { return z.re; }
template <> FN c64 from_f<c64>(float x) { return k_complex(x, 0.0f); }

FN c64 operator+(c64 a, c64 b) { return k_complex(a.re + b.re, a.im + b.im); }
FN c64 operator-(c64 a, c64 b) { return k_complex(a.re - b.re, a.im - b.im); }
FN c64 operator-(c64 a) { return k_complex(-a.re, -a.im); }
FN bool operator==(c64 a, c64 b) { return a.re == b.re && a.im == b.im; }
FN bool operator!=(c64 a, c64 b) { return !(a == b); }
// By real parts, then by imaginary ones; NaN in a part that matters has no place.
FN bool operator<(c64 a, c64 b) { return a.re == b.re ? a.im < b.im : a.re < b.re && a.im == a.im && b.im == b.im; }
FN bool operator>(c64 a, c64 b) { return b < a; }
FN bool operator<=(c64 a, c64 b) { return a < b || a == b; }
FN bool operator>=(c64 a, c64 b) { return b <= a; }
FN bool c_is_nan(c64 z) { return z.re != z.re || z.im != z.im; }
FN bool c_is_inf(c64 z) { return k_is_inf(z.re) || k_is_inf(z.im); }
FN bool c_is_finite(c64 z) { return k_is_finite(z.re) && k_is_finite(z.im); }
FN bool c_is_zero(c64 z) { return z.re == 0.0f && z.im == 0.0f; }
FN c64 c_scaled(c64 z, float factor) { return k_complex(z.re * factor, z.im * factor); }
FN c64 c_max(c64 a, c64 b) { return c_is_nan(a) || b < a ? a : b; }
FN c64 c_min(c64 a, c64 b) { return c_is_nan(a) || a < b ? a : b; }

// a b + c d, to about a unit in the last place where the two cancel (Kahan)
FN float k_two_products(float a, float b, float c, float d) {
    float cd = c * d;
    return k_fma(a, b, cd) + k_fma(c, d, -cd);
}
// The plain product of what does not overflow.
FN c64 c_product(c64 a, c64 b) {
    return k_complex(k_two_products(a.re, b.re, -a.im, b.im), k_two_products(a.re, b.im, a.im, b.re));
}
// For a part of an infinity its direction: 1 for infinite parts and 0 for others; of other numbers, 0 for NaN. Signs stay.
FN float c_part_without_nan(float part, bool infinite) {
    return infinite ? k_copysign(k_is_inf(part) ? 1.0f : 0.0f, part) : part != part ? k_copysign(0.0f, part) : part;
}
FN c64 c_without_nan(c64 z) {
    bool infinite = c_is_inf(z);
    return k_complex(c_part_without_nan(z.re, infinite), c_part_without_nan(z.im, infinite));
}
// Products that overflow, and those of infinities: an infinity times what is neither zero nor NaN is an infinity (C, G.5.1).
FN c64 c_large_product(c64 a, c64 b) {
    const float down = 5.421010862427522e-20f, up = 18446744073709551616.0f;
    c64 x = c_scaled(a, down), y = c_scaled(b, down);
    c64 z = k_complex(x.re * y.re - x.im * y.im, x.re * y.im + x.im * y.re);
    if (z.re != z.re && z.im != z.im && (c_is_inf(a) || c_is_inf(b))) {
        x = c_without_nan(a);
        y = c_without_nan(b);
        return k_complex(K_INF * (x.re * y.re - x.im * y.im), K_INF * (x.re * y.im + x.im * y.re));
    }
    return c_scaled(c_scaled(z, up), up);
}
FN c64 operator*(c64 a, c64 b) {
    c64 z = c_product(a, b);
    if (c_is_finite(z)) return z;
    return c_large_product(a, b);
}

FN c64 warp_down(c64 z, u32 lanes) { return k_complex(warp_down(z.re, lanes), warp_down(z.im, lanes)); }
FN c64 warp_up(c64 z, u32 lanes) { return k_complex(warp_up(z.re, lanes), warp_up(z.im, lanes)); }
FN c64 warp_xor(c64 z, u32 mask) { return k_complex(warp_xor(z.re, mask), warp_xor(z.im, mask)); }
FN c64 warp_shuffle(c64 z, u32 lane) { return k_complex(warp_shuffle(z.re, lane), warp_shuffle(z.im, lane)); }
