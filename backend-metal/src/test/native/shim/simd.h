// Operations among the 32 lanes of a SIMD group. Types as in the specification: half, float, integers up to 32 bits and
// their vectors; bool, bfloat and 64-bit integers are refused, as Apple's compiler does.
#pragma once
#include "barrier.h"
#include "common.h"
#include "integer.h"

namespace metal {

template <class T>
constexpr bool has_simd_v = (is_integer_v<T> && sizeof(T) <= 4) || is_same_v<T, float> || is_same_v<T, half>;
template <class T, int N> constexpr bool has_simd_v<vec<T, N>> = has_simd_v<T>;
template <class T> using if_simd = enable_if_t<has_simd_v<T>, int>;
template <class T> using if_simd_bits = enable_if_t<has_simd_v<T> && is_integral_v<T>, int>;

/** What all lanes brought to one operation. */
template <class T> class Lanes {
public:
    SOFTWARE_METAL_INLINE Lanes(const T& mine, int line)
        : context(software_metal::meet(software_metal::Meeting::LANES, &mine, sizeof(T), line)),
          lane(context.current % software_metal::LANES) {}

    bool took_part(uint other) const { return context.active >> other & 1; }
    uint mask() const { return context.active; }
    T of(uint other) const {
        T value;
        __builtin_memcpy((void*)&value, context.deposits + other * sizeof(T), sizeof(T));
        return value;
    }

    /** Combines pairs, pairs of pairs and so on, as shuffles by 16, 8, 4, 2, 1 would. The first lane that asks does it for all. */
    template <class Combine> T combine(Combine two) {
        if (!context.combined) {
            T values[32];
            bool present[32];
            for (uint i = 0; i < 32; i++) {
                present[i] = took_part(i);
                values[i] = of(i);
            }
            for (uint half_of_them = 16; half_of_them > 0; half_of_them /= 2)
                for (uint i = 0; i < half_of_them; i++) {
                    uint other = i + half_of_them;
                    if (!present[other]) continue;
                    values[i] = present[i] ? static_cast<T>(two(values[i], values[other])) : values[other];
                    present[i] = true;
                }
            __builtin_memcpy(context.combination, (const void*)&values[0], sizeof(T));
            context.combined = true;
        }
        T result;
        __builtin_memcpy((void*)&result, context.combination, sizeof(T));
        return result;
    }

private:
    software_metal::Context& context;

public:
    const uint lane;
};

#define SIMD_REDUCTION(NAME, CONDITION, EXPRESSION)                                                                    \
    template <class T, CONDITION<T> = 0> SOFTWARE_METAL_INLINE T NAME(T value, SOFTWARE_METAL_LINE) {                                 \
        return Lanes<T>(value, line).combine([](T x, T y) { return EXPRESSION; });                                     \
    }
SIMD_REDUCTION(simd_sum, if_simd, x + y)
SIMD_REDUCTION(simd_product, if_simd, x * y)
SIMD_REDUCTION(simd_max, if_simd, max(x, y))
SIMD_REDUCTION(simd_min, if_simd, min(x, y))
SIMD_REDUCTION(simd_and, if_simd_bits, x & y)
SIMD_REDUCTION(simd_or, if_simd_bits, x | y)
SIMD_REDUCTION(simd_xor, if_simd_bits, x ^ y)
#undef SIMD_REDUCTION

#define SIMD_SCAN(NAME, START, OP, OWN)                                                                                \
    template <class T, if_simd<T> = 0> SOFTWARE_METAL_INLINE T NAME(T value, SOFTWARE_METAL_LINE) {                                   \
        Lanes<T> lanes(value, line);                                                                                   \
        T result = T(START);                                                                                           \
        for (uint i = 0; i < lanes.lane + OWN; i++)                                                                    \
            if (lanes.took_part(i)) result = static_cast<T>(result OP lanes.of(i));                                    \
        return result;                                                                                                 \
    }
SIMD_SCAN(simd_prefix_inclusive_sum, 0, +, 1)
SIMD_SCAN(simd_prefix_exclusive_sum, 0, +, 0)
SIMD_SCAN(simd_prefix_inclusive_product, 1, *, 1)
SIMD_SCAN(simd_prefix_exclusive_product, 1, *, 0)
#undef SIMD_SCAN

/** The value of another lane. One outside of the group, or one that is not there: its own (the specification leaves it open). */
#define SIMD_SHUFFLE(NAME, PARAMETER, SOURCE)                                                                          \
    template <class T, if_simd<T> = 0> SOFTWARE_METAL_INLINE T NAME(T value, ushort PARAMETER, SOFTWARE_METAL_LINE) {                 \
        Lanes<T> lanes(value, line);                                                                                   \
        const int own = int(lanes.lane), source = SOURCE;                                                              \
        (void)own;                                                                                                     \
        return source >= 0 && source < 32 ? lanes.of(uint(source)) : value;                                            \
    }
SIMD_SHUFFLE(simd_broadcast, other, int(other))
SIMD_SHUFFLE(simd_shuffle, other, int(other))
SIMD_SHUFFLE(simd_shuffle_down, by, own + by)
SIMD_SHUFFLE(simd_shuffle_up, by, own - by)
SIMD_SHUFFLE(simd_shuffle_xor, mask, own ^ mask)
SIMD_SHUFFLE(simd_shuffle_rotate_down, by, (own + by) & 31)
SIMD_SHUFFLE(simd_shuffle_rotate_up, by, (own - by) & 31)
#undef SIMD_SHUFFLE

/** Shuffles within blocks of `modulo` lanes; what comes in from outside is taken from `fill`. */
template <class T, if_simd<T> = 0>
SOFTWARE_METAL_INLINE T simd_shuffle_and_fill_down(T value, T fill, ushort by, ushort modulo = 32, SOFTWARE_METAL_LINE) {
    Lanes<T> lanes(value, line);
    uint at = lanes.lane % modulo, block = lanes.lane - at, source = at + by;
    T shuffled = lanes.of(block + source % modulo);
    Lanes<T> fills(fill, line);
    return source < modulo ? shuffled : fills.of(block + source % modulo);
}
template <class T, if_simd<T> = 0>
SOFTWARE_METAL_INLINE T simd_shuffle_and_fill_up(T value, T fill, ushort by, ushort modulo = 32, SOFTWARE_METAL_LINE) {
    Lanes<T> lanes(value, line);
    uint at = lanes.lane % modulo, block = lanes.lane - at, source = (at + modulo - by % modulo) % modulo;
    T shuffled = lanes.of(block + source);
    Lanes<T> fills(fill, line);
    return at >= by ? shuffled : fills.of(block + source);
}

template <class T, if_simd<T> = 0> SOFTWARE_METAL_INLINE T simd_broadcast_first(T value, SOFTWARE_METAL_LINE) {
    Lanes<T> lanes(value, line);
    return lanes.of(uint(__builtin_ctz(lanes.mask())));
}

/** A bit for each lane, of which there are 64 on some devices. */
class simd_vote {
public:
    using vote_t = ulong;
    explicit constexpr simd_vote(vote_t bits = 0) : bits(bits) {}
    constexpr bool all() const { return bits == 0xffffffffu; }
    constexpr bool any() const { return bits != 0; }
    explicit constexpr operator vote_t() const { return bits; }

private:
    vote_t bits;
};

SOFTWARE_METAL_INLINE simd_vote simd_ballot(bool value, SOFTWARE_METAL_LINE) {
    Lanes<uint> lanes(value, line);
    uint bits = 0;
    for (uint i = 0; i < 32; i++)
        if (lanes.took_part(i) && lanes.of(i)) bits |= 1u << i;
    return simd_vote(bits);
}
SOFTWARE_METAL_INLINE simd_vote simd_active_threads_mask(SOFTWARE_METAL_LINE) { return simd_vote(Lanes<uint>(1, line).mask()); }
SOFTWARE_METAL_INLINE bool simd_all(bool value, SOFTWARE_METAL_LINE) { return !simd_ballot(!value, line).any(); }
SOFTWARE_METAL_INLINE bool simd_any(bool value, SOFTWARE_METAL_LINE) { return simd_ballot(value, line).any(); }
SOFTWARE_METAL_INLINE bool simd_is_first(SOFTWARE_METAL_LINE) {
    Lanes<uint> lanes(1, line);
    return uint(__builtin_ctz(lanes.mask())) == lanes.lane;
}

} // namespace metal
