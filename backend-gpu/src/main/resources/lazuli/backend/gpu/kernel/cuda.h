// The words of the kernels' text in CUDA C++: the counterpart of metal.h. To be compiled with -fmad=false -ftz=false -prec-div=true -prec-sqrt=true, so that a fused
// program and its parts agree to the bit.
#include <cuda_bf16.h>
#include <cuda_fp16.h>

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

// Tiles of 16 x 16 that a warp holds. Those of 16-bit floats are multiplied by the tensor cores (mma.sync, from sm_80 on), those of floats exactly: they stay in
// memory, as it was when they were loaded, until then. Sums lie as mma.sync has them in either case: of a lane's eight, number 4 n + i is in row
// lane / 4 + 8 (i / 2) and column 8 n + 2 (lane % 4) + i % 2.
FN u32 k_pair_of(f16 low, f16 high) { return u32(__half_as_ushort(low)) | u32(__half_as_ushort(high)) << 16; }
FN u32 k_pair_of(bf16 low, bf16 high) { return u32(__bfloat16_as_ushort(low)) | u32(__bfloat16_as_ushort(high)) << 16; }

template <typename T> struct FragA { u32 r[4]; };
template <typename T> struct FragB { u32 r[2][2]; };
template <> struct FragA<float> {
    const float* p;
    uint ld;
};
template <> struct FragB<float> {
    const float* p;
    uint ld;
};
struct FragC { float e[8]; };

FN uint k_frag_row(uint i) { return ((threadIdx.x & 31u) >> 2) + 8u * (i >> 1 & 1u); }
FN uint k_frag_column(uint i) { return 8u * (i >> 2) + 2u * (threadIdx.x & 3u) + (i & 1u); }

template <typename T> FN void frag_load(FragA<T>& f, const T* p, uint ld) {
    uint row = (threadIdx.x & 31u) >> 2, column = 2u * (threadIdx.x & 3u);
    for (uint i = 0; i < 4; i++) {
        const T* at = p + (row + 8u * (i & 1u)) * ld + column + 8u * (i >> 1);
        f.r[i] = k_pair_of(at[0], at[1]);
    }
}
template <typename T> FN void frag_load(FragB<T>& f, const T* p, uint ld) {
    uint row = 2u * (threadIdx.x & 3u), column = (threadIdx.x & 31u) >> 2;
    for (uint n = 0; n < 2; n++)
        for (uint i = 0; i < 2; i++) {
            const T* at = p + (row + 8u * i) * ld + column + 8u * n;
            f.r[n][i] = k_pair_of(at[0], at[ld]);
        }
}
FN void frag_load(FragA<float>& f, const float* p, uint ld) {
    f.p = p;
    f.ld = ld;
}
FN void frag_load(FragB<float>& f, const float* p, uint ld) {
    f.p = p;
    f.ld = ld;
}
FN void frag_zero(FragC& f) {
    for (uint i = 0; i < 8; i++) f.e[i] = 0.0f;
}
#define K_MMA(T, word)                                                                                                                \
    FN void frag_mma(FragC& c, FragA<T>& a, FragB<T>& b) {                                                                            \
        for (uint n = 0; n < 2; n++)                                                                                                  \
            asm volatile("mma.sync.aligned.m16n8k16.row.col.f32." word "." word ".f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, {%0, %1, %2, %3};" \
                         : "+f"(c.e[4 * n]), "+f"(c.e[4 * n + 1]), "+f"(c.e[4 * n + 2]), "+f"(c.e[4 * n + 3])                         \
                         : "r"(a.r[0]), "r"(a.r[1]), "r"(a.r[2]), "r"(a.r[3]), "r"(b.r[n][0]), "r"(b.r[n][1]));                       \
    }
K_MMA(f16, "f16")
K_MMA(bf16, "bf16")
FN void frag_mma(FragC& c, FragA<float>& a, FragB<float>& b) {
    for (uint k = 0; k < 16; k++)
        for (uint i = 0; i < 8; i++) c.e[i] = fmaf(a.p[k_frag_row(i) * a.ld + k], b.p[k * b.ld + k_frag_column(i)], c.e[i]);
}
FN void frag_store(FragC& f, float* p, uint ld, uint) {
    for (uint i = 0; i < 8; i++) p[k_frag_row(i) * ld + k_frag_column(i)] = f.e[i];
    __syncwarp();
}

// Multiplies the rows of a tile by 16 factors; `spare` is memory of the warp's own for 256 floats.
FN void frag_scale(FragC& f, float*, const float* factors, uint) {
    for (uint i = 0; i < 8; i++) f.e[i] *= factors[k_frag_row(i)];
}
