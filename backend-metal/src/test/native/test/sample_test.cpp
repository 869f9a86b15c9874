// Texts from elsewhere: what SPIRV-Cross prints for a subgroup reduction, and kernels in a dialect of macros.
#include "check.h"
#include "client.h"

#include <cmath>
#include <fstream>
#include <iterator>

namespace {

std::string read(const std::string& path) {
    std::ifstream file(path);
    check(file.good(), "can be read: " + path);
    return std::string(std::istreambuf_iterator<char>(file), {});
}

float number(int i) { return static_cast<float>((i * 37 + 11) % 101) / 64 - 0.75f; }

void test_reduction(const std::string& folder) {
    section("a reduction by SPIRV-Cross");
    std::string error;
    Id built = library(read(folder + "/spirv_cross_reduction.metal"), &error);
    check(built != nullptr, error);
    if (built == nullptr) return;
    const unsigned length = 1000, rows = 7;
    Id main0 = pipeline(built, "main0"), in = buffer(4 * length * rows), out = buffer(4 * rows);
    for (unsigned i = 0; i < length * rows; i++) elements<float>(in)[i] = number(static_cast<int>(i));
    error = run(main0, {rows}, {256}, {value(length), in, out}, true);
    check(error.empty(), error);
    for (unsigned row = 0; row < rows; row++) {
        double sum = 0;
        for (unsigned i = 0; i < length; i++) sum += number(static_cast<int>(row * length + i));
        check(std::fabs(elements<float>(out)[row] - sum) < 1e-3, "row " + std::to_string(row));
    }
    for (Id each : {built, main0, in, out}) objc_release(each);
}

/** A value of a type of 2 or 4 bytes. */
float get(const std::string& type, void* memory, size_t i) {
    if (type == "f32") return static_cast<float*>(memory)[i];
    if (type == "f16") return static_cast<float>(static_cast<_Float16*>(memory)[i]);
    uint32_t bits = static_cast<uint32_t>(static_cast<uint16_t*>(memory)[i]) << 16;
    float x;
    std::memcpy(&x, &bits, 4);
    return x;
}

void put(const std::string& type, void* memory, size_t i, float x) {
    if (type == "f32") static_cast<float*>(memory)[i] = x;
    else if (type == "f16") static_cast<_Float16*>(memory)[i] = static_cast<_Float16>(x);
    else {
        uint32_t bits;
        std::memcpy(&bits, &x, 4);
        static_cast<uint16_t*>(memory)[i] = static_cast<uint16_t>((bits + 0x8000) >> 16);
    }
}

void test_portable(const std::string& folder) {
    for (std::string type : {"f32", "f16", "bf16"}) {
        section("portable kernels in " + type);
        std::string head = read(folder + "/portable.h") + "#define T " + type + "\n#define NAME(x) x##_" + type + "\n", error;
        Id built = library(head + read(folder + "/sum_rows.kernel") + read(folder + "/matmul.kernel"), &error);
        check(built != nullptr, error);
        if (built == nullptr) continue;
        Id sum_rows = pipeline(built, ("sum_rows_" + type).c_str()), matmul = pipeline(built, ("matmul_" + type).c_str());
        size_t bytes = type == "f32" ? 4 : 2;
        double near = type == "f32" ? 1e-4 : type == "f16" ? 2e-2 : 2e-1;
        struct {
            unsigned length, count;
        } rows = {1000, 5};
        struct {
            unsigned m, n, k, lda, ldb, ldc;
        } sizes = {70, 83, 45, 45, 83, 83};
        Id a = buffer(5000 * bytes), b = buffer(5000 * bytes), c = buffer(6000 * bytes);
        for (int i = 0; i < 5000; i++) {
            put(type, contents(a), static_cast<size_t>(i), number(i));
            put(type, contents(b), static_cast<size_t>(i), number(i + 17));
        }
        for (int reverse = 0; reverse < 2; reverse++) {
            software_metal_set_reverse(reverse);
            error = run(sum_rows, {rows.count}, {224}, {a, c, value(rows)}, true);
            check(error.empty(), error);
            for (unsigned row = 0; row < rows.count; row++) {
                double sum = 0;
                for (unsigned i = 0; i < rows.length; i++) sum += get(type, contents(a), row * rows.length + i);
                check(std::fabs(get(type, contents(c), row) - sum) < near * 2, "sum of row " + std::to_string(row));
            }
            error = run(matmul, {2, 2}, {128}, {a, b, c, value(sizes)}, true);
            check(error.empty(), error);
            long wrong = 0;
            for (unsigned y = 0; y < sizes.m; y++)
                for (unsigned x = 0; x < sizes.n; x++) {
                    double sum = 0;
                    for (unsigned k = 0; k < sizes.k; k++) sum += get(type, contents(a), y * sizes.lda + k) * get(type, contents(b), k * sizes.ldb + x);
                    wrong += std::fabs(get(type, contents(c), y * sizes.ldc + x) - sum) > near;
                }
            check_equal(wrong, 0, "matrix product");
        }
        software_metal_set_reverse(0);
        for (Id each : {built, sum_rows, matmul, a, b, c}) objc_release(each);
    }
}

} // namespace

void test_samples(const std::string& folder) {
    test_reduction(folder);
    test_portable(folder);
}
