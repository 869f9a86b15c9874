// Integer functions: overloads for each type, as in the specification, so that max(int, uint) is refused here too.
#pragma once
#include "vector_names.h"

namespace metal {

#define EACH_INTEGER(DO) DO(char) DO(uchar) DO(short) DO(ushort) DO(int) DO(uint) DO(long) DO(ulong)

#define INTEGER_COMPARISONS(T)                                                                                         \
    inline T max(T x, T y) { return x > y ? x : y; }                                                                   \
    inline T min(T x, T y) { return x < y ? x : y; }                                                                   \
    inline T clamp(T x, T low, T high) { return min(max(x, low), high); }                                              \
    inline T max3(T x, T y, T z) { return max(max(x, y), z); }                                                         \
    inline T min3(T x, T y, T z) { return min(min(x, y), z); }                                                         \
    inline T median3(T x, T y, T z) { return max(min(x, y), min(max(x, y), z)); }                                      \
    inline T abs(T x) { return static_cast<T>(x < 0 ? 0 - x : x); }                                                    \
    inline make_unsigned_t<T> absdiff(T x, T y) {                                                                      \
        using U = make_unsigned_t<T>;                                                                                  \
        return x > y ? static_cast<U>(U(x) - U(y)) : static_cast<U>(U(y) - U(x));                                      \
    }
EACH_INTEGER(INTEGER_COMPARISONS)
#undef INTEGER_COMPARISONS

template <class T> constexpr uint bits_v = 8 * sizeof(T);
template <class T> constexpr bool is_integer_v = is_integral_v<T> && !is_same_v<T, bool>;
template <class T> using if_integer = enable_if_t<is_integer_v<T>, int>;

template <class T, if_integer<T> = 0> inline T clz(T x) {
    using U = make_unsigned_t<T>;
    return x == 0 ? T(bits_v<T>) : T(__builtin_clzl(U(x)) - (64 - bits_v<T>));
}
template <class T, if_integer<T> = 0> inline T ctz(T x) {
    return x == 0 ? T(bits_v<T>) : T(__builtin_ctzl(make_unsigned_t<T>(x)));
}
template <class T, if_integer<T> = 0> inline T popcount(T x) {
    return T(__builtin_popcountl(make_unsigned_t<T>(x)));
}
template <class T, if_integer<T> = 0> inline T reverse_bits(T x) {
    using U = make_unsigned_t<T>;
    U result = 0;
    for (uint i = 0; i < bits_v<T>; i++)
        if (U(x) >> i & 1) result |= U(U(1) << (bits_v<T> - 1 - i));
    return T(result);
}
template <class T, if_integer<T> = 0> inline T rotate(T x, T by) {
    using U = make_unsigned_t<T>;
    uint left = uint(U(by)) % bits_v<T>;
    return left == 0 ? x : T(U(U(x) << left) | U(U(x) >> (bits_v<T> - left)));
}
/** `bits` bits from `offset` on; of a signed type the highest of them is the sign. */
template <class T, if_integer<T> = 0> inline T extract_bits(T x, uint offset, uint bits) {
    if (bits == 0) return 0;
    uint above = bits_v<T> - bits - offset;
    return T(T(make_unsigned_t<T>(x) << above) >> (bits_v<T> - bits));
}
template <class T, if_integer<T> = 0> inline T insert_bits(T base, T insert, uint offset, uint bits) {
    using U = make_unsigned_t<T>;
    U ones = bits == bits_v<T> ? U(~U(0)) : U((U(1) << bits) - 1);
    U mask = U(ones << offset);
    return T((U(base) & U(~mask)) | (U(U(insert) << offset) & mask));
}
/** The upper half of the product. */
template <class T, if_integer<T> = 0> inline T mulhi(T x, T y) {
    using Wide = conditional_t<std::is_signed_v<T>, __int128, unsigned __int128>;
    return T(Wide(x) * Wide(y) >> bits_v<T>);
}
template <class T, if_integer<T> = 0> inline T madhi(T x, T y, T z) { return T(mulhi(x, y) + z); }
/** Twice as wide, brought back to the type's range. */
template <class T> inline T saturated(__int128 x) {
    constexpr __int128 low = std::is_signed_v<T> ? -(__int128(1) << (bits_v<T> - 1)) : __int128(0);
    constexpr __int128 high = low + (__int128(1) << bits_v<T>) - 1;
    return T(x < low ? low : x > high ? high : x);
}
template <class T, if_integer<T> = 0> inline T addsat(T x, T y) { return saturated<T>(__int128(x) + y); }
template <class T, if_integer<T> = 0> inline T subsat(T x, T y) { return saturated<T>(__int128(x) - y); }
template <class T, if_integer<T> = 0> inline T hadd(T x, T y) { return T((__int128(x) + y) >> 1); }
template <class T, if_integer<T> = 0> inline T rhadd(T x, T y) { return T((__int128(x) + y + 1) >> 1); }
inline int mul24(int x, int y) { return int(uint(x << 8 >> 8) * uint(y << 8 >> 8)); }
inline uint mul24(uint x, uint y) { return (x & 0xffffff) * (y & 0xffffff); }
inline int mad24(int x, int y, int z) { return int(uint(mul24(x, y)) + uint(z)); }
inline uint mad24(uint x, uint y, uint z) { return mul24(x, y) + z; }

#define INTEGER_VECTORS_1(NAME)                                                                                        \
    template <class T, int N, if_integer<T> = 0> inline vec<T, N> NAME(vec<T, N> x) {                                  \
        for (int i = 0; i < N; i++) x[i] = NAME(x[i]);                                                                 \
        return x;                                                                                                      \
    }
#define INTEGER_VECTORS_2(NAME)                                                                                        \
    template <class T, int N, if_integer<T> = 0> inline vec<T, N> NAME(vec<T, N> x, vec<T, N> y) {                     \
        for (int i = 0; i < N; i++) x[i] = NAME(x[i], y[i]);                                                           \
        return x;                                                                                                      \
    }
INTEGER_VECTORS_1(abs)
INTEGER_VECTORS_1(clz)
INTEGER_VECTORS_1(ctz)
INTEGER_VECTORS_1(popcount)
INTEGER_VECTORS_1(reverse_bits)
INTEGER_VECTORS_2(max)
INTEGER_VECTORS_2(min)
INTEGER_VECTORS_2(mulhi)
INTEGER_VECTORS_2(rotate)
INTEGER_VECTORS_2(addsat)
INTEGER_VECTORS_2(subsat)
#undef INTEGER_VECTORS_1
#undef INTEGER_VECTORS_2
#undef EACH_INTEGER

} // namespace metal
