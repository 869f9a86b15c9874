// The words of the kernels' text in CUDA C++: the counterpart of metal.h. To be compiled with -fmad=false -ftz=false -prec-div=true -prec-sqrt=true, so that a fused
// program and its parts agree to the bit.
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <mma.h>

// Pointers need not say where they point.
#define DEV
#define GRPMEM
#define THR
#define FN __device__ __forceinline__
#define BIG __device__ __noinline__
#define CONSTANT const
#define TABLE(type, name, ...) __device__ const type name __VA_ARGS__

// A kernel: KERNEL(name, IN(type, name, slot)..., OUT(type, name, slot)..., VAL(struct, name, slot)) { ... }
// Pointers are not restrict: an output may be an input's memory.
#define IN(type, name, slot) const type* name
#define OUT(type, name, slot) type* name
#define VAL(type, name, slot) const __grid_constant__ type name
#define KERNEL(name, ...) extern "C" __global__ void name(__VA_ARGS__)

// Where a thread is, along x, y or z: in the grid, in its group; which group; threads of a group; groups.
#define GID(axis) (blockIdx.axis * blockDim.axis + threadIdx.axis)
#define LID(axis) threadIdx.axis
#define GRP(axis) blockIdx.axis
#define DIM(axis) blockDim.axis
#define NGRP(axis) gridDim.axis

// Memory that a group shares, and the point that all its threads reach before any goes on.
#define GROUP(type, name, ...) __shared__ type name __VA_ARGS__
#define BARRIER() __syncthreads()

typedef unsigned int uint;
typedef signed char i8;
typedef unsigned char u8;
typedef short i16;
typedef unsigned short u16;
typedef int i32;
typedef unsigned int u32;
typedef long long i64;
typedef unsigned long long u64;
typedef __half f16;
typedef __nv_bfloat16 bf16;
typedef float f32;

#define K_INF __int_as_float(0x7f800000)
#define K_NAN __int_as_float(0x7fc00000)

FN u32 k_bits(float x) { return __float_as_uint(x); }
FN float k_float(u32 x) { return __uint_as_float(x); }
FN f16 k_half_of_bits(u16 x) { return __ushort_as_half(x); }
FN bf16 k_bfloat_of_bits(u16 x) { return __ushort_as_bfloat16(x); }

// Floats as they are computed with, and rounded to as they are stored.
FN float to_f(float x) { return x; }
FN float to_f(f16 x) { return __half2float(x); }
FN float to_f(bf16 x) { return __bfloat162float(x); }
template <typename T> FN T from_f(float x) { return static_cast<T>(x); }
template <> FN f16 from_f<f16>(float x) { return __float2half_rn(x); }
template <> FN bf16 from_f<bf16>(float x) { return __float2bfloat16_rn(x); }

// Among the 32 lanes of a warp, all of which take part.
#define K_LANES 0xffffffffu
template <typename T> FN T k_warp_sum(T x) {
    for (int mask = 16; mask > 0; mask >>= 1) x += __shfl_xor_sync(K_LANES, x, mask);
    return x;
}
FN float warp_sum(float x) { return k_warp_sum(x); }
FN i32 warp_sum(i32 x) { return k_warp_sum(x); }
FN u32 warp_sum(u32 x) { return k_warp_sum(x); }
FN float warp_max(float x) {
    for (int mask = 16; mask > 0; mask >>= 1) x = fmaxf(x, __shfl_xor_sync(K_LANES, x, mask));
    return x;
}
FN float warp_min(float x) {
    for (int mask = 16; mask > 0; mask >>= 1) x = fminf(x, __shfl_xor_sync(K_LANES, x, mask));
    return x;
}
FN float warp_shuffle(float x, u32 lane) { return __shfl_sync(K_LANES, x, lane); }
FN i32 warp_shuffle(i32 x, u32 lane) { return __shfl_sync(K_LANES, x, lane); }
FN u32 warp_shuffle(u32 x, u32 lane) { return __shfl_sync(K_LANES, x, lane); }
FN float warp_xor(float x, u32 mask) { return __shfl_xor_sync(K_LANES, x, mask); }
FN i32 warp_xor(i32 x, u32 mask) { return __shfl_xor_sync(K_LANES, x, mask); }
FN u32 warp_xor(u32 x, u32 mask) { return __shfl_xor_sync(K_LANES, x, mask); }
FN float warp_up(float x, u32 lanes) { return __shfl_up_sync(K_LANES, x, lanes); }
FN i32 warp_up(i32 x, u32 lanes) { return __shfl_up_sync(K_LANES, x, lanes); }
FN u32 warp_up(u32 x, u32 lanes) { return __shfl_up_sync(K_LANES, x, lanes); }
FN float warp_down(float x, u32 lanes) { return __shfl_down_sync(K_LANES, x, lanes); }
FN i32 warp_down(i32 x, u32 lanes) { return __shfl_down_sync(K_LANES, x, lanes); }
FN u32 warp_down(u32 x, u32 lanes) { return __shfl_down_sync(K_LANES, x, lanes); }

