// Declarations for the check of address spaces: clang reads a kernel as C++ for OpenCL, whose __global, __local, __constant
// and __private are Metal's device, threadgroup, constant and thread. Nothing of this is compiled to code, so there are no
// bodies, types are as loose as they may be, and what g++ checks already (overloads, for instance) is not checked again.
#pragma OPENCL EXTENSION cl_khr_fp16 : enable

typedef unsigned char uchar;
typedef unsigned short ushort;
typedef unsigned int uint;
typedef unsigned long ulong;
typedef unsigned long size_t;
typedef long ptrdiff_t;
typedef signed char int8_t;
typedef short int16_t;
typedef int int32_t;
typedef long int64_t;
typedef uchar uint8_t;
typedef ushort uint16_t;
typedef uint uint32_t;
typedef ulong uint64_t;

// Words and types of OpenCL that are free in Metal.
#define local metal_local
#define global metal_global
#define generic metal_generic
#define pipe metal_pipe
#define atomic_int metal_atomic_int
#define atomic_uint metal_atomic_uint
#define atomic_float metal_atomic_float

#define METAL_FUNC inline
#define METAL_CONST const
#define INFINITY __builtin_inff()
#define NAN __builtin_nanf("")
#define MAXFLOAT 3.402823466e+38f
#define HUGE_VALF __builtin_inff()
#define FLT_MAX 3.402823466e+38f
#define FLT_MIN 1.175494351e-38f
#define FLT_EPSILON 1.192092896e-07f
#define M_E_F 2.7182818f
#define M_LOG2E_F 1.442695f
#define M_LOG10E_F 0.4342945f
#define M_LN2_F 0.6931472f
#define M_LN10_F 2.302585f
#define M_PI_F 3.1415927f
#define M_PI_2_F 1.5707963f
#define M_PI_4_F 0.7853982f
#define M_1_PI_F 0.3183099f
#define M_2_PI_F 0.6366198f
#define M_2_SQRTPI_F 1.1283792f
#define M_SQRT2_F 1.4142135f
#define M_SQRT1_2_F 0.7071068f

struct bfloat {
    ushort bits;
    bfloat() = default;
    bfloat(const bfloat&) = default;
    bfloat(const __constant bfloat&);
    template <class T> explicit bfloat(T);
    bfloat(int);
    bfloat& operator=(const bfloat&) = default;
    operator float() const;
    operator float() const __constant;
};

template <class To, class From> To as_type(From);

namespace software_metal {
template <class T> __local T& group_variable(uint);
}

