// The words of the kernels' text in Metal Shading Language 3.1. Everything that only Metal says stands here; cuda.h is its counterpart.
#include <metal_stdlib>
using namespace metal;

// Multiply-adds are not contracted: a fused program and its parts agree to the bit.
#pragma METAL fp contract(off)

#define DEV device
#define GRPMEM threadgroup
#define THR thread
#define FN inline
// Of a long function that is called from many places.
#define BIG inline
#define CONSTANT constant
#define TABLE(type, name, ...) constant type name __VA_ARGS__

// A kernel: KERNEL(name, IN(type, name, slot)..., OUT(type, name, slot)..., VAL(struct, name, slot)) { ... }
#define IN(type, name, slot) device const type* name [[buffer(slot)]]
#define OUT(type, name, slot) device type* name [[buffer(slot)]]
#define VAL(type, name, slot) constant type& name [[buffer(slot)]]
#define KERNEL(name, ...)                                        \
    kernel void name(__VA_ARGS__,                                \
                     uint3 k_gid [[thread_position_in_grid]],    \
                     uint3 k_lid [[thread_position_in_threadgroup]], \
                     uint3 k_grp [[threadgroup_position_in_grid]],   \
                     uint3 k_dim [[threads_per_threadgroup]],    \
                     uint3 k_ngrp [[threadgroups_per_grid]])

// Where a thread is, along x, y or z: in the grid, in its group; which group; threads of a group; groups.
#define GID(axis) k_gid.axis
#define LID(axis) k_lid.axis
#define GRP(axis) k_grp.axis
#define DIM(axis) k_dim.axis
#define NGRP(axis) k_ngrp.axis

// Memory that a group shares, and the point that all its threads reach before any goes on.
#define GROUP(type, name, ...) threadgroup type name __VA_ARGS__
#define BARRIER() threadgroup_barrier(mem_flags::mem_threadgroup)

typedef char i8;
typedef uchar u8;
typedef short i16;
typedef ushort u16;
typedef int i32;
typedef uint u32;
typedef long i64;
typedef ulong u64;
typedef half f16;
typedef bfloat bf16;
typedef float f32;

#define K_INF INFINITY
#define K_NAN NAN

FN u32 k_bits(float x) { return as_type<u32>(x); }
FN float k_float(u32 x) { return as_type<float>(x); }
FN f16 k_half_of_bits(u16 x) { return as_type<half>(x); }
FN bf16 k_bfloat_of_bits(u16 x) { return as_type<bfloat>(x); }

// Floats as they are computed with, and rounded to as they are stored.
FN float to_f(float x) { return x; }
FN float to_f(half x) { return float(x); }
FN float to_f(bfloat x) { return float(x); }
template <typename T> FN T from_f(float x) { return static_cast<T>(x); }

// Among the 32 lanes of a warp (a SIMD group).
FN float warp_sum(float x) { return simd_sum(x); }
FN float warp_max(float x) { return simd_max(x); }
FN float warp_min(float x) { return simd_min(x); }
FN i32 warp_sum(i32 x) { return simd_sum(x); }
FN u32 warp_sum(u32 x) { return simd_sum(x); }
FN float warp_shuffle(float x, u32 lane) { return simd_shuffle(x, ushort(lane)); }
FN i32 warp_shuffle(i32 x, u32 lane) { return simd_shuffle(x, ushort(lane)); }
FN u32 warp_shuffle(u32 x, u32 lane) { return simd_shuffle(x, ushort(lane)); }
FN float warp_xor(float x, u32 mask) { return simd_shuffle_xor(x, ushort(mask)); }
FN i32 warp_xor(i32 x, u32 mask) { return simd_shuffle_xor(x, ushort(mask)); }
FN u32 warp_xor(u32 x, u32 mask) { return simd_shuffle_xor(x, ushort(mask)); }
FN float warp_up(float x, u32 lanes) { return simd_shuffle_up(x, ushort(lanes)); }
FN i32 warp_up(i32 x, u32 lanes) { return simd_shuffle_up(x, ushort(lanes)); }
FN u32 warp_up(u32 x, u32 lanes) { return simd_shuffle_up(x, ushort(lanes)); }
FN float warp_down(float x, u32 lanes) { return simd_shuffle_down(x, ushort(lanes)); }
FN i32 warp_down(i32 x, u32 lanes) { return simd_shuffle_down(x, ushort(lanes)); }
FN u32 warp_down(u32 x, u32 lanes) { return simd_shuffle_down(x, ushort(lanes)); }

