// vec<T, N> with swizzles, packed_vec<T, N>, array<T, N>.
#pragma once
#include "bfloat.h"

namespace metal {

template <class T, int N> struct vec;

/** v.zx and the like: some elements of a vector of N, to read or to assign to. */
template <class Value, class T, int N, int... I> struct swizzle {
    using value = Value; // a parameter, so that operators of vectors are found for it
    T elements[N];

    constexpr operator value() const { return value(elements[I]...); }
    constexpr swizzle& operator=(value from) {
        int k = 0;
        ((elements[I] = from[k++]), ...);
        return *this;
    }
    constexpr swizzle& operator=(const swizzle& from) { return *this = value(from); }
    constexpr swizzle& operator+=(value by) { return *this = value(*this) + by; }
    constexpr swizzle& operator-=(value by) { return *this = value(*this) - by; }
    constexpr swizzle& operator*=(value by) { return *this = value(*this) * by; }
    constexpr swizzle& operator/=(value by) { return *this = value(*this) / by; }
    constexpr T operator[](int i) const { return value(*this)[i]; }
};

template <class T> struct is_vector : false_type {};
template <class T, int N> struct is_vector<vec<T, N>> : true_type {};

#define VECTOR_OPERATOR(OP)                                                                                            \
    friend constexpr vec operator OP(vec a, vec b) {                                                                   \
        for (int i = 0; i < size; i++) a[i] = static_cast<element>(a[i] OP b[i]);                                      \
        return a;                                                                                                      \
    }                                                                                                                  \
    constexpr vec& operator OP##=(vec b) { return *this = *this OP b; }

#define VECTOR_COMPARISON(OP)                                                                                          \
    friend constexpr vec<bool, size> operator OP(vec a, vec b) {                                                       \
        vec<bool, size> result{};                                                                                      \
        for (int i = 0; i < size; i++) result[i] = a[i] OP b[i];                                                       \
        return result;                                                                                                 \
    }

#define VECTOR_SIGN(OP)                                                                                                \
    constexpr vec operator OP() const {                                                                                \
        vec result{};                                                                                                  \
        for (int i = 0; i < size; i++) result[i] = static_cast<element>(OP (*this)[i]);                                \
        return result;                                                                                                 \
    }

/** What vectors of all lengths have. */
#define VECTOR_MEMBERS(N)                                                                                              \
    static constexpr int size = N;                                                                                     \
    using element = T;                                                                                                 \
    vec() = default;                                                                                                   \
    vec(const vec&) = default;                                                                                         \
    constexpr vec& operator=(const vec& from) {                                                                        \
        for (int i = 0; i < N; i++) (*this)[i] = from[i];                                                              \
        return *this;                                                                                                  \
    }                                                                                                                  \
    template <class U, class = enable_if_t<!is_same_v<U, T>>> explicit constexpr vec(const vec<U, N>& from) {          \
        for (int i = 0; i < N; i++) (*this)[i] = static_cast<T>(from[i]);                                              \
    }                                                                                                                  \
    constexpr T& operator[](int i) { return (&x)[i]; }                                                                 \
    constexpr const T& operator[](int i) const { return (&x)[i]; }                                                     \
    VECTOR_OPERATOR(+)                                                                                                 \
    VECTOR_OPERATOR(-)                                                                                                 \
    VECTOR_OPERATOR(*)                                                                                                 \
    VECTOR_OPERATOR(/)                                                                                                 \
    VECTOR_OPERATOR(%)                                                                                                 \
    VECTOR_OPERATOR(&)                                                                                                 \
    VECTOR_OPERATOR(|)                                                                                                 \
    VECTOR_OPERATOR(^)                                                                                                 \
    VECTOR_OPERATOR(<<)                                                                                                \
    VECTOR_OPERATOR(>>)                                                                                                \
    VECTOR_COMPARISON(==)                                                                                              \
    VECTOR_COMPARISON(!=)                                                                                              \
    VECTOR_COMPARISON(<)                                                                                               \
    VECTOR_COMPARISON(>)                                                                                               \
    VECTOR_COMPARISON(<=)                                                                                              \
    VECTOR_COMPARISON(>=)                                                                                              \
    VECTOR_COMPARISON(&&)                                                                                              \
    VECTOR_COMPARISON(||)                                                                                              \
    VECTOR_SIGN(-)                                                                                                     \
    VECTOR_SIGN(~)                                                                                                     \
    constexpr vec<bool, N> operator!() const {                                                                         \
        vec<bool, N> result{};                                                                                         \
        for (int i = 0; i < N; i++) result[i] = !(*this)[i];                                                           \
        return result;                                                                                                 \
    }

template <class T> struct alignas(2 * sizeof(T)) vec<T, 2> {
    union {
        struct {
            T x, y;
        };
        struct {
            T r, g;
        };
        swizzle<vec<T, 2>, T, 2, 0, 0> xx;
        swizzle<vec<T, 2>, T, 2, 0, 1> xy;
        swizzle<vec<T, 2>, T, 2, 1, 0> yx;
        swizzle<vec<T, 2>, T, 2, 1, 1> yy;
    };
    constexpr vec(T all) : x(all), y(all) {}
    constexpr vec(T x, T y) : x(x), y(y) {}
    VECTOR_MEMBERS(2)
};

template <class T> struct alignas(4 * sizeof(T)) vec<T, 3> {
    union {
        struct {
            T x, y, z;
        };
        struct {
            T r, g, b;
        };
        swizzle<vec<T, 2>, T, 3, 0, 0> xx;
        swizzle<vec<T, 2>, T, 3, 0, 1> xy;
        swizzle<vec<T, 2>, T, 3, 0, 2> xz;
        swizzle<vec<T, 2>, T, 3, 1, 0> yx;
        swizzle<vec<T, 2>, T, 3, 1, 1> yy;
        swizzle<vec<T, 2>, T, 3, 1, 2> yz;
        swizzle<vec<T, 2>, T, 3, 2, 0> zx;
        swizzle<vec<T, 2>, T, 3, 2, 1> zy;
        swizzle<vec<T, 2>, T, 3, 2, 2> zz;
        swizzle<vec<T, 3>, T, 3, 0, 1, 2> xyz, rgb;
        swizzle<vec<T, 3>, T, 3, 2, 1, 0> zyx, bgr;
        swizzle<vec<T, 3>, T, 3, 1, 2, 0> yzx;
        swizzle<vec<T, 3>, T, 3, 2, 0, 1> zxy;
    };
    constexpr vec(T all) : x(all), y(all), z(all) {}
    constexpr vec(T x, T y, T z) : x(x), y(y), z(z) {}
    constexpr vec(vec<T, 2> xy, T z) : x(xy.x), y(xy.y), z(z) {}
    constexpr vec(T x, vec<T, 2> yz) : x(x), y(yz.x), z(yz.y) {}
    VECTOR_MEMBERS(3)
};

template <class T> struct alignas(4 * sizeof(T)) vec<T, 4> {
    union {
        struct {
            T x, y, z, w;
        };
        struct {
            T r, g, b, a;
        };
        swizzle<vec<T, 2>, T, 4, 0, 0> xx;
        swizzle<vec<T, 2>, T, 4, 0, 1> xy, lo;
        swizzle<vec<T, 2>, T, 4, 0, 2> xz, even;
        swizzle<vec<T, 2>, T, 4, 0, 3> xw;
        swizzle<vec<T, 2>, T, 4, 1, 0> yx;
        swizzle<vec<T, 2>, T, 4, 1, 1> yy;
        swizzle<vec<T, 2>, T, 4, 1, 2> yz;
        swizzle<vec<T, 2>, T, 4, 1, 3> yw, odd;
        swizzle<vec<T, 2>, T, 4, 2, 0> zx;
        swizzle<vec<T, 2>, T, 4, 2, 1> zy;
        swizzle<vec<T, 2>, T, 4, 2, 2> zz;
        swizzle<vec<T, 2>, T, 4, 2, 3> zw, hi;
        swizzle<vec<T, 2>, T, 4, 3, 0> wx;
        swizzle<vec<T, 2>, T, 4, 3, 1> wy;
        swizzle<vec<T, 2>, T, 4, 3, 2> wz;
        swizzle<vec<T, 2>, T, 4, 3, 3> ww;
        swizzle<vec<T, 3>, T, 4, 0, 1, 2> xyz, rgb;
        swizzle<vec<T, 3>, T, 4, 1, 2, 3> yzw;
        swizzle<vec<T, 3>, T, 4, 0, 1, 3> xyw;
        swizzle<vec<T, 3>, T, 4, 0, 2, 3> xzw;
        swizzle<vec<T, 4>, T, 4, 0, 1, 2, 3> xyzw, rgba;
        swizzle<vec<T, 4>, T, 4, 3, 2, 1, 0> wzyx;
        swizzle<vec<T, 4>, T, 4, 2, 1, 0, 3> zyxw, bgra;
        swizzle<vec<T, 4>, T, 4, 2, 3, 0, 1> zwxy;
        swizzle<vec<T, 4>, T, 4, 1, 0, 3, 2> yxwz;
    };
    constexpr vec(T all) : x(all), y(all), z(all), w(all) {}
    constexpr vec(T x, T y, T z, T w) : x(x), y(y), z(z), w(w) {}
    constexpr vec(T x, T y, T z) : x(x), y(y), z(z), w(0) {} // float4 v = {1, 2, 3}
    constexpr vec(vec<T, 2> xy, vec<T, 2> zw) : x(xy.x), y(xy.y), z(zw.x), w(zw.y) {}
    constexpr vec(vec<T, 3> xyz, T w) : x(xyz.x), y(xyz.y), z(xyz.z), w(w) {}
    constexpr vec(T x, vec<T, 3> yzw) : x(x), y(yzw.x), z(yzw.y), w(yzw.z) {}
    constexpr vec(vec<T, 2> xy, T z, T w) : x(xy.x), y(xy.y), z(z), w(w) {}
    constexpr vec(T x, vec<T, 2> yz, T w) : x(x), y(yz.x), z(yz.y), w(w) {}
    constexpr vec(T x, T y, vec<T, 2> zw) : x(x), y(y), z(zw.x), w(zw.y) {}
    VECTOR_MEMBERS(4)
};

#undef VECTOR_MEMBERS
#undef VECTOR_SIGN
#undef VECTOR_COMPARISON
#undef VECTOR_OPERATOR

/** A vector with the alignment of its elements. */
template <class T, int N> struct packed_vec {
    T elements[N];

    packed_vec() = default;
    constexpr packed_vec(vec<T, N> from) {
        for (int i = 0; i < N; i++) elements[i] = from[i];
    }
    template <class... Rest> constexpr packed_vec(T first, Rest... rest) : elements{first, static_cast<T>(rest)...} {}
    constexpr operator vec<T, N>() const {
        vec<T, N> result(elements[0]);
        for (int i = 0; i < N; i++) result[i] = elements[i];
        return result;
    }
    constexpr T& operator[](int i) { return elements[i]; }
    constexpr const T& operator[](int i) const { return elements[i]; }
};

template <class T, size_t N> struct array {
    T elements[N];

    constexpr T& operator[](size_t i) { return elements[i]; }
    constexpr const T& operator[](size_t i) const { return elements[i]; }
    constexpr size_t size() const { return N; }
};

} // namespace metal

using metal::vec;
