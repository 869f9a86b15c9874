// Texts that Apple's compiler refuses, and some that look like them and are right.
#include "check.h"
#include "client.h"

namespace {

const std::string HEAD = "#include <metal_stdlib>\nusing namespace metal;\n";

struct Wrong {
    const char* text;
    const char* error;
};

/** Statements of a kernel with a buffer x and the thread's place i. */
std::string in_kernel(const std::string& statements) {
    return HEAD + "kernel void k(device float* x [[buffer(0)]], uint i [[thread_position_in_grid]]) {\n" + statements + "\n}\n";
}

} // namespace

void test_rules() {
    section("texts that are refused");
    const Wrong statements[] = {
        {"double d = 1.0; x[i] = d;", "double"}, {"long double d = 1.0; x[i] = d;", "double"}, {"long long l = 1; x[i] = l;", "long long"}, {"x[i] = 1ll;", "long long"},
        {"goto end; end: x[i] = 1;", "goto"}, {"try { x[i] = 1; } catch (...) {}", "catch"}, {"throw 1;", "throw"}, {"device float* p = new float; x[i] = *p;", "new"}, {"delete x;", "delete"},
        {"static int count = 0; x[i] = count++;", "static"}, {"auto f = [](float a) { return a; }; x[i] = f(1);", "lambda"}, {"auto f = [&]() { return 1.0f; }; x[i] = f();", "lambda"},
        {"int n = int(i); float a[n]; a[0] = 1; x[i] = a[0];", "variable length"}, {"float* p = x; x[i] = *p;", "address space"}, {"float& r = x[0]; x[i] = r;", "address space"}, {"x[i] = *(float*)x;", "address space"},
        {"x[i] = *reinterpret_cast<const float*>(x);", "address space"}, {"const float* p = x; x[i] = *p;", "address space"}, {"threadgroup float s[4] = {1, 2, 3, 4}; x[i] = s[0];", "initializer"}, {"x[i] = expf(1.0f);", "expf"},
        {"x[i] = std::sqrt(2.0f);", "std"}, {"x[i] = y;", "not declared"}, {"bfloat b = 1.0f; x[i] = b;", "conversion from"}, {"x[i] = float(exp(bfloat(1.0f)));", "deleted function"}, {"x[i] = max(1, 2u);", "ambiguous"}, {"x[i] = max(1.0f, 2);", "ambiguous"},
        {"x[i] = sqrt(2);", "ambiguous"}, {"x[i] = float(simd_sum(1l));", "no matching function"}, {"x[i] = simd_sum(true);", "no matching function"}, {"x[i] = float(simd_sum(bfloat(1.0f)));", "no matching function"}, {"device atomic<ulong>* a = (device atomic<ulong>*)x; x[i] = a->value;", "atomics are of"},
        {"float vertex = 1; x[i] = vertex;", "vertex"}, {"asm(\"nop\");", "asm"}, {"x[i] = simdgroup_matrix<float, 4, 4>(1.0f).row();", "8x8"}, {"x[i] = erf(1.0f);", "erf"}, {"x[i] = float2(1, 2);", "cannot convert"}, {"thread_local int t; x[i] = 1;", "thread_local"}, {"printf(\"%d\", 1);", "printf"}};
    for (const Wrong& row : statements) {
        std::string error;
        Id built = library(in_kernel(row.text), &error);
        check(built == nullptr, std::string("refused: ") + row.text);
        check_contains(error, row.error, row.text);
        check_contains(error, "program_source:4", row.text);
        if (built != nullptr) objc_release(built);
    }
    const Wrong texts[] = {
        {"float f(float* p) { return *p; }\nkernel void k(device float* x) { x[0] = 1; }", "address space"}, {"float f(const float& p) { return p; }\nkernel void k(device float* x) { x[0] = f(1); }", "address space"},
        {"const float two = 2;\nkernel void k(device float* x) { x[0] = two; }", "'constant'"}, {"constexpr float two = 2;\nkernel void k(device float* x) { x[0] = two; }", "'constant'"}, {"struct S { static constexpr float two = 2; };\nkernel void k(device float* x) { x[0] = S::two; }", "'constant'"},
        {"int fact(int n) { return n < 2 ? 1 : n * fact(n - 1); }\nkernel void k(device int* x) { x[0] = fact(5); }", "recursion"}, {"int g(int n);\nint f(int n) { return n < 1 ? 0 : g(n - 1); }\nint g(int n) { return f(n); }\nkernel void k(device int* x) { x[0] = f(5); }", "recursion"},
        {"kernel void k(device float* x, uint i) { x[i] = 1; }", "neither a buffer nor"}, {"kernel void k(device float* x [[buffer(31)]]) { x[0] = 1; }", "above 30"}, {"kernel void k(device float* x [[buffer(0)]], device float* y [[buffer(0)]]) { x[0] = y[0]; }", "taken by another"},
        {"kernel int k(device float* x) { x[0] = 1; return 1; }", "must return void"}, {"void f(device float* x) { threadgroup float s[4]; s[0] = 1; x[0] = s[0]; }\nkernel void k(device float* x) { f(x); }", "outside of a kernel"}, {"struct S { virtual float f() { return 1; } };\nkernel void k(device float* x) { S s; x[0] = s.f(); }", "virtual"},
        {"kernel void k(device const float* x) { x[0] = 1; }", "read-only"}, {"kernel void k(constant float& n, device float* x) { n = 1; }", "read-only"}};
    for (const Wrong& row : texts) {
        std::string error;
        Id built = library(HEAD + row.text + "\n", &error);
        check(built == nullptr, std::string("refused: ") + row.text);
        check_contains(error, row.error, row.text);
        if (built != nullptr) objc_release(built);
    }
    section("texts that are taken");
    const char* right[] = {
        "thread float* p = nullptr; float v = 2; p = &v; thread float& r = v; r += 1; x[i] = *p;", "device float* p = x + 1; const device float* q = x; x[i] = *p + *q;", "constexpr int n = 4; float a[n] = {1, 2, 3, 4}; x[i] = a[n - 1];",
        "threadgroup float s[2]; threadgroup float* p = s; *p = 1; x[i] = s[0];", "x[i] = max(1.0f, float(i)); x[i] *= float(i * 2u & 3u);", "struct Local { float a; }; Local l = {2}; x[i] = l.a;", "uint a = i & 3, b = i * a; x[i] = a * b;", "x[i] = *(device float*)x + *(const device float*)x;",
        "for (uint a = 0, b = 1; a < 3; a++) x[i] += a * b; switch (i) { case 0: x[0] = 1; break; default: break; }", "if (i < 2) return; x[i] = as_type<float>(i);", "float3 v = float3(1, 2, 3); x[i] = v.x; x[i] += vec<float, 3>(v).y;",
        "threadgroup float zero[4] = {0}; zero[i % 4] = 1; x[i] = zero[i % 4];", "thread float2 v = float2(1, 2); x[i] = ((thread vec<float, 2>*)&v)->x + (*(const thread vec<float, 2>*)&v).y;", "threadgroup alignas(16) float a[4], b; a[0] = b = 1; x[i] = a[0];", "simdgroup_barrier(mem_flags::mem_none); x[i] = 1;", "#pragma clang loop unroll(full)\n for (int k = 0; k < 4; k++) x[i] = k;", "half h = 1.0h; h += half(2); x[i] = h; bfloat b = bfloat(h); x[i] += float(b);",
        "x[i] = 1; [[maybe_unused]] int unused = 1;", "x[i] = select(1.0f, 2.0f, i > 2); x[i] = isnan(x[i]) ? 0.0 : 1.0;"};
    for (const char* text : right) {
        std::string error;
        Id built = library(in_kernel(text), &error);
        check(built != nullptr, std::string("taken: ") + text + "\n" + error);
        if (built != nullptr) objc_release(built);
    }
    const char* right_texts[] = {
        "template <typename T, int N> struct Tile { T v[N]; T sum() const thread { T s = 0; for (int i = 0; i < N; i++) s += v[i]; return s; } };\nkernel void k(device float* x) { Tile<float, 4> t = {{1, 2, 3, 4}}; x[0] = t.sum(); }",
        "template <typename T> void put(device T* x, T v) { *x = v; }\ntemplate <typename T> void put(threadgroup T* x, T v) { *x = v; }\nkernel void k(device float* x) { threadgroup float s[1]; put(s, 1.0f); put(x, s[0]); }",
        "constant float two = 2;\nstatic constant constexpr const int three = 3;\nconstant constexpr int four[4] = {1, 2, 3, 4};\nkernel void k(device float* x) { x[0] = two + three + four[3]; }", "namespace inner { enum class Kind : int { A, B }; struct S { Kind kind; }; }\nkernel void k(device float* x) { inner::S s{inner::Kind::B}; x[0] = int(s.kind); }",
        "struct c64 { float re, im; c64(float re, float im) : re(re), im(im) {} c64() = default; };\nc64 operator*(c64 a, c64 b) { return c64(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re); }\nkernel void k(device c64* x) { x[0] = x[0] * x[1]; }",
        "#if __METAL_VERSION__ >= 310\nkernel void k(device bfloat* x) { x[0] = bfloat(1.0f); }\n#endif", "template <typename T, typename Op> [[kernel]] void k(device T* x [[buffer(0)]], uint i [[thread_position_in_grid]]) { x[i] = Op()(x[i]); }\nstruct Twice { template <typename T> T operator()(T a) { return T(a * 2); } };\ntemplate [[host_name(\"k\")]] [[kernel]] decltype(k<float, Twice>) k<float, Twice>;",
        "template <typename T> [[kernel]] void by_signature(const device T* in [[buffer(0)]], device T* out [[buffer(1)]]) { out[0] = in[0]; }\ntemplate [[host_name(\"k\")]] [[kernel]] void by_signature(const device half* in [[buffer(0)]], device half* out [[buffer(1)]]);",
        "constexpr constant int none = 0;\nkernel void k(device float* x) { threadgroup float s[none == 0 ? 1 : none]; s[0] = 1; x[0] = s[0]; }",
        "float f(float a) { return a; }\nfloat f(float a, float b) { return f(a) + b; }\nkernel void k(device float* x) { x[0] = f(1, 2); }", "typedef struct { float a; } Named;\nkernel void k(constant Named& n [[buffer(1)]], device float* x [[buffer(0)]]) { x[0] = n.a; }"};
    for (const char* text : right_texts) {
        std::string error;
        Id built = library(HEAD + text + "\n", &error);
        check(built != nullptr, std::string("taken: ") + text + "\n" + error);
        if (built == nullptr) continue;
        objc_release(pipeline(built, "k"));
        objc_release(built);
    }
}
