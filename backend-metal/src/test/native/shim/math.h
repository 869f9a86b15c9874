// Mathematical functions of the specification's section "Math Functions": overloads for half and float, as there, and for
// vectors of them. bfloat has none: convert to float. namespace precise and fast: float only; here they compute the same.
#pragma once
#include "limits.h"
#include "vector_names.h"

namespace metal {

template <class T> constexpr bool has_math_v = is_same_v<T, float> || is_same_v<T, half>;

#define MATH_1(NAME, EXPRESSION)                                                                                       \
    inline float NAME(float x) { return static_cast<float>(EXPRESSION); }                                              \
    inline half NAME(half argument) {                                                                                  \
        float x = argument;                                                                                            \
        return static_cast<half>(EXPRESSION);                                                                          \
    }                                                                                                                  \
    template <class T, int N, enable_if_t<has_math_v<T>, int> = 0> inline vec<T, N> NAME(vec<T, N> x) {                \
        for (int i = 0; i < N; i++) x[i] = NAME(x[i]);                                                                 \
        return x;                                                                                                      \
    }                                                                                                                  \
    template <class T, enable_if_t<is_same_v<T, bfloat>, int> = 0> T NAME(T) = delete;                                 \
    MATH_VARIANTS_1(precise, NAME)                                                                                     \
    MATH_VARIANTS_1(fast, NAME)

#define MATH_VARIANTS_1(SPACE, NAME)                                                                                   \
    namespace SPACE {                                                                                                  \
    inline float NAME(float x) { return metal::NAME(x); }                                                              \
    template <int N> inline vec<float, N> NAME(vec<float, N> x) { return metal::NAME(x); }                             \
    }

#define MATH_2(NAME, EXPRESSION)                                                                                       \
    inline float NAME(float x, float y) { return static_cast<float>(EXPRESSION); }                                     \
    inline half NAME(half first, half second) {                                                                        \
        float x = first, y = second;                                                                                   \
        return static_cast<half>(EXPRESSION);                                                                          \
    }                                                                                                                  \
    template <class T, int N, enable_if_t<has_math_v<T>, int> = 0>                                                     \
    inline vec<T, N> NAME(vec<T, N> x, vec<T, N> y) {                                                                  \
        for (int i = 0; i < N; i++) x[i] = NAME(x[i], y[i]);                                                           \
        return x;                                                                                                      \
    }                                                                                                                  \
    template <class T, enable_if_t<is_same_v<T, bfloat>, int> = 0> T NAME(T, T) = delete;                              \
    MATH_VARIANTS_2(precise, NAME)                                                                                     \
    MATH_VARIANTS_2(fast, NAME)

#define MATH_VARIANTS_2(SPACE, NAME)                                                                                   \
    namespace SPACE {                                                                                                  \
    inline float NAME(float x, float y) { return metal::NAME(x, y); }                                                  \
    template <int N> inline vec<float, N> NAME(vec<float, N> x, vec<float, N> y) { return metal::NAME(x, y); }         \
    }

/** Sine of x times pi. The argument is reduced exactly first, so integers give 0. */
inline double sine_of_pi_times(double x) {
    double turn = x - 2.0 * __builtin_rint(x / 2); // from -1 to 1
    if (turn > 0.5) turn = 1.0 - turn;
    if (turn < -0.5) turn = -1.0 - turn;
    return __builtin_sin(3.14159265358979323846 * turn);
}
inline double cosine_of_pi_times(double x) {
    return sine_of_pi_times(0.5 - __builtin_fabs(x - 2.0 * __builtin_rint(x / 2)));
}

/** x to the y for x >= 0, NaN below. */
inline float power_of_positive(float x, float y) { return x < 0.0f ? NAN : __builtin_powf(x, y); }

MATH_1(acos, __builtin_acosf(x))
MATH_1(acosh, __builtin_acoshf(x))
MATH_1(asin, __builtin_asinf(x))
MATH_1(asinh, __builtin_asinhf(x))
MATH_1(atan, __builtin_atanf(x))
MATH_1(atanh, __builtin_atanhf(x))
MATH_1(ceil, __builtin_ceilf(x))
MATH_1(cos, __builtin_cosf(x))
MATH_1(cosh, __builtin_coshf(x))
MATH_1(cospi, cosine_of_pi_times(x))
MATH_1(exp, __builtin_expf(x))
MATH_1(exp2, __builtin_exp2f(x))
MATH_1(exp10, __builtin_exp10f(x))
MATH_1(fabs, __builtin_fabsf(x))
MATH_1(floor, __builtin_floorf(x))
MATH_1(log, __builtin_logf(x))
MATH_1(log2, __builtin_log2f(x))
MATH_1(log10, __builtin_log10f(x))
MATH_1(rint, __builtin_rintf(x))
MATH_1(round, __builtin_roundf(x))
MATH_1(rsqrt, 1.0f / __builtin_sqrtf(x))
MATH_1(sin, __builtin_sinf(x))
MATH_1(sinh, __builtin_sinhf(x))
MATH_1(sinpi, sine_of_pi_times(x))
MATH_1(sqrt, __builtin_sqrtf(x))
MATH_1(tan, __builtin_tanf(x))
MATH_1(tanh, __builtin_tanhf(x))
MATH_1(tanpi, sine_of_pi_times(x) / cosine_of_pi_times(x))
MATH_1(trunc, __builtin_truncf(x))

MATH_2(atan2, __builtin_atan2f(x, y))
MATH_2(copysign, __builtin_copysignf(x, y))
MATH_2(divide, x / y)
MATH_2(fdim, __builtin_fdimf(x, y))
MATH_2(fmax, __builtin_fmaxf(x, y))
MATH_2(fmin, __builtin_fminf(x, y))
MATH_2(fmod, __builtin_fmodf(x, y))
MATH_2(max, __builtin_fmaxf(x, y))
MATH_2(min, __builtin_fminf(x, y))
MATH_2(pow, __builtin_powf(x, y))
MATH_2(powr, power_of_positive(x, y))

/** What is left of x above its floor, always below 1. */
template <class T, enable_if_t<has_math_v<T>, int> = 0> inline T fract(T x) {
    const T below_one = as_type<T>(sizeof(T) == 4 ? conditional_t<sizeof(T) == 4, uint, ushort>(0x3f7fffff)
                                                  : conditional_t<sizeof(T) == 4, uint, ushort>(0x3bff));
    return min(T(x - floor(x)), below_one);
}

template <class T, int N> inline vec<T, N> fract(vec<T, N> x) {
    for (int i = 0; i < N; i++) x[i] = fract(x[i]);
    return x;
}

inline float fma(float x, float y, float z) { return __builtin_fmaf(x, y, z); }
inline half fma(half x, half y, half z) { return half(double(x) * double(y) + double(z)); }
template <class T, int N, enable_if_t<has_math_v<T>, int> = 0>
inline vec<T, N> fma(vec<T, N> x, vec<T, N> y, vec<T, N> z) {
    for (int i = 0; i < N; i++) x[i] = fma(x[i], y[i], z[i]);
    return x;
}
namespace precise {
using metal::fma;
using metal::fract;
}
namespace fast {
using metal::fma;
using metal::fract;
}

inline float abs(float x) { return __builtin_fabsf(x); }
inline half abs(half x) { return fabs(x); }

template <class T, enable_if_t<has_math_v<T>, int> = 0> inline T fmax3(T x, T y, T z) { return fmax(fmax(x, y), z); }
template <class T, enable_if_t<has_math_v<T>, int> = 0> inline T fmin3(T x, T y, T z) { return fmin(fmin(x, y), z); }
template <class T, enable_if_t<has_math_v<T>, int> = 0> inline T fmedian3(T x, T y, T z) {
    return fmax(fmin(x, y), fmin(fmax(x, y), z));
}

template <class T, enable_if_t<has_math_v<T>, int> = 0> inline T frexp(T x, int& exponent) {
    return T(__builtin_frexpf(float(x), &exponent));
}
template <class T, enable_if_t<has_math_v<T>, int> = 0> inline T ldexp(T x, int exponent) {
    return T(__builtin_ldexpf(float(x), exponent));
}
template <class T, enable_if_t<has_math_v<T>, int> = 0> inline int ilogb(T x) { return __builtin_ilogbf(float(x)); }
template <class T, enable_if_t<has_math_v<T>, int> = 0> inline T modf(T x, T& whole) {
    float rest, integral;
    rest = __builtin_modff(float(x), &integral);
    whole = T(integral);
    return T(rest);
}
template <class T, enable_if_t<has_math_v<T>, int> = 0> inline T sincos(T x, T& cosine) {
    cosine = cos(x);
    return sin(x);
}

inline float nextafter(float x, float y) { return __builtin_nextafterf(x, y); }
inline half nextafter(half x, half y) {
    if (x != x || y != y) return half(NAN);
    if (x == y) return y;
    if (x == half(0.0f)) return as_type<half>(ushort(y > x ? 0x0001 : 0x8001));
    short bits = as_type<short>(x);
    bool away_from_zero = (y > x) == (x > half(0.0f));
    return as_type<half>(short(away_from_zero ? bits + 1 : bits - 1));
}

#undef MATH_1
#undef MATH_2
#undef MATH_VARIANTS_1
#undef MATH_VARIANTS_2

} // namespace metal
