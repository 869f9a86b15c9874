// simdgroup_matrix of half, bfloat and float.
#include "check.h"
#include "client.h"

namespace {

float element(int i) { return static_cast<float>((i * 7 + 3) % 11) - 5; }

/** As the type holds it. */
void put(const std::string& type, void* memory, int i, float x) {
    if (type == "float") static_cast<float*>(memory)[i] = x;
    else if (type == "half") static_cast<_Float16*>(memory)[i] = static_cast<_Float16>(x);
    else {
        uint32_t bits;
        std::memcpy(&bits, &x, 4);
        static_cast<uint16_t*>(memory)[i] = static_cast<uint16_t>(bits >> 16); // small integers are exact
    }
}

} // namespace

void test_matrices() {
    for (std::string type : {"float", "half", "bfloat"}) {
        section("simdgroup_matrix<" + type + ", 8, 8>");
        Id built = library("#include <metal_stdlib>\n#include <metal_simdgroup_matrix>\nusing namespace metal;\ntypedef " + type + " T;\n"
                           "kernel void product(device const T* a [[buffer(0)]], device const T* b [[buffer(1)]], device float* out [[buffer(2)]]) {\n"
                           "  simdgroup_matrix<T, 8, 8> x, y, bt; simdgroup_matrix<float, 8, 8> c = make_filled_simdgroup_matrix<float, 8, 8>(1.0f), d(2.0f), e;\n"
                           "  simdgroup_load(x, a, 16, ulong2(8, 1)); simdgroup_load(y, b); simdgroup_load(bt, b, 8, ulong2(0, 0), true);\n"
                           "  simdgroup_multiply_accumulate(c, x, y, c); simdgroup_store(c, out, 8); simdgroup_store(d, out + 64, 8);\n"
                           "  simdgroup_multiply(e, x, bt); simdgroup_store(e, out + 128, 8, ulong2(0, 0), true);\n"
                           "  simdgroup_matrix<T, 8, 8> half_product = x * y; e = make_filled_simdgroup_matrix<float, 8, 8>(float(half_product.thread_elements()[0]));\n"
                           "  e.thread_elements()[0] = 5; simdgroup_store(e, out + 192, 8);\n}\n");
        check(built != nullptr, "compiles");
        if (built == nullptr) continue;
        Id product = pipeline(built, "product"), a = buffer(16 * 9 * 4), b = buffer(256), out = buffer(1024);
        for (int i = 0; i < 16 * 9; i++) put(type, contents(a), i, element(i));
        for (int i = 0; i < 64; i++) put(type, contents(b), i, element(i + 200));
        std::string error = run(product, {32}, {32}, {a, b, out});
        check(error.empty(), "runs: " + error);
        for (int y = 0; y < 8; y++)
            for (int x = 0; x < 8; x++) {
                float sum = 1, with_transposed = 0;
                for (int k = 0; k < 8; k++) {
                    float left = element((y + 1) * 16 + 8 + k);
                    sum += left * element(k * 8 + x + 200);
                    with_transposed += left * element(x * 8 + k + 200);
                }
                std::string at = std::to_string(y) + ", " + std::to_string(x);
                check_near(elements<float>(out)[y * 8 + x], sum, 0, "A B + 1 at " + at);
                check_near(elements<float>(out)[64 + y * 8 + x], x == y ? 2 : 0, 0, "diagonal at " + at);
                check_near(elements<float>(out)[128 + x * 8 + y], with_transposed, 0, "A Bt, stored transposed, at " + at);
                if (x % 2 == 0) check_near(elements<float>(out)[192 + y * 8 + x], 5, 0, "first element of each lane at " + at);
            }
        check_contains(run(product, {20}, {20}, {a, b, out}), "not all 32 lanes", "with 20 lanes");
        for (Id each : {built, product, a, b, out}) objc_release(each);
    }
}
