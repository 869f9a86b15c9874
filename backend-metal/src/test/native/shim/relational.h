// Relational functions: isnan and its like, select, any, all.
#pragma once
#include "math.h"

namespace metal {

#define CLASSIFICATION(NAME, FLOAT, HALF)                                                                              \
    inline bool NAME(float x) { return FLOAT; }                                                                        \
    inline bool NAME(half x) { return HALF; }                                                                          \
    template <class T, int N, enable_if_t<has_math_v<T>, int> = 0> inline vec<bool, N> NAME(vec<T, N> x) {             \
        vec<bool, N> result(false);                                                                                    \
        for (int i = 0; i < N; i++) result[i] = NAME(x[i]);                                                            \
        return result;                                                                                                 \
    }
CLASSIFICATION(isnan, x != x, x != x)
CLASSIFICATION(isinf, fabs(x) == INFINITY, float(fabs(x)) == INFINITY)
CLASSIFICATION(isfinite, fabs(x) < INFINITY, float(fabs(x)) < INFINITY)
CLASSIFICATION(isnormal, isfinite(x) && fabs(x) >= FLT_MIN, isfinite(x) && float(fabs(x)) >= 0x1p-14f)
CLASSIFICATION(signbit, as_type<uint>(x) >> 31, as_type<ushort>(x) >> 15)
#undef CLASSIFICATION

inline bool isordered(float x, float y) { return x == x && y == y; }
inline bool isordered(half x, half y) { return x == x && y == y; }
inline bool isunordered(float x, float y) { return !isordered(x, y); }
inline bool isunordered(half x, half y) { return !isordered(x, y); }

inline bool any(bool x) { return x; }
inline bool all(bool x) { return x; }
template <int N> inline bool any(vec<bool, N> x) {
    for (int i = 0; i < N; i++)
        if (x[i]) return true;
    return false;
}
template <int N> inline bool all(vec<bool, N> x) {
    for (int i = 0; i < N; i++)
        if (!x[i]) return false;
    return true;
}

/** The second where the condition holds, the first elsewhere. */
template <class T, enable_if_t<is_arithmetic_v<T>, int> = 0> inline T select(T no, T yes, bool condition) {
    return condition ? yes : no;
}
template <class T, int N> inline vec<T, N> select(vec<T, N> no, vec<T, N> yes, vec<bool, N> condition) {
    for (int i = 0; i < N; i++) no[i] = condition[i] ? yes[i] : no[i];
    return no;
}

} // namespace metal
