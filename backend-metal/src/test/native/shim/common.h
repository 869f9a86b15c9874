// Common functions: clamp, mix, saturate, sign, smoothstep, step, and those of three arguments, for half and float.
#pragma once
#include "math.h"

namespace metal {

#define COMMON_OF_THREE(NAME, EXPRESSION)                                                                              \
    inline float NAME(float x, float y, float z) { return EXPRESSION; }                                                \
    inline half NAME(half x, half y, half z) { return EXPRESSION; }                                                    \
    template <class T, int N, enable_if_t<has_math_v<T>, int> = 0>                                                     \
    inline vec<T, N> NAME(vec<T, N> x, vec<T, N> y, vec<T, N> z) {                                                     \
        for (int i = 0; i < N; i++) x[i] = NAME(x[i], y[i], z[i]);                                                     \
        return x;                                                                                                      \
    }
COMMON_OF_THREE(clamp, fmin(fmax(x, y), z))
COMMON_OF_THREE(mix, x + (y - x) * z)
COMMON_OF_THREE(max3, fmax(fmax(x, y), z))
COMMON_OF_THREE(min3, fmin(fmin(x, y), z))
COMMON_OF_THREE(median3, fmax(fmin(x, y), fmin(fmax(x, y), z)))
#undef COMMON_OF_THREE

inline float step(float edge, float x) { return x < edge ? 0.0f : 1.0f; }
inline half step(half edge, half x) { return half(x < edge ? 0.0f : 1.0f); }
inline float saturate(float x) { return x > 0.0f ? x < 1.0f ? x : 1.0f : 0.0f; } // NaN becomes 0
inline half saturate(half x) { return half(saturate(float(x))); }
inline float sign(float x) { return x > 0.0f ? 1.0f : x < 0.0f ? -1.0f : x == 0.0f ? x : 0.0f; } // NaN becomes 0
inline half sign(half x) { return half(sign(float(x))); }
inline float smoothstep(float from, float to, float x) {
    float t = saturate((x - from) / (to - from));
    return t * t * (3.0f - 2.0f * t);
}
inline half smoothstep(half from, half to, half x) { return half(smoothstep(float(from), float(to), float(x))); }

#define COMMON_VECTORS(NAME)                                                                                           \
    template <class T, int N, enable_if_t<has_math_v<T>, int> = 0> inline vec<T, N> NAME(vec<T, N> x) {                \
        for (int i = 0; i < N; i++) x[i] = NAME(x[i]);                                                                 \
        return x;                                                                                                      \
    }
COMMON_VECTORS(saturate)
COMMON_VECTORS(sign)
COMMON_VECTORS(abs)
#undef COMMON_VECTORS

template <class T, int N, enable_if_t<has_math_v<T>, int> = 0> inline vec<T, N> clamp(vec<T, N> x, T low, T high) {
    return clamp(x, vec<T, N>(low), vec<T, N>(high));
}
template <class T, int N, enable_if_t<has_math_v<T>, int> = 0> inline vec<T, N> mix(vec<T, N> x, vec<T, N> y, T part) {
    return mix(x, y, vec<T, N>(part));
}

} // namespace metal