// Puts a value where there is 0, for one of those that try at once: whether it was this one.
FN bool k_claim(DEV u32* word, u32 value) {
    DEV atomic_uint* shared = (DEV atomic_uint*)word;
    u32 found = 0;
    while (!atomic_compare_exchange_weak_explicit(shared, &found, value, memory_order_relaxed, memory_order_relaxed)) {
        if (found != 0) return false;
    }
    return true;
}

// The precise functions, whatever the compiler's mode.
FN float k_exp(float x) { return precise::exp(x); }
FN float k_log(float x) { return precise::log(x); }
FN float k_log2(float x) { return precise::log2(x); }
FN float k_log10(float x) { return precise::log10(x); }
FN float k_sin(float x) { return precise::sin(x); }
FN float k_cos(float x) { return precise::cos(x); }
FN float k_tan(float x) { return precise::tan(x); }
FN float k_asin(float x) { return precise::asin(x); }
FN float k_acos(float x) { return precise::acos(x); }
FN float k_atan(float x) { return precise::atan(x); }
FN float k_sinh(float x) { return precise::sinh(x); }
FN float k_cosh(float x) { return precise::cosh(x); }
FN float k_tanh(float x) { return precise::tanh(x); }
FN float k_asinh(float x) { return precise::asinh(x); }
FN float k_acosh(float x) { return precise::acosh(x); }
FN float k_atanh(float x) { return precise::atanh(x); }
FN float k_sqrt(float x) { return precise::sqrt(x); }
FN float k_pow(float a, float b) { return precise::pow(a, b); }
FN float k_atan2(float a, float b) { return precise::atan2(a, b); }
FN float k_fmod(float a, float b) { return precise::fmod(a, b); }
FN float k_abs(float x) { return fabs(x); }
FN float k_floor(float x) { return floor(x); }
FN float k_ceil(float x) { return ceil(x); }
FN float k_rint(float x) { return rint(x); }
FN float k_copysign(float x, float sign) { return copysign(x, sign); }
FN float k_fma(float a, float b, float c) { return fma(a, b, c); }
FN u32 k_mulhi(u32 a, u32 b) { return mulhi(a, b); }

// Tiles of 16 x 16 that a warp holds: four matrices of 8 x 8 each.
template <typename T> struct FragA { simdgroup_matrix<T, 8, 8> m[2][2]; };
template <typename T> struct FragB { simdgroup_matrix<T, 8, 8> m[2][2]; };
struct FragC { simdgroup_matrix<float, 8, 8> m[2][2]; };

template <typename T> FN void frag_load(THR FragA<T>& f, const GRPMEM T* p, uint ld) {
    for (uint i = 0; i < 2; i++)
        for (uint j = 0; j < 2; j++) simdgroup_load(f.m[i][j], p + 8 * i * ld + 8 * j, ld);
}
template <typename T> FN void frag_load(THR FragB<T>& f, const GRPMEM T* p, uint ld) {
    for (uint i = 0; i < 2; i++)
        for (uint j = 0; j < 2; j++) simdgroup_load(f.m[i][j], p + 8 * i * ld + 8 * j, ld);
}
FN void frag_zero(THR FragC& f) {
    for (uint i = 0; i < 2; i++)
        for (uint j = 0; j < 2; j++) f.m[i][j] = simdgroup_matrix<float, 8, 8>(0.0f);
}
template <typename T> FN void frag_mma(THR FragC& c, THR FragA<T>& a, THR FragB<T>& b) {
    for (uint k = 0; k < 2; k++)
        for (uint i = 0; i < 2; i++)
            for (uint j = 0; j < 2; j++) simdgroup_multiply_accumulate(c.m[i][j], a.m[i][k], b.m[k][j], c.m[i][j]);
}
FN void frag_store(THR FragC& f, GRPMEM float* p, uint ld, uint lane) {
    for (uint i = 0; i < 2; i++)
        for (uint j = 0; j < 2; j++) simdgroup_store(f.m[i][j], p + 8 * i * ld + 8 * j, ld);
}

// Multiplies the rows of a tile by 16 factors; `spare` is memory of the warp's own for 256 floats.
FN void frag_scale(THR FragC& f, GRPMEM float* spare, const GRPMEM float* factors, uint lane) {
    frag_store(f, spare, 16, lane);
    simdgroup_barrier(mem_flags::mem_threadgroup);
    for (uint i = lane; i < 256; i += 32) spare[i] *= factors[i / 16];
    simdgroup_barrier(mem_flags::mem_threadgroup);
    for (uint i = 0; i < 2; i++)
        for (uint j = 0; j < 2; j++) simdgroup_load(f.m[i][j], spare + 128 * i + 8 * j, 16);
    simdgroup_barrier(mem_flags::mem_threadgroup);
}
