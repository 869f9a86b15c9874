// Operations among lanes: each row an expression of `lane` and what lane i gets.
#include "check.h"
#include "client.h"

#include <cmath>
#include <functional>

namespace {

struct Row {
    const char* expression;
    std::function<double(int)> expected;
};

void check_rows(const std::string& name, const std::vector<Row>& rows, unsigned lanes) {
    std::string text = "#include <metal_stdlib>\nusing namespace metal;\nkernel void rows(device float* out [[buffer(0)]], "
                       "ushort lane [[thread_index_in_simdgroup]]) {\n";
    for (size_t i = 0; i < rows.size(); i++)
        text += "out[" + std::to_string(32 * i) + " + lane] = float(" + rows[i].expression + ");\n";
    Id built = library(text + "}\n");
    check(built != nullptr, name + " compile");
    if (built == nullptr) return;
    for (int reverse = 0; reverse < 2; reverse++) {
        software_metal_set_reverse(reverse);
        Id kernel = pipeline(built, "rows"), out = buffer(128 * rows.size());
        std::string error = run(kernel, {lanes}, {lanes}, {out});
        check(error.empty(), name + " run: " + error);
        for (size_t i = 0; i < rows.size(); i++)
            for (unsigned lane = 0; lane < lanes; lane++)
                check_near(elements<float>(out)[32 * i + lane], rows[i].expected(static_cast<int>(lane)), 0,
                           std::string(rows[i].expression) + " of lane " + std::to_string(lane));
        objc_release(kernel);
        objc_release(out);
    }
    software_metal_set_reverse(0);
    objc_release(built);
}

} // namespace

