// How elements are combined: T as they are stored, A as they are computed with.

FN bool widened(bool x) { return x; }
FN i32 widened(i8 x) { return x; }
FN i32 widened(u8 x) { return x; }
FN i32 widened(i16 x) { return x; }
FN i32 widened(u16 x) { return x; }
FN i32 widened(i32 x) { return x; }
FN u32 widened(u32 x) { return x; }
FN i64 widened(i64 x) { return x; }
FN u64 widened(u64 x) { return x; }
FN float widened(f16 x) { return to_f(x); }
FN float widened(bf16 x) { return to_f(x); }
FN float widened(float x) { return x; }
FN c64 widened(c64 x) { return x; }
template <typename To> FN To narrowed(bool x) { return To(x); }
template <typename To> FN To narrowed(i32 x) { return To(x); }
template <typename To> FN To narrowed(u32 x) { return To(x); }
template <typename To> FN To narrowed(i64 x) { return To(x); }
template <typename To> FN To narrowed(u64 x) { return To(x); }
template <typename To> FN To narrowed(float x) { return from_f<To>(x); }
template <typename To> FN To narrowed(c64 x) { return x; }
#define LOADED(x) widened(x)
#define STORED(x) narrowed<T>(x)

#define COMBINE_INTEGERS(type)                                                    \
    FN type combined_by_sum(type a, type b) { return k_add(a, b); }               \
    FN type combined_by_product(type a, type b) { return k_mul(a, b); }           \
    FN type combined_by_maximum(type a, type b) { return k_max(a, b); }           \
    FN type combined_by_minimum(type a, type b) { return k_min(a, b); }
COMBINE_INTEGERS(i32)
COMBINE_INTEGERS(u32)
COMBINE_INTEGERS(i64)
COMBINE_INTEGERS(u64)

FN bool combined_by_sum(bool a, bool b) { return a || b; }
FN bool combined_by_product(bool a, bool b) { return a && b; }
FN bool combined_by_maximum(bool a, bool b) { return a || b; }
FN bool combined_by_minimum(bool a, bool b) { return a && b; }

FN float combined_by_sum(float a, float b) { return a + b; }
FN float combined_by_product(float a, float b) { return a * b; }
FN float combined_by_maximum(float a, float b) { return k_nan_max(a, b); }
FN float combined_by_minimum(float a, float b) { return k_nan_min(a, b); }

FN c64 combined_by_sum(c64 a, c64 b) { return a + b; }
FN c64 combined_by_product(c64 a, c64 b) { return a * b; }
FN c64 combined_by_maximum(c64 a, c64 b) { return c_max(a, b); }
FN c64 combined_by_minimum(c64 a, c64 b) { return c_min(a, b); }
