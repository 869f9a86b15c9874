// bfloat: the upper half of a float, rounded to nearest even. g++ 12 has no such type, so it is a class here.
//   bfloat op bfloat      -> bfloat, computed in float and rounded
//   bfloat op integer     -> bfloat
//   bfloat op float/half  -> float
// To bfloat one converts explicitly from floats (a text that does it implicitly is refused), implicitly from integers.
#pragma once
#include "types.h"

struct bfloat {
    ushort bits;

    bfloat() = default;

    static constexpr ushort round(float x) {
        uint u = __builtin_bit_cast(uint, x);
        bool nan = (u & 0x7fffffffu) > 0x7f800000u;
        return nan ? ushort(u >> 16 | 0x40) : ushort((u + 0x7fff + (u >> 16 & 1)) >> 16);
    }

    explicit constexpr bfloat(float x) : bits(round(x)) {}
    explicit constexpr bfloat(half x) : bits(round(float(x))) {}
    template <class T, std::enable_if_t<std::is_integral_v<T>, int> = 0>
    constexpr bfloat(T x) : bits(round(static_cast<float>(x))) {}
    /** From a user's type that converts to float. */
    template <class T, std::enable_if_t<std::is_class_v<T> && !std::is_same_v<T, bfloat> && std::is_convertible_v<T, float>, long> = 0>
    explicit constexpr bfloat(T x) : bits(round(static_cast<float>(x))) {}

    constexpr float value() const { return __builtin_bit_cast(float, uint(bits) << 16); }
    constexpr operator float() const { return value(); }
    template <class T, std::enable_if_t<std::is_integral_v<T> || std::is_same_v<T, half>, int> = 0>
    explicit constexpr operator T() const {
        return static_cast<T>(value());
    }

    constexpr bfloat operator+() const { return *this; }
    constexpr bfloat operator-() const {
        bfloat result{};
        result.bits = bits ^ 0x8000;
        return result;
    }
    constexpr bfloat& operator++() { return *this = bfloat(value() + 1.0f); }
    constexpr bfloat& operator--() { return *this = bfloat(value() - 1.0f); }

#define BFLOAT_OPERATOR(OP)                                                                                            \
    friend constexpr bfloat operator OP(bfloat x, bfloat y) { return bfloat(x.value() OP y.value()); }                 \
    friend constexpr float operator OP(bfloat x, float y) { return x.value() OP y; }                                   \
    friend constexpr float operator OP(float x, bfloat y) { return x OP y.value(); }                                   \
    friend constexpr float operator OP(bfloat x, half y) { return x.value() OP float(y); }                             \
    friend constexpr float operator OP(half x, bfloat y) { return float(x) OP y.value(); }                             \
    template <class T, class = std::enable_if_t<std::is_integral_v<T>>>                                                \
    friend constexpr bfloat operator OP(bfloat x, T y) {                                                               \
        return bfloat(x.value() OP static_cast<float>(y));                                                             \
    }                                                                                                                  \
    template <class T, class = std::enable_if_t<std::is_integral_v<T>>>                                                \
    friend constexpr bfloat operator OP(T x, bfloat y) {                                                               \
        return bfloat(static_cast<float>(x) OP y.value());                                                             \
    }                                                                                                                  \
    template <class T> constexpr bfloat& operator OP##=(T y) {                                                         \
        return *this = bfloat(value() OP static_cast<float>(y));                                                       \
    }
    BFLOAT_OPERATOR(+)
    BFLOAT_OPERATOR(-)
    BFLOAT_OPERATOR(*)
    BFLOAT_OPERATOR(/)
#undef BFLOAT_OPERATOR

#define BFLOAT_COMPARISON(OP)                                                                                          \
    friend constexpr bool operator OP(bfloat x, bfloat y) { return x.value() OP y.value(); }                           \
    template <class T, class = std::enable_if_t<metal::is_arithmetic_v<T> && !std::is_same_v<T, bfloat>>>              \
    friend constexpr bool operator OP(bfloat x, T y) {                                                                 \
        return x.value() OP static_cast<float>(y);                                                                     \
    }                                                                                                                  \
    template <class T, class = std::enable_if_t<metal::is_arithmetic_v<T> && !std::is_same_v<T, bfloat>>>              \
    friend constexpr bool operator OP(T x, bfloat y) {                                                                 \
        return static_cast<float>(x) OP y.value();                                                                     \
    }
    BFLOAT_COMPARISON(==)
    BFLOAT_COMPARISON(!=)
    BFLOAT_COMPARISON(<)
    BFLOAT_COMPARISON(>)
    BFLOAT_COMPARISON(<=)
    BFLOAT_COMPARISON(>=)
#undef BFLOAT_COMPARISON
};

static_assert(sizeof(bfloat) == 2);