void test_simd() {
    auto value = [](double x) { return [x](int) { return x; }; };
    section("operations of 32 lanes");
    check_rows("SIMD operations", {
        {"simd_sum(int(lane))", value(496)}, {"simd_sum(float(lane))", value(496)}, {"simd_sum(half(1.0f))", value(32)}, {"simd_sum(uint2(lane, 1)).y", value(32)},
        {"simd_product(lane == 3 ? 5 : 1)", value(5)}, {"simd_max(int(lane) - 40)", value(-9)}, {"simd_min(int(lane) - 40)", value(-40)}, {"simd_max(lane == 5 ? 7.5f : 0.0f)", value(7.5)},
        {"simd_and(uint(lane | 32))", value(32)}, {"simd_or(uint(lane))", value(31)}, {"simd_xor(uint(lane))", value(0)}, {"simd_max(short(lane))", value(31)}, {"simd_min(uchar(lane + 1))", value(1)},
        {"simd_prefix_inclusive_sum(int(lane))", [](int i) { return i * (i + 1) / 2; }}, {"simd_prefix_exclusive_sum(int(lane))", [](int i) { return i * (i - 1) / 2; }},
        {"simd_prefix_inclusive_product(lane < 5 ? 2.0f : 1.0f)", [](int i) { return std::pow(2, std::min(i + 1, 5)); }}, {"simd_prefix_exclusive_product(lane < 5 ? 2.0f : 1.0f)", [](int i) { return std::pow(2, std::min(i, 5)); }},
        {"simd_broadcast(int(lane) * 10, 3)", value(30)}, {"simd_broadcast_first(int(lane) + 7)", value(7)}, {"simd_shuffle(int(lane), ushort(31 - lane))", [](int i) { return 31 - i; }},
        {"simd_shuffle_down(int(lane), 4)", [](int i) { return i < 28 ? i + 4 : i; }}, {"simd_shuffle_up(int(lane), 4)", [](int i) { return i >= 4 ? i - 4 : i; }}, {"simd_shuffle_xor(int(lane), 5)", [](int i) { return i ^ 5; }},
        {"simd_shuffle_rotate_down(int(lane), 4)", [](int i) { return (i + 4) % 32; }}, {"simd_shuffle_rotate_up(int(lane), 4)", [](int i) { return (i + 28) % 32; }},
        {"simd_shuffle_and_fill_down(int(lane), int(lane) + 100, 4)", [](int i) { return i < 28 ? i + 4 : i - 28 + 100; }}, {"simd_shuffle_and_fill_up(int(lane), int(lane) + 100, 4)", [](int i) { return i >= 4 ? i - 4 : i + 28 + 100; }},
        {"simd_shuffle_and_fill_down(int(lane), int(lane) + 100, 2, 8)", [](int i) { return i % 8 < 6 ? i + 2 : i - 6 + 100; }}, {"simd_shuffle_and_fill_up(int(lane), int(lane) + 100, 2, 8)", [](int i) { return i % 8 >= 2 ? i - 2 : i + 6 + 100; }},
        {"simd_all(lane < 32)", value(1)}, {"simd_all(lane < 31)", value(0)}, {"simd_any(lane == 31)", value(1)}, {"simd_any(lane > 31)", value(0)}, {"ulong(simd_ballot(lane % 2 == 0)) == 0x55555555", value(1)},
        {"simd_ballot(true).all()", value(1)}, {"simd_ballot(false).any()", value(0)}, {"popcount(uint(ulong(simd_active_threads_mask())))", value(32)}, {"simd_is_first()", [](int i) { return i == 0; }},
        {"quad_sum(int(lane))", [](int i) { return i / 4 * 16 + 6; }}, {"quad_product(lane % 4 == 1 ? 3 : 1)", value(3)}, {"quad_max(int(lane))", [](int i) { return i | 3; }}, {"quad_min(int(lane))", [](int i) { return i & ~3; }},
        {"quad_broadcast(int(lane), 2)", [](int i) { return (i & ~3) + 2; }}, {"quad_shuffle(int(lane), 1)", [](int i) { return (i & ~3) + 1; }}, {"quad_shuffle_xor(int(lane), 3)", [](int i) { return i ^ 3; }},
        {"quad_shuffle_down(int(lane), 1)", [](int i) { return i % 4 < 3 ? i + 1 : i; }}, {"quad_shuffle_up(int(lane), 1)", [](int i) { return i % 4 > 0 ? i - 1 : i; }},
    }, 32);
    section("operations of 20 lanes");
    check_rows("SIMD operations", {
        {"simd_sum(int(lane))", value(190)}, {"simd_max(int(lane) - 40)", value(-21)}, {"simd_min(int(lane) + 1)", value(1)}, {"simd_all(true)", value(1)}, {"popcount(uint(ulong(simd_active_threads_mask())))", value(20)},
        {"simd_ballot(true).all()", value(0)}, {"simd_prefix_inclusive_sum(1)", [](int i) { return i + 1; }}, {"simd_shuffle_xor(int(lane), 1)", [](int i) { return i ^ 1; }},
    }, 20);
    section("SIMD operations in divergent flow");
    Id built = library("#include <metal_stdlib>\nusing namespace metal;\nkernel void divergent(device int* out [[buffer(0)]], uint lane [[thread_index_in_simdgroup]]) {\n"
                       "  int sum = 0;\n  if (lane < 10) sum = simd_sum(1);\n  else sum = simd_sum(100);\n  out[lane] = sum;\n"
                       "  for (uint i = 0; i < lane; i++) out[lane] += simd_sum(1);\n}\n");
    Id divergent = pipeline(built, "divergent"), out = buffer(128);
    check(run(divergent, {32}, {32}, {out}).empty(), "runs");
    for (int lane = 0; lane < 32; lane++) {
        long expected = lane < 10 ? 10 : 2200;
        for (int i = 0; i < lane; i++) expected += 31 - i;
        check_equal(elements<int>(out)[lane], expected, "lane " + std::to_string(lane));
    }
    software_metal_set_strict(2);
    check_contains(run(divergent, {32}, {32}, {out}), "a SIMD operation in divergent control flow", "strict");
    software_metal_set_strict(1);
    for (Id each : {built, divergent, out}) objc_release(each);
}
