// Address spaces, as clang checks them. Skipped where there is no clang, or SOFTWARE_METAL_ADDRESS_SPACES is not set.
#include "check.h"
#include "client.h"

#include <cstdio>
#include <cstdlib>

extern "C" int software_metal_checks_address_spaces();
extern "C" long software_metal_unchecked_texts();

void test_spaces() {
    section("address spaces");
    if (!software_metal_checks_address_spaces()) {
        const char* wanted = std::getenv("SOFTWARE_METAL_ADDRESS_SPACES");
        bool asked = wanted != nullptr && std::string(wanted) == "1";
        std::printf("        skipped: %s\n", asked ? "there is no clang" : "SOFTWARE_METAL_ADDRESS_SPACES is not 1");
        return;
    }
    const long not_understood = software_metal_unchecked_texts();
    const std::string head = "#include <metal_stdlib>\nusing namespace metal;\nvoid put(device float* p) { *p = 1; }\nvoid keep(thread float& p) { p = 1; }\nfloat take(threadgroup const float* p) { return *p; }\n"
                             "float read(constant float* p) { return *p; }\nstruct Pair { float a, b; float sum() const { return a + b; } float far() const device { return a; } };\nkernel void k(device float* x, constant float& n, device Pair* pairs, constant Pair& fixed) {\n  threadgroup float s[4]; float local = 1;\n  ";
    const char* wrong[] = {"put(s);", "put(&local);", "keep(x[0]);", "keep(s[0]);", "x[0] = take(x);", "x[0] = read(x);", "x[0] = take(&n);", "threadgroup float* p = x; *p = 1;", "device float* p = s; *p = 1;", "thread float* p = x; *p = 1;",
                           "x[0] = pairs[0].sum();", "Pair p = pairs[0]; x[0] = p.far();", "atomic_fetch_add_explicit((thread atomic_float*)&local, 1.0f, memory_order_relaxed);", "simdgroup_float8x8 m; simdgroup_load(m, &local);", "device float* p = (device float*)s; *p = 1;"};
    for (const char* text : wrong) {
        std::string error;
        Id built = library(head + text + "\n}\n", &error);
        check(built == nullptr, std::string("refused: ") + text);
        check_contains(error, "program_source:10", text);
        if (built != nullptr) objc_release(built);
    }
    const char* right[] = {"put(x); keep(local); x[0] = take(s) + read(&n);", "threadgroup float* p = s; *p = 1; device float* q = x + 1; *q = *p;", "Pair p = pairs[0]; x[0] = p.sum() + pairs[1].far(); pairs[1] = p;", "Pair p = fixed; x[0] = p.b + fixed.a;",
                           "atomic_fetch_add_explicit((device atomic_float*)x, 1.0f, memory_order_relaxed);", "simdgroup_float8x8 m; simdgroup_load(m, s, 2); simdgroup_store(m, x);", "half h = half(x[0]); bfloat b = bfloat(x[1]); x[2] = float(h) + float(b) + 1.0h;", "float3 v = float3(x[0], 1, 2); x[1] = v.x + v[1] + dot(v, v);"};
    for (const char* text : right) {
        std::string error;
        Id built = library(head + text + "\n}\n", &error);
        check(built != nullptr, std::string("taken: ") + text + "\n" + error);
        if (built != nullptr) objc_release(built);
    }
    check_equal(software_metal_unchecked_texts() - not_understood, 0, "texts that clang did not understand");
}
