#include "check.h"
#include "client.h"

void test_atomics() {
    section("atomics");
    Id built = library("#include <metal_stdlib>\nusing namespace metal;\n"
                       "kernel void atomics(device atomic_int* i [[buffer(0)]], device atomic_uint* u [[buffer(1)]], device atomic_float* f [[buffer(2)]], uint id [[thread_position_in_grid]]) {\n"
                       "  atomic_fetch_add_explicit(&i[0], int(id), memory_order_relaxed); atomic_fetch_sub_explicit(&i[1], 1, memory_order_relaxed);\n"
                       "  atomic_fetch_max_explicit(&i[2], int(id) - 500, memory_order_relaxed); atomic_fetch_min_explicit(&i[3], int(id) - 500, memory_order_relaxed);\n"
                       "  atomic_fetch_or_explicit(&u[0], 1u << (id % 32), memory_order_relaxed); atomic_fetch_and_explicit(&u[1], ~(1u << (id % 16)), memory_order_relaxed);\n"
                       "  atomic_fetch_xor_explicit(&u[2], id, memory_order_relaxed); atomic_fetch_add_explicit((device atomic_float*)f, 0.5f, memory_order_relaxed);\n"
                       "  if (id == 3) { atomic_store_explicit(&u[3], 77u, memory_order_relaxed); u[4] = u[4]; }\n"
                       "  if (id == 4) { uint expected = 5; bool swapped = atomic_compare_exchange_weak_explicit(&u[5], &expected, 6u, memory_order_relaxed, memory_order_relaxed);\n"
                       "    atomic_store_explicit(&u[6], swapped ? 1u : expected, memory_order_relaxed); atomic_store_explicit(&u[7], atomic_exchange_explicit(&u[8], 9u, memory_order_relaxed), memory_order_relaxed); }\n"
                       "}\n"
                       "kernel void in_group(device uint* out [[buffer(0)]], uint id [[thread_index_in_threadgroup]]) {\n"
                       "  threadgroup atomic_uint count; if (id == 0) atomic_store_explicit(&count, 0u, memory_order_relaxed);\n"
                       "  threadgroup_barrier(mem_flags::mem_threadgroup); atomic_fetch_add_explicit(&count, 2u, memory_order_relaxed);\n"
                       "  threadgroup_barrier(mem_flags::mem_threadgroup); out[id] = atomic_load_explicit(&count, memory_order_relaxed);\n}\n");
    check(built != nullptr, "compile");
    if (built == nullptr) return;
    Id atomics = pipeline(built, "atomics"), i = buffer(64), u = buffer(64), f = buffer(64);
    elements<unsigned>(u)[1] = 0xffffffff;
    elements<unsigned>(u)[5] = 5;
    elements<unsigned>(u)[8] = 8;
    std::string error = run(atomics, {4096}, {64}, {i, u, f});
    check(error.empty(), "run: " + error);
    const long ints[] = {4096 * 4095 / 2, -4096, 4095 - 500, -500};
    for (int k = 0; k < 4; k++) check_equal(elements<int>(i)[k], ints[k], "int " + std::to_string(k));
    const long uints[] = {0xffffffffL, 0xffff0000L, 0, 77, 0, 6, 1, 8, 9};
    for (int k = 0; k < 9; k++) check_equal(elements<unsigned>(u)[k], uints[k], "uint " + std::to_string(k));
    check_near(elements<float>(f)[0], 2048, 0, "float");
    Id in_group = pipeline(built, "in_group");
    check(run(in_group, {50}, {50}, {u}).empty() && elements<unsigned>(u)[0] == 100, "in threadgroup memory");
    for (Id each : {built, atomics, in_group, i, u, f}) objc_release(each);
}
