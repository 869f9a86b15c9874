// Positions, edges of the grid, barriers, memory of groups, order of lanes.
#include "check.h"
#include "client.h"

namespace {

const std::string HEAD = "#include <metal_stdlib>\nusing namespace metal;\n";

void test_positions() {
    section("positions of threads");
    Id built = library(HEAD + "struct Place { uint grid[3], group[3], local[3], size[3], whole[3], groups[3], index, lane, simd, simds, width, quad, dispatched; };\n"
                              "kernel void places(device Place* out [[buffer(0)]], uint3 grid [[thread_position_in_grid]], uint3 group [[threadgroup_position_in_grid]], ushort3 local [[thread_position_in_threadgroup]],\n"
                              " uint3 size [[threads_per_threadgroup]], uint3 whole [[threads_per_grid]], uint3 groups [[threadgroups_per_grid]], uint index [[thread_index_in_threadgroup]], ushort lane [[thread_index_in_simdgroup]],\n"
                              " uint simd [[simdgroup_index_in_threadgroup]], uint simds [[simdgroups_per_threadgroup]], uint width [[threads_per_simdgroup]], uint quad [[thread_index_in_quadgroup]], uint2 dispatched [[dispatch_threads_per_threadgroup]]) {\n"
                              "  device Place& p = out[(grid.z * whole.y + grid.y) * whole.x + grid.x];\n"
                              "  for (int i = 0; i < 3; i++) { p.grid[i] = grid[i]; p.group[i] = group[i]; p.local[i] = local[i]; p.size[i] = size[i]; p.whole[i] = whole[i]; p.groups[i] = groups[i]; }\n"
                              "  p.index = index; p.lane = lane; p.simd = simd; p.simds = simds; p.width = width; p.quad = quad; p.dispatched = dispatched.x; }\n");
    check(built != nullptr, "compiles");
    if (built == nullptr) return;
    struct Place {
        unsigned grid[3], group[3], local[3], size[3], whole[3], groups[3], index, lane, simd, simds, width, quad, dispatched;
    };
    const unsigned whole[] = {11, 7, 5}, part[] = {8, 4, 2};
    Id places = pipeline(built, "places"), out = buffer(sizeof(Place) * 11 * 7 * 5);
    check(run(places, {11, 7, 5}, {8, 4, 2}, {out}).empty(), "runs");
    long wrong = 0;
    for (unsigned z = 0, n = 0; z < 5; z++)
        for (unsigned y = 0; y < 7; y++)
            for (unsigned x = 0; x < 11; x++, n++) {
                const Place& p = elements<Place>(out)[n];
                const unsigned grid[] = {x, y, z};
                unsigned size[3];
                for (int i = 0; i < 3; i++) {
                    size[i] = std::min(part[i], whole[i] - grid[i] / part[i] * part[i]);
                    wrong += p.grid[i] != grid[i] || p.group[i] != grid[i] / part[i] || p.local[i] != grid[i] % part[i] || p.size[i] != size[i] || p.whole[i] != whole[i] ||
                             p.groups[i] != (whole[i] + part[i] - 1) / part[i];
                }
                unsigned index = (z % 2 * size[1] + y % 4) * size[0] + x % 8;
                wrong += p.index != index || p.lane != index % 32 || p.simd != index / 32 || p.simds != (size[0] * size[1] * size[2] + 31) / 32 || p.width != 32 || p.quad != index % 4 || p.dispatched != 8;
            }
    check_equal(wrong, 0, "wrong values of ragged groups in three dimensions");
    for (Id each : {built, places, out}) objc_release(each);
}

void test_barriers() {
    section("barriers and memory of groups");
    Id built = library(HEAD + "kernel void reversed(device const int* in [[buffer(0)]], device int* out [[buffer(1)]], threadgroup int* dynamic [[threadgroup(0)]], uint i [[thread_index_in_threadgroup]], uint n [[threads_per_threadgroup]], uint g [[threadgroup_position_in_grid]]) {\n"
                              "  threadgroup int fixed[256], other[2][128];\n  fixed[i] = in[i]; dynamic[i] = in[i] * 2; other[i / 128][i % 128] = 1;\n  threadgroup_barrier(mem_flags::mem_threadgroup);\n"
                              "  out[g * n + i] = fixed[n - 1 - i] + dynamic[n - 1 - i] + other[(n - 1 - i) / 128][(n - 1 - i) % 128];\n}\n"
                              "kernel void missing(device int* out [[buffer(0)]], uint i [[thread_index_in_threadgroup]], uint n [[threads_per_threadgroup]]) {\n  threadgroup int shared[256]; shared[i] = int(i);\n  out[i] = shared[(i + 1) % n];\n}\n"
                              "kernel void divergent(device int* out [[buffer(0)]], uint i [[thread_index_in_threadgroup]]) {\n  if (i < 40) threadgroup_barrier(mem_flags::mem_threadgroup);\n  out[i] = 1;\n}\n"
                              "kernel void two_places(device int* out [[buffer(0)]], uint i [[thread_index_in_threadgroup]]) {\n  if (i < 40)\n    threadgroup_barrier(mem_flags::mem_threadgroup);\n  else\n    threadgroup_barrier(mem_flags::mem_device);\n  out[i] = 1;\n}\n"
                              "kernel void poisoned(device float* out [[buffer(0)]], threadgroup float* dynamic [[threadgroup(0)]], uint i [[thread_index_in_threadgroup]]) {\n  threadgroup float shared[64];\n  out[2 * i] = shared[i]; out[2 * i + 1] = dynamic[i];\n  shared[i] = dynamic[i] = 1;\n}\n"
                              "kernel void large(device float* out [[buffer(0)]], uint i [[thread_index_in_threadgroup]]) {\n  threadgroup float a[8192], b[1];\n  a[i] = b[0] = 1; out[i] = a[i];\n}\n"
                              "kernel void plain(device int* out [[buffer(0)]], uint i [[thread_position_in_grid]]) { out[i] = int(i) * 3; }\n");
    check(built != nullptr, "compiles");
    if (built == nullptr) return;
    Id in = buffer(1024), out = buffer(1 << 16);
    for (int i = 0; i < 256; i++) elements<int>(in)[i] = i;
    Id reversed = pipeline(built, "reversed"), missing = pipeline(built, "missing"), poisoned = pipeline(built, "poisoned"), large = pipeline(built, "large");
    Id divergent = pipeline(built, "divergent"), two_places = pipeline(built, "two_places"), plain = pipeline(built, "plain");
    for (int reverse = 0; reverse < 2; reverse++) {
        software_metal_set_reverse(reverse);
        std::string order = reverse ? " in reverse" : "";
        std::memset(contents(out), 0, 1 << 16);
        std::string error = run(reversed, {20}, {256}, {in, out}, true, 1024);
        check(error.empty(), "reversed runs" + order + error);
        long wrong = 0;
        for (int i = 0; i < 20 * 256; i++) wrong += elements<int>(out)[i] != 3 * (255 - i % 256) + 1;
        check_equal(wrong, 0, "values after a barrier" + order);
        check(run(missing, {1}, {256}, {out}, true).empty(), "missing runs" + order);
        wrong = 0;
        for (int i = 0; i < 256; i++) wrong += elements<int>(out)[i] != (i + 1) % 256;
        check(wrong > 0, "a missing barrier gives wrong numbers" + order);
        check_contains(run(divergent, {1}, {64}, {out}, true), "kernel divergent, threadgroup (0, 0, 0)", "divergent barrier" + order);
        check_contains(run(divergent, {1}, {64}, {out}, true), "not reached by all threads", "divergent barrier" + order);
        software_metal_set_strict(0);
        check(run(divergent, {1}, {64}, {out}, true).empty(), "a divergent barrier passes on request" + order);
        software_metal_set_strict(1);
        check_contains(run(two_places, {1}, {64}, {out}, true), "different barriers", "two barriers" + order);
        check(run(poisoned, {3}, {64}, {out}, true, 256).empty(), "poisoned runs" + order);
        wrong = 0;
        for (int i = 0; i < 128; i++) wrong += elements<float>(out)[i] == elements<float>(out)[i];
        check_equal(wrong, 0, "memory of a group begins as NaN" + order);
        check_contains(run(large, {1}, {64}, {out}, true), "more than 32768 bytes", "too much memory of a group" + order);
        check(run(plain, {10000}, {96}, {out}).empty(), "plain runs" + order);
        wrong = 0;
        for (int i = 0; i < 10000; i++) wrong += elements<int>(out)[i] != 3 * i;
        check_equal(wrong, 0, "kernel without barriers" + order);
    }
    software_metal_set_reverse(0);
    for (Id each : {built, in, out, reversed, missing, poisoned, large, divergent, two_places, plain}) objc_release(each);
}

} // namespace

void test_groups() {
    test_positions();
    test_barriers();
}
