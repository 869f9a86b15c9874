// Geometric functions.
#pragma once
#include "common.h"

namespace metal {

template <class T, int N> inline T dot(vec<T, N> x, vec<T, N> y) {
    T sum = T(x[0] * y[0]);
    for (int i = 1; i < N; i++) sum = T(sum + x[i] * y[i]);
    return sum;
}
template <class T, int N> inline T length_squared(vec<T, N> x) { return dot(x, x); }
template <class T, int N> inline T length(vec<T, N> x) { return sqrt(dot(x, x)); }
template <class T, int N> inline T distance_squared(vec<T, N> x, vec<T, N> y) { return length_squared(x - y); }
template <class T, int N> inline T distance(vec<T, N> x, vec<T, N> y) { return length(x - y); }
template <class T, int N> inline vec<T, N> normalize(vec<T, N> x) { return x / vec<T, N>(length(x)); }
template <class T> inline vec<T, 3> cross(vec<T, 3> x, vec<T, 3> y) {
    return vec<T, 3>(T(x.y * y.z - x.z * y.y), T(x.z * y.x - x.x * y.z), T(x.x * y.y - x.y * y.x));
}

} // namespace metal
