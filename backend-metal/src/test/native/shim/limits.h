// numeric_limits for the types that g++ knows, for half and for bfloat.
#pragma once
#include "bfloat.h"

namespace metal {

template <class T> struct numeric_limits {
    static_assert(is_integral_v<T>, "numeric_limits of a type that is not arithmetic");
    static constexpr bool is_specialized = true, is_integer = true, is_signed = std::is_signed_v<T>;
    static constexpr bool has_infinity = false, has_quiet_NaN = false;
    static constexpr int digits = is_same_v<T, bool> ? 1 : int(8 * sizeof(T)) - is_signed;
    static constexpr T min() { return is_signed ? T(T(1) << (8 * sizeof(T) - 1)) : T(0); }
    static constexpr T max() { return is_same_v<T, bool> ? T(1) : is_signed ? T(~min()) : T(~T(0)); }
    static constexpr T lowest() { return min(); }
};

/** A floating-point type, by the bits of its values. */
template <class T, class Bits, int DIGITS, Bits MIN, Bits MAX, Bits EPSILON, Bits INFINITE, Bits QUIET_NAN>
struct floating_limits {
    static constexpr bool is_specialized = true, is_integer = false, is_signed = true;
    static constexpr bool has_infinity = true, has_quiet_NaN = true;
    static constexpr int digits = DIGITS;
    static constexpr T min() { return as_type<T>(MIN); }
    static constexpr T max() { return as_type<T>(MAX); }
    static constexpr T lowest() { return as_type<T>(Bits(MAX | Bits(1) << (8 * sizeof(Bits) - 1))); }
    static constexpr T epsilon() { return as_type<T>(EPSILON); }
    static constexpr T infinity() { return as_type<T>(INFINITE); }
    static constexpr T quiet_NaN() { return as_type<T>(QUIET_NAN); }
    static constexpr T signaling_NaN() { return quiet_NaN(); }
};

template <>
struct numeric_limits<float>
    : floating_limits<float, uint, 24, 0x00800000, 0x7f7fffff, 0x34000000, 0x7f800000, 0x7fc00000> {};
template <>
struct numeric_limits<half> : floating_limits<half, ushort, 11, 0x0400, 0x7bff, 0x1400, 0x7c00, 0x7e00> {};
template <>
struct numeric_limits<bfloat> : floating_limits<bfloat, ushort, 8, 0x0080, 0x7f7f, 0x3c00, 0x7f80, 0x7fc0> {};

} // namespace metal
