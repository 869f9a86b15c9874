// Functions of Apple's own headers that MLX's kernels call by name.
#pragma once
#include "relational.h"
#include "simd.h"

namespace metal {

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
inline ushort __metal_get_simdgroup_size(ushort) { return software_metal::LANES; }
inline ushort __metal_get_thread_index_in_simdgroup(ushort) {
    return ushort(software_metal_context->current % software_metal::LANES);
}