namespace metal {

template <bool B, class T = void> struct enable_if {};
template <class T> struct enable_if<true, T> {
    using type = T;
};
template <bool B, class T = void> using enable_if_t = typename enable_if<B, T>::type;
template <class T, T V> struct integral_constant {
    static constexpr __constant T value = V;
};
template <bool B> using bool_constant = integral_constant<bool, B>;
using true_type = bool_constant<true>;
using false_type = bool_constant<false>;
template <bool B, class T, class F> struct conditional {
    using type = T;
};
template <class T, class F> struct conditional<false, T, F> {
    using type = F;
};
template <bool B, class T, class F> using conditional_t = typename conditional<B, T, F>::type;
template <class A, class B> struct is_same : bool_constant<__is_same(A, B)> {};
template <class A, class B> constexpr __constant bool is_same_v = __is_same(A, B);
template <class T> constexpr __constant bool is_integral_v = __is_integral(T);
template <class T> constexpr __constant bool is_floating_point_v = __is_floating_point(T) || __is_same(T, bfloat);
template <class T> constexpr __constant bool is_arithmetic_v = is_integral_v<T> || is_floating_point_v<T>;
template <class T> constexpr __constant bool is_signed_v = __is_signed(T) || is_floating_point_v<T>;
template <class T> constexpr __constant bool is_unsigned_v = __is_unsigned(T);

template <class T> struct numeric_limits {
    static constexpr __constant int digits = 0;
    static constexpr T min() { return T(0); }
    static constexpr T max() { return T(0); }
    static constexpr T lowest() { return T(0); }
    static constexpr T epsilon() { return T(0); }
    static constexpr T infinity() { return T(0); }
    static constexpr T quiet_NaN() { return T(0); }
};

template <class Value> struct swizzle {
    operator Value() const;
    swizzle& operator=(Value);
    swizzle& operator+=(Value);
    swizzle& operator*=(Value);
};
template <class T, int N> struct vec {
    template <class... A> vec(A...);
    vec() = default;
    vec(const vec&) = default;
    vec(const __constant vec&);
    vec& operator=(const vec&) = default;
    T operator[](int) const __constant;
    T x, y, z, w, r, g, b, a;
    swizzle<vec<T, 2>> xx, xy, xz, xw, yx, yy, yz, yw, zx, zy, zz, zw, wx, wy, wz, ww, lo, hi, even, odd;
    swizzle<vec<T, 3>> xyz, yzw, xyw, xzw, zyx, yzx, zxy, rgb, bgr;
    swizzle<vec<T, 4>> xyzw, wzyx, rgba, bgra, zwxy, yxwz, zyxw;
    T& operator[](int);
    const T& operator[](int) const;
#define VECTOR_OPERATORS(OP)                                                                                           \
    friend vec operator OP(vec, vec);                                                                                  \
    vec& operator OP##=(vec);
    VECTOR_OPERATORS(+)
    VECTOR_OPERATORS(-)
    VECTOR_OPERATORS(*)
    VECTOR_OPERATORS(/)
    VECTOR_OPERATORS(%)
    VECTOR_OPERATORS(&)
    VECTOR_OPERATORS(|)
    VECTOR_OPERATORS(^)
    VECTOR_OPERATORS(<<)
    VECTOR_OPERATORS(>>)
#undef VECTOR_OPERATORS
    friend vec<bool, N> operator==(vec, vec);
    friend vec<bool, N> operator!=(vec, vec);
    friend vec<bool, N> operator<(vec, vec);
    friend vec<bool, N> operator>(vec, vec);
    vec operator-() const;
    vec operator~() const;
};
template <class T, int N> using packed_vec = vec<T, N>;
template <class T, size_t N> struct array {
    T elements[N];
    T& operator[](size_t);
    const T& operator[](size_t) const;
    size_t size() const;
};

// Functions of values alone have no address spaces that could be wrong.
#define ANY_1(NAME) template <class T> T NAME(T);
#define ANY_2(NAME) template <class T> T NAME(T, T);
#define ANY_3(NAME) template <class T> T NAME(T, T, T);
#define MATH(DO_1, DO_2, DO_3)                                                                                         \
    DO_1(abs) DO_1(acos) DO_1(acosh) DO_1(asin) DO_1(asinh) DO_1(atan) DO_1(atanh) DO_1(ceil) DO_1(cos) DO_1(cosh)     \
    DO_1(cospi) DO_1(exp) DO_1(exp10) DO_1(exp2) DO_1(fabs) DO_1(floor) DO_1(fract) DO_1(log) DO_1(log10) DO_1(log2)   \
    DO_1(rint) DO_1(round) DO_1(rsqrt) DO_1(saturate) DO_1(sign) DO_1(sin) DO_1(sinh) DO_1(sinpi) DO_1(sqrt) DO_1(tan) \
    DO_1(tanh) DO_1(tanpi) DO_1(trunc) DO_1(popcount) DO_1(clz) DO_1(ctz) DO_1(reverse_bits)                           \
    DO_2(atan2) DO_2(copysign) DO_2(divide) DO_2(fdim) DO_2(fmax) DO_2(fmin) DO_2(fmod) DO_2(max) DO_2(min)            \
    DO_2(nextafter) DO_2(pow) DO_2(powr) DO_2(step) DO_2(addsat) DO_2(subsat) DO_2(hadd) DO_2(rhadd) DO_2(mulhi)       \
    DO_2(rotate) DO_2(absdiff) DO_2(mul24)                                                                             \
    DO_3(fma) DO_3(clamp) DO_3(mix) DO_3(max3) DO_3(min3) DO_3(fmax3) DO_3(fmin3) DO_3(fmedian3) DO_3(median3) DO_3(smoothstep) DO_3(mad24) DO_3(madhi)
MATH(ANY_1, ANY_2, ANY_3)
namespace precise {
MATH(ANY_1, ANY_2, ANY_3)
}
namespace fast {
MATH(ANY_1, ANY_2, ANY_3)
}
template <class T> T frexp(T, __private int&);
template <class T> T ldexp(T, int);
template <class T> int ilogb(T);
template <class T> T modf(T, __private T&);
template <class T> T sincos(T, __private T&);
template <class T> T extract_bits(T, uint, uint);
template <class T> T insert_bits(T, T, uint, uint);
template <class T> bool isordered(T, T);
template <class T> bool isunordered(T, T);
template <class T> bool isnan(T);
template <class T> bool isinf(T);
template <class T> bool isfinite(T);
template <class T> bool isnormal(T);
template <class T> bool signbit(T);
template <class T, class C> T select(T, T, C);
template <class T> bool any(T);
template <class T> bool all(T);
template <class T, int N> T dot(vec<T, N>, vec<T, N>);
template <class T, int N> T distance(vec<T, N>, vec<T, N>);
template <class T, int N> T distance_squared(vec<T, N>, vec<T, N>);
template <class T, int N> T length(vec<T, N>);
template <class T, int N> T length_squared(vec<T, N>);
template <class T, int N> vec<T, N> normalize(vec<T, N>);
template <class T> vec<T, 3> cross(vec<T, 3>, vec<T, 3>);
template <class T, int N> vec<T, N> clamp(vec<T, N>, T, T);
template <class T, int N> vec<T, N> mix(vec<T, N>, vec<T, N>, T);

enum class mem_flags { mem_none, mem_device, mem_threadgroup, mem_texture = 4 };
mem_flags operator|(mem_flags, mem_flags);
enum memory_order { memory_order_relaxed, memory_order_acquire, memory_order_release, memory_order_acq_rel, memory_order_seq_cst };
enum thread_scope { thread_scope_thread, thread_scope_simdgroup, thread_scope_threadgroup, thread_scope_device };
void threadgroup_barrier(mem_flags);
void simdgroup_barrier(mem_flags);
void atomic_thread_fence(mem_flags, memory_order = memory_order_seq_cst, thread_scope = thread_scope_device);

ANY_1(simd_sum) ANY_1(simd_product) ANY_1(simd_max) ANY_1(simd_min) ANY_1(simd_and) ANY_1(simd_or) ANY_1(simd_xor)
ANY_1(simd_broadcast_first) ANY_1(simd_prefix_inclusive_sum) ANY_1(simd_prefix_exclusive_sum)
ANY_1(simd_prefix_inclusive_product) ANY_1(simd_prefix_exclusive_product)
ANY_1(quad_sum) ANY_1(quad_product) ANY_1(quad_max) ANY_1(quad_min)
#define SHUFFLE(NAME) template <class T> T NAME(T, ushort);
SHUFFLE(simd_broadcast) SHUFFLE(simd_shuffle) SHUFFLE(simd_shuffle_down) SHUFFLE(simd_shuffle_up) SHUFFLE(simd_shuffle_xor)
SHUFFLE(simd_shuffle_rotate_down) SHUFFLE(simd_shuffle_rotate_up)
SHUFFLE(quad_broadcast) SHUFFLE(quad_shuffle) SHUFFLE(quad_shuffle_down) SHUFFLE(quad_shuffle_up) SHUFFLE(quad_shuffle_xor)
template <class T> T simd_shuffle_and_fill_down(T, T, ushort, ushort = 32);
template <class T> T simd_shuffle_and_fill_up(T, T, ushort, ushort = 32);
bool simd_all(bool);
bool simd_any(bool);
bool simd_is_first();
struct simd_vote {
    using vote_t = ulong;
    explicit simd_vote(ulong = 0);
    bool all() const;
    bool any() const;
    explicit operator ulong() const;
};
simd_vote simd_ballot(bool);
simd_vote simd_active_threads_mask();

template <class T, int ROWS, int COLUMNS> struct simdgroup_matrix {
    simdgroup_matrix() = default;
    explicit simdgroup_matrix(T);
    __private vec<T, 2>& thread_elements() __private;
};
using simdgroup_float8x8 = simdgroup_matrix<float, 8, 8>;
using simdgroup_half8x8 = simdgroup_matrix<half, 8, 8>;
using simdgroup_bfloat8x8 = simdgroup_matrix<bfloat, 8, 8>;
template <class T, int ROWS, int COLUMNS> simdgroup_matrix<T, ROWS, COLUMNS> make_filled_simdgroup_matrix(T);
#define LOAD_AND_STORE(SPACE)                                                                                          \
    template <class T> void simdgroup_load(__private simdgroup_matrix<T, 8, 8>&, const SPACE T*, ulong = 8, vec<ulong, 2> = vec<ulong, 2>(0), bool = false); \
    template <class T> void simdgroup_store(simdgroup_matrix<T, 8, 8>, SPACE T*, ulong = 8, vec<ulong, 2> = vec<ulong, 2>(0), bool = false);
LOAD_AND_STORE(__global)
LOAD_AND_STORE(__local)
template <class D, class A, class B, class C>
void simdgroup_multiply_accumulate(__private simdgroup_matrix<D, 8, 8>&, simdgroup_matrix<A, 8, 8>, simdgroup_matrix<B, 8, 8>, simdgroup_matrix<C, 8, 8>);
template <class D, class A, class B>
void simdgroup_multiply(__private simdgroup_matrix<D, 8, 8>&, simdgroup_matrix<A, 8, 8>, simdgroup_matrix<B, 8, 8>);

template <class T> simdgroup_matrix<T, 8, 8> operator*(simdgroup_matrix<T, 8, 8>, simdgroup_matrix<T, 8, 8>);

template <class T> struct atomic {
    T value;
};
using atomic_int = atomic<int>;
using atomic_uint = atomic<uint>;
using atomic_bool = atomic<bool>;
using atomic_float = atomic<float>;
template <class T> struct same {
    using type = T;
};
#define ATOMIC_FETCH(SPACE, NAME) template <class T> T NAME(volatile SPACE atomic<T>*, typename same<T>::type, memory_order);
#define ATOMICS(SPACE)                                                                                                 \
    template <class T> T atomic_load_explicit(const volatile SPACE atomic<T>*, memory_order);                          \
    template <class T> void atomic_store_explicit(volatile SPACE atomic<T>*, typename same<T>::type, memory_order);    \
    template <class T> bool atomic_compare_exchange_weak_explicit(volatile SPACE atomic<T>*, __private T*, typename same<T>::type, memory_order, memory_order); \
    ATOMIC_FETCH(SPACE, atomic_exchange_explicit)                                                                      \
    ATOMIC_FETCH(SPACE, atomic_fetch_add_explicit)                                                                     \
    ATOMIC_FETCH(SPACE, atomic_fetch_sub_explicit)                                                                     \
    ATOMIC_FETCH(SPACE, atomic_fetch_min_explicit)                                                                     \
    ATOMIC_FETCH(SPACE, atomic_fetch_max_explicit)                                                                     \
    ATOMIC_FETCH(SPACE, atomic_fetch_and_explicit)                                                                     \
    ATOMIC_FETCH(SPACE, atomic_fetch_or_explicit)                                                                      \
    ATOMIC_FETCH(SPACE, atomic_fetch_xor_explicit)
ATOMICS(__global)
ATOMICS(__local)

} // namespace metal

#define VECTOR_NAMES(T)                                                                                                \
    using T##2 = metal::vec<T, 2>;                                                                                     \
    using T##3 = metal::vec<T, 3>;                                                                                     \
    using T##4 = metal::vec<T, 4>;                                                                                     \
    using packed_##T##2 = metal::vec<T, 2>;                                                                            \
    using packed_##T##3 = metal::vec<T, 3>;                                                                            \
    using packed_##T##4 = metal::vec<T, 4>;
VECTOR_NAMES(bool)
VECTOR_NAMES(char)
VECTOR_NAMES(uchar)
VECTOR_NAMES(short)
VECTOR_NAMES(ushort)
VECTOR_NAMES(int)
VECTOR_NAMES(uint)
VECTOR_NAMES(long)
VECTOR_NAMES(ulong)
VECTOR_NAMES(half)
VECTOR_NAMES(bfloat)
VECTOR_NAMES(float)
using metal::vec;