// Stores a value in a word that is zero, for one thread of all that try; the others are told no.
FN bool k_claim(u32* word, u32 value) { return atomicCAS(word, 0u, value) == 0u; }

FN float k_exp(float x) { return expf(x); }
FN float k_log(float x) { return logf(x); }
FN float k_log2(float x) { return log2f(x); }
FN float k_log10(float x) { return log10f(x); }
FN float k_sin(float x) { return sinf(x); }
FN float k_cos(float x) { return cosf(x); }
FN float k_tan(float x) { return tanf(x); }
FN float k_asin(float x) { return asinf(x); }
FN float k_acos(float x) { return acosf(x); }
FN float k_atan(float x) { return atanf(x); }
FN float k_sinh(float x) { return sinhf(x); }
FN float k_cosh(float x) { return coshf(x); }
FN float k_tanh(float x) { return tanhf(x); }
FN float k_asinh(float x) { return asinhf(x); }
FN float k_acosh(float x) { return acoshf(x); }
FN float k_atanh(float x) { return atanhf(x); }
FN float k_sqrt(float x) { return sqrtf(x); }
FN float k_pow(float a, float b) { return powf(a, b); }
FN float k_atan2(float a, float b) { return atan2f(a, b); }
FN float k_fmod(float a, float b) { return fmodf(a, b); }
FN float k_abs(float x) { return fabsf(x); }
FN float k_floor(float x) { return floorf(x); }
FN float k_ceil(float x) { return ceilf(x); }
FN float k_rint(float x) { return rintf(x); }
FN float k_copysign(float x, float sign) { return copysignf(x, sign); }
FN float k_fma(float a, float b, float c) { return fmaf(a, b, c); }
FN u32 k_mulhi(u32 a, u32 b) { return __umulhi(a, b); }

// Tiles of 16 x 16 that a warp holds. Those of 16-bit floats go to the tensor cores, whose layout nobody knows but they, so that their sums pass through
// them too; tiles of floats are multiplied exactly, each lane holding eight elements of the sums: K_FLOAT_TILES says which of the two a text has.
template <typename T> struct FragA { nvcuda::wmma::fragment<nvcuda::wmma::matrix_a, 16, 16, 16, T, nvcuda::wmma::row_major> m; };
template <typename T> struct FragB { nvcuda::wmma::fragment<nvcuda::wmma::matrix_b, 16, 16, 16, T, nvcuda::wmma::row_major> m; };
template <> struct FragA<float> {
    const float* p;
    uint ld;
};
template <> struct FragB<float> {
    const float* p;
    uint ld;
};
#ifdef K_FLOAT_TILES
struct FragC { float e[8]; };
FN void frag_load(FragA<float>& f, const float* p, uint ld) {
    f.p = p;
    f.ld = ld;
}
FN void frag_load(FragB<float>& f, const float* p, uint ld) {
    f.p = p;
    f.ld = ld;
}
FN void frag_zero(FragC& f) {
    for (int i = 0; i < 8; i++) f.e[i] = 0.0f;
}
FN void frag_mma(FragC& c, FragA<float>& a, FragB<float>& b) {
    uint row = (threadIdx.x & 31u) >> 1, column = (threadIdx.x & 1u) * 8;
    for (uint k = 0; k < 16; k++) {
        float x = a.p[row * a.ld + k];
        for (uint j = 0; j < 8; j++) c.e[j] = fmaf(x, b.p[k * b.ld + column + j], c.e[j]);
    }
}
FN void frag_store(FragC& f, float* p, uint ld, uint lane) {
    uint row = lane >> 1, column = (lane & 1u) * 8;
    for (uint j = 0; j < 8; j++) p[row * ld + column + j] = f.e[j];
}
#else
struct FragC { nvcuda::wmma::fragment<nvcuda::wmma::accumulator, 16, 16, 16, float> m; };
template <typename T> FN void frag_load(FragA<T>& f, const T* p, uint ld) { nvcuda::wmma::load_matrix_sync(f.m, p, ld); }
template <typename T> FN void frag_load(FragB<T>& f, const T* p, uint ld) { nvcuda::wmma::load_matrix_sync(f.m, p, ld); }
FN void frag_zero(FragC& f) { nvcuda::wmma::fill_fragment(f.m, 0.0f); }
template <typename T> FN void frag_mma(FragC& c, FragA<T>& a, FragB<T>& b) { nvcuda::wmma::mma_sync(c.m, a.m, b.m, c.m); }
FN void frag_store(FragC& f, float* p, uint ld, uint lane) { nvcuda::wmma::store_matrix_sync(p, f.m, ld, nvcuda::wmma::mem_row_major); }
#endif
