// Operations among four neighbouring lanes.
#pragma once
#include "simd.h"

namespace metal {

#define QUAD_REDUCTION(NAME, EXPRESSION)                                                                               \
    template <class T, if_simd<T> = 0> SOFTWARE_METAL_INLINE T NAME(T value, SOFTWARE_METAL_LINE) {                                   \
        Lanes<T> lanes(value, line);                                                                                   \
        uint first = lanes.lane & ~3u;                                                                                 \
        T result = value;                                                                                              \
        bool any = false;                                                                                              \
        for (uint i = first; i < first + 4; i++) {                                                                     \
            if (!lanes.took_part(i)) continue;                                                                         \
            T x = result, y = lanes.of(i);                                                                             \
            result = any ? static_cast<T>(EXPRESSION) : y;                                                             \
            any = true;                                                                                                \
        }                                                                                                              \
        return result;                                                                                                 \
    }
QUAD_REDUCTION(quad_sum, x + y)
QUAD_REDUCTION(quad_product, x * y)
QUAD_REDUCTION(quad_max, max(x, y))
QUAD_REDUCTION(quad_min, min(x, y))
#undef QUAD_REDUCTION

#define QUAD_SHUFFLE(NAME, PARAMETER, SOURCE)                                                                          \
    template <class T, if_simd<T> = 0> SOFTWARE_METAL_INLINE T NAME(T value, ushort PARAMETER, SOFTWARE_METAL_LINE) {                 \
        Lanes<T> lanes(value, line);                                                                                   \
        const int own = int(lanes.lane & 3), source = SOURCE;                                                          \
        (void)own;                                                                                                     \
        return source >= 0 && source < 4 ? lanes.of((lanes.lane & ~3u) + uint(source)) : value;                        \
    }
QUAD_SHUFFLE(quad_broadcast, other, int(other))
QUAD_SHUFFLE(quad_shuffle, other, int(other))
QUAD_SHUFFLE(quad_shuffle_down, by, own + by)
QUAD_SHUFFLE(quad_shuffle_up, by, own - by)
QUAD_SHUFFLE(quad_shuffle_xor, mask, own ^ mask)
#undef QUAD_SHUFFLE

} // namespace metal
