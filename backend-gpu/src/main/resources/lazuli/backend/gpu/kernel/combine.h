// How elements are combined: T as they are stored, A as they are computed with.

// Of halves, which are computed with in float32, and of others.
template <typename To, typename From> struct Stored {
    FN static To of(From x) { return To(x); }
};
template <> struct Stored<float, f16> {
    FN static float of(f16 x) { return to_f(x); }
};
template <> struct Stored<float, bf16> {
    FN static float of(bf16 x) { return to_f(x); }
};
template <> struct Stored<f16, float> {
    FN static f16 of(float x) { return from_f<f16>(x); }
};
template <> struct Stored<bf16, float> {
    FN static bf16 of(float x) { return from_f<bf16>(x); }
};
#define LOADED(x) Stored<A, T>::of(x)
#define STORED(x) Stored<T, A>::of(x)

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
