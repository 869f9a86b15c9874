// Functions of Apple's own headers that MLX's kernels call by name.
#pragma once
#include "relational.h"
#include "simd.h"

#define __METAL_MAYBE_FAST_MATH__ 0
#define __METAL_FAST_MATH__ 0
#define __METAL_PRECISE_MATH__ 0
#define __METAL_MEMORY_SCOPE_SYSTEM__ 4

namespace metal {

/** Messages are dropped. */
struct os_log {
    constexpr os_log(const char*, const char*) {}
    template <class... A> void log(const char*, A...) const {}
    template <class... A> void log_debug(const char*, A...) const {}
};

template <class T> struct uniform {
    T value;
    constexpr uniform(T value) : value(value) {}
    constexpr operator T() const { return value; }
};
template <class T> constexpr uniform<T> make_uniform(T value) { return value; }

} // namespace metal

#define BUILTIN_1(NAME)                                                                                                \
    template <class T> inline T __metal_##NAME(T x, int = 0) { return metal::NAME(x); }
#define BUILTIN_2(NAME)                                                                                                \
    template <class T> inline T __metal_##NAME(T x, T y, int = 0) { return metal::NAME(x, y); }
BUILTIN_1(acos) BUILTIN_1(acosh) BUILTIN_1(asin) BUILTIN_1(asinh) BUILTIN_1(atan) BUILTIN_1(atanh) BUILTIN_1(ceil)
BUILTIN_1(cos) BUILTIN_1(cosh) BUILTIN_1(cospi) BUILTIN_1(exp) BUILTIN_1(exp10) BUILTIN_1(exp2) BUILTIN_1(fabs)
BUILTIN_1(floor) BUILTIN_1(fract) BUILTIN_1(log) BUILTIN_1(log10) BUILTIN_1(log2) BUILTIN_1(rint) BUILTIN_1(round)
BUILTIN_1(rsqrt) BUILTIN_1(sin) BUILTIN_1(sinh) BUILTIN_1(sinpi) BUILTIN_1(sqrt) BUILTIN_1(tan) BUILTIN_1(tanh)
BUILTIN_1(tanpi) BUILTIN_1(trunc)
BUILTIN_2(atan2) BUILTIN_2(divide) BUILTIN_2(fmax) BUILTIN_2(fmin) BUILTIN_2(fmod) BUILTIN_2(pow) BUILTIN_2(powr)
BUILTIN_2(nextafter)
#undef BUILTIN_1
#undef BUILTIN_2
template <class T> inline T __metal_fma(T x, T y, T z) { return metal::fma(x, y, z); }
template <class T> inline T __metal_fmax3(T x, T y, T z, int = 0) { return metal::fmax3(x, y, z); }
template <class T> inline T __metal_fmin3(T x, T y, T z, int = 0) { return metal::fmin3(x, y, z); }
template <class T> inline T __metal_fmedian3(T x, T y, T z, int = 0) { return metal::fmedian3(x, y, z); }
template <class T> inline T __metal_frexp(T x, int* exponent) { return metal::frexp(x, *exponent); }
template <class T> inline T __metal_ldexp(T x, int exponent, int = 0) { return metal::ldexp(x, exponent); }

#define BUILTIN_OF_LANES(NAME)                                                                                         \
    template <class T> SOFTWARE_METAL_INLINE T __metal_##NAME(T x, SOFTWARE_METAL_LINE) { return metal::NAME(x, line); }
BUILTIN_OF_LANES(simd_sum) BUILTIN_OF_LANES(simd_product) BUILTIN_OF_LANES(simd_max) BUILTIN_OF_LANES(simd_min)
BUILTIN_OF_LANES(simd_prefix_inclusive_sum) BUILTIN_OF_LANES(simd_prefix_exclusive_sum)
BUILTIN_OF_LANES(simd_prefix_inclusive_product) BUILTIN_OF_LANES(simd_prefix_exclusive_product)
#undef BUILTIN_OF_LANES
template <class T> SOFTWARE_METAL_INLINE T __metal_simd_xor(T x, SOFTWARE_METAL_LINE) {
    return as_type<T>(metal::simd_xor(as_type<metal::conditional_t<sizeof(T) == 2, ushort, uint>>(x), line));
}

#define BUILTIN_SHUFFLE(NAME)                                                                                          \
    template <class T> SOFTWARE_METAL_INLINE T __metal_##NAME(T x, ushort by, SOFTWARE_METAL_LINE) { return metal::NAME(x, by, line); }
BUILTIN_SHUFFLE(simd_broadcast) BUILTIN_SHUFFLE(simd_shuffle) BUILTIN_SHUFFLE(simd_shuffle_down) BUILTIN_SHUFFLE(simd_shuffle_up)
BUILTIN_SHUFFLE(simd_shuffle_xor) BUILTIN_SHUFFLE(simd_shuffle_rotate_down) BUILTIN_SHUFFLE(simd_shuffle_rotate_up)
#undef BUILTIN_SHUFFLE
template <class T> SOFTWARE_METAL_INLINE T __metal_simd_shuffle_and_fill_down(T x, T fill, ushort by, ushort modulo, SOFTWARE_METAL_LINE) {
    return metal::simd_shuffle_and_fill_down(x, fill, by, modulo, line);
}
template <class T> SOFTWARE_METAL_INLINE T __metal_simd_shuffle_and_fill_up(T x, T fill, ushort by, ushort modulo, SOFTWARE_METAL_LINE) {
    return metal::simd_shuffle_and_fill_up(x, fill, by, modulo, line);
}
inline ushort __metal_get_simdgroup_size(ushort) { return software_metal::LANES; }
inline ushort __metal_get_thread_index_in_simdgroup(ushort) {
    return ushort(software_metal_context->current % software_metal::LANES);
}
