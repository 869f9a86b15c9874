// Bad accesses fail their command buffer, and the process goes on.
#include "check.h"
#include "client.h"

#include <csetjmp>
#include <csignal>
#include <sys/mman.h>

namespace {

sigjmp_buf back;
void others(int) { siglongjmp(back, 1); }

} // namespace

void test_faults() {
    section("bad accesses");
    Id built = library("#include <metal_stdlib>\nusing namespace metal;\n"
                       "kernel void store(device int* out [[buffer(0)]], constant long& at [[buffer(1)]], uint i [[thread_position_in_grid]]) { if (i == 70) out[at] = 1; }\n"
                       "kernel void waiting(device int* out [[buffer(0)]], constant long& at [[buffer(1)]], uint i [[thread_position_in_threadgroup]], uint g [[threadgroup_position_in_grid]]) {\n"
                       "  int sum = simd_sum(int(i)); threadgroup_barrier(mem_flags::mem_threadgroup); if (g == 2 && i == 40) out[at] = sum; threadgroup_barrier(mem_flags::mem_threadgroup); }\n"
                       "kernel void divide_by(device int* out [[buffer(0)]], uint i [[thread_position_in_grid]]) { out[1] = out[0] / out[i + 2]; }\n"
                       "struct Big { int values[20000]; };\n"
                       "kernel void deep(device int* out [[buffer(0)]], uint i [[thread_position_in_grid]]) { thread Big a, b; for (int k = 0; k < 20000; k++) { a.values[k] = k + out[0]; b.values[k] = a.values[k] * 2; } out[i] = simd_sum(b.values[out[1]] + a.values[out[2]]); }\n");
    check(built != nullptr, "compiles");
    if (built == nullptr) return;
    Id store = pipeline(built, "store"), waiting = pipeline(built, "waiting"), divide_by = pipeline(built, "divide_by"), deep = pipeline(built, "deep"), out = buffer(4000);
    std::memset(contents(out), 0, 4000);
    for (int round = 0; round < 3; round++) {
        std::string text = run(store, {128}, {64}, {out, value(4096l)});
        check_contains(text, "kernel store, threadgroup (1, 0, 0), thread 6: an access outside of all buffers", "behind the end");
        check_contains(run(store, {128}, {64}, {out, value(-1024l)}), "an access outside", "before the begin");
        check_contains(run(store, {128}, {64}, {out, value(1l << 40)}), "an access outside", "far away");
        check_contains(run(waiting, {4}, {64}, {out, value(1l << 40)}, true), "kernel waiting, threadgroup (2, 0, 0), thread 40", "between barriers");
        check_contains(run(divide_by, {1}, {1}, {out}), "division by zero", "division");
        check_contains(run(deep, {32}, {32}, {out}), "stack of a thread", "deep stack");
        check(run(store, {128}, {64}, {out, value(5l)}).empty() && elements<int>(out)[5] == 1, "the next one works");
        check(run(waiting, {4}, {64}, {out, value(6l)}, true).empty() && elements<int>(out)[6] == 1520, "also with barriers");
        elements<int>(out)[5] = elements<int>(out)[6] = 0;
    }
    section("other people's signals");
    // A handler that was there before gets what is not ours; here it stands behind ours for a fault of this thread.
    if (sigsetjmp(back, 1) == 0) {
        void* page = mmap(nullptr, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        *static_cast<volatile int*>(page) = 1;
        check(false, "no signal");
    } else {
        check(true, "handed on");
    }
    for (Id each : {built, store, waiting, divide_by, deep, out}) objc_release(each);
}

/** Called before the device is made, as the JVM sets its handlers before the library is loaded. */
void install_other_handler() {
    struct sigaction action = {};
    action.sa_handler = others;
    sigaction(SIGSEGV, &action, nullptr);
}
