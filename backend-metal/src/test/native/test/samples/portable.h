// The Metal side of a dialect of macros in which the same kernels are written for CUDA, as much as the samples need.
#include <metal_stdlib>
using namespace metal;
#define DEV device
#define GRPMEM threadgroup
#define THR thread
#define FN inline
#define IN(T, n, slot) device const T* n [[buffer(slot)]]
#define OUT(T, n, slot) device T* n [[buffer(slot)]]
#define VAL(T, n, slot) constant T& n [[buffer(slot)]]
#define KERNEL(name, ...)                                                                                       \
    kernel void name(__VA_ARGS__, uint3 k_gid [[thread_position_in_grid]],                                      \
                     uint3 k_lid [[thread_position_in_threadgroup]], uint3 k_grp [[threadgroup_position_in_grid]], \
                     uint3 k_dim [[threads_per_threadgroup]], uint3 k_ngrp [[threadgroups_per_grid]])
#define GID(a) k_gid.a
#define LID(a) k_lid.a
#define GRP(a) k_grp.a
#define DIM(a) k_dim.a
#define NGRP(a) k_ngrp.a
#define GROUP(T, n, ...) threadgroup T n __VA_ARGS__
#define BARRIER() threadgroup_barrier(mem_flags::mem_threadgroup)
#define LANE (LID(x) & 31u)
#define WARP (LID(x) >> 5)
typedef ulong u64;
typedef half f16;
typedef bfloat bf16;
typedef float f32;
template <typename T> FN T from_f(float x) { return static_cast<T>(x); }
FN float to_f(float x) { return x; }
FN float to_f(half x) { return float(x); }
FN float to_f(bfloat x) { return float(x); }
FN float warp_sum(float x) { return simd_sum(x); }

// A tile of 16x16 is four of 8x8.
template <typename T> struct FragA { simdgroup_matrix<T, 8, 8> m[2][2]; };
template <typename T> struct FragB { simdgroup_matrix<T, 8, 8> m[2][2]; };
struct FragC { simdgroup_matrix<float, 8, 8> m[2][2]; };
#define EACH_TILE for (uint i = 0; i < 2; i++) for (uint j = 0; j < 2; j++)
template <typename T> FN void frag_load(THR FragA<T>& f, const GRPMEM T* p, uint ld) { EACH_TILE simdgroup_load(f.m[i][j], p + 8 * i * ld + 8 * j, ld); }
template <typename T> FN void frag_load(THR FragB<T>& f, const GRPMEM T* p, uint ld) { EACH_TILE simdgroup_load(f.m[i][j], p + 8 * i * ld + 8 * j, ld); }
FN void frag_zero(THR FragC& f) { EACH_TILE f.m[i][j] = simdgroup_matrix<float, 8, 8>(0.0f); }
template <typename T> FN void frag_mma(THR FragC& c, THR FragA<T>& a, THR FragB<T>& b) {
    for (uint k = 0; k < 2; k++) EACH_TILE simdgroup_multiply_accumulate(c.m[i][j], a.m[i][k], b.m[k][j], c.m[i][j]);
}
FN void frag_store(THR FragC& f, GRPMEM float* p, uint ld, uint lane) { EACH_TILE simdgroup_store(f.m[i][j], p + 8 * i * ld + 8 * j, ld); }
