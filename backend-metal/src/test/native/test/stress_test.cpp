// Eight threads with a queue each, a thousand command buffers each; then what a kernel and a dispatch cost.
#include "check.h"
#include "client.h"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

namespace {

constexpr int THREADS = 8, ROUNDS = 1000;

double seconds() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

double children_seconds() {
    rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + 1e-6 * static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

void work(Id sum, int number, std::atomic<long>& wrong) {
    Id queue = send(device(), "newCommandQueue"), in = buffer(4000), out = buffer(16), event = send(device(), "newSharedEvent");
    for (int i = 0; i < 1000; i++) elements<float>(in)[i] = static_cast<float>(number + 1);
    for (int round = 0; round < ROUNDS; round++) {
        Pool pool;
        *elements<int>(out) = 0;
        Id commands = send(queue, round % 2 == 0 ? "commandBuffer" : "commandBufferWithUnretainedReferences"), encoder = send(commands, "computeCommandEncoder");
        send<void>(encoder, "setComputePipelineState:", sum);
        send<void>(encoder, "setBuffer:offset:atIndex:", in, 0ul, 0ul);
        send<void>(encoder, "setBuffer:offset:atIndex:", out, 0ul, 1ul);
        unsigned n = 1000;
        send<void>(encoder, "setBytes:length:atIndex:", static_cast<const void*>(&n), 4ul, 2ul);
        send<void>(encoder, "dispatchThreadgroups:threadsPerThreadgroup:", Size{3}, Size{64});
        send<void>(encoder, "endEncoding");
        auto value = static_cast<unsigned long>(round + 1);
        send<void>(commands, "encodeSignalEvent:value:", event, value);
        send<void>(commands, "commit");
        if (round % 3 == 0) wrong += !send<signed char>(event, "waitUntilSignaledValue:timeoutMS:", value, 60000ul);
        else send<void>(commands, "waitUntilCompleted");
        wrong += *elements<int>(out) != 1000 * (number + 1);
    }
    for (Id each : {queue, in, out, event}) objc_release(each);
}

} // namespace

void test_stress() {
    section("8 threads, 1000 command buffers each");
    Id built = library("#include <metal_stdlib>\nusing namespace metal;\nkernel void sum(device const float* in [[buffer(0)]], device atomic_int* out [[buffer(1)]], constant uint& n [[buffer(2)]],\n"
                       "    uint i [[thread_position_in_grid]], uint all [[threads_per_grid]], uint lane [[thread_index_in_simdgroup]], uint simd [[simdgroup_index_in_threadgroup]]) {\n"
                       "  threadgroup float parts[32]; float sum = 0; for (uint k = i; k < n; k += all) sum += in[k];\n  sum = simd_sum(sum); if (lane == 0) parts[simd] = sum;\n"
                       "  threadgroup_barrier(mem_flags::mem_threadgroup);\n  if (lane == 0 && simd == 0) atomic_fetch_add_explicit(out, int(parts[0] + parts[1]), memory_order_relaxed);\n}\n");
    Id sum = pipeline(built, "sum");
    std::atomic<long> wrong{0};
    std::vector<std::thread> threads;
    double start = seconds();
    for (int i = 0; i < THREADS; i++) threads.emplace_back([&, i] { work(sum, i, wrong); });
    for (auto& thread : threads) thread.join();
    std::printf("        %.1f us a command buffer\n", (seconds() - start) * 1e6 / (THREADS * ROUNDS));
    check_equal(wrong, 0, "wrong values");
    objc_release(sum);
    objc_release(built);
}

void test_cost() {
    section("cost");
    double before = children_seconds(), start = seconds();
    constexpr int KERNELS = 20;
    for (int i = 0; i < KERNELS; i++) { // texts that no cache has
        Pool pool;
        std::string name = "cost_" + std::to_string(getpid()) + "_" + std::to_string(i);
        objc_release(library("#include <metal_stdlib>\nusing namespace metal;\nkernel void " + name + "(device const float* a [[buffer(0)]], device float* b [[buffer(1)]], constant uint& n [[buffer(2)]], uint i [[thread_position_in_grid]]) {\n"
                             "  if (i >= n) return;\n  float x = a[i]; float y = precise::exp(x) * 2.0f + " + std::to_string(i) + ";\n  b[i] = y / (1.0f + fabs(y));\n}\n"));
    }
    std::printf("        %.3f s CPU, %.3f s to compile a small kernel\n", (children_seconds() - before) / KERNELS, (seconds() - start) / KERNELS);
    std::string many = "#include <metal_stdlib>\nusing namespace metal;\n";
    for (int i = 0; i < 60; i++)
        many += "kernel void many_" + std::to_string(getpid()) + "_" + std::to_string(i) + "(device const float* a [[buffer(0)]], device float* b [[buffer(1)]], uint i [[thread_position_in_grid]]) { b[i] = precise::exp(a[i] + " + std::to_string(i) + ".0f); }\n";
    before = children_seconds();
    Id built;
    {
        Pool pool;
        built = library(many);
    }
    std::printf("        %.3f s CPU to compile 60 kernels at once\n", children_seconds() - before);
    check(built != nullptr, "60 kernels");
    Id queue = send(device(), "newCommandQueue"), x = buffer(1024), k = pipeline(built, ("many_" + std::to_string(getpid()) + "_0").c_str());
    software_metal_set_execution(0);
    const char *set_pipeline = sel_registerName("setComputePipelineState:"), *set_buffer = sel_registerName("setBuffer:offset:atIndex:");
    const char *set_bytes = sel_registerName("setBytes:length:atIndex:"), *dispatch = sel_registerName("dispatchThreads:threadsPerThreadgroup:");
    auto to_pipeline = reinterpret_cast<void (*)(Id, const char*, Id)>(&objc_msgSend);
    auto to_buffer = reinterpret_cast<void (*)(Id, const char*, Id, unsigned long, unsigned long)>(&objc_msgSend);
    auto to_bytes = reinterpret_cast<void (*)(Id, const char*, const void*, unsigned long, unsigned long)>(&objc_msgSend);
    auto to_dispatch = reinterpret_cast<void (*)(Id, const char*, Size, Size)>(&objc_msgSend);
    start = seconds();
    constexpr int COMMAND_BUFFERS = 200, DISPATCHES = 100;
    for (int i = 0; i < COMMAND_BUFFERS; i++) {
        Pool pool;
        Id commands = send(queue, "commandBuffer"), encoder = send(commands, "computeCommandEncoder");
        for (int j = 0; j < DISPATCHES; j++) {
            to_pipeline(encoder, set_pipeline, k);
            to_buffer(encoder, set_buffer, x, 0, 0);
            to_buffer(encoder, set_buffer, x, 0, 1);
            to_bytes(encoder, set_bytes, &j, 4, 2);
            to_dispatch(encoder, dispatch, Size{64}, Size{64});
        }
        send<void>(encoder, "endEncoding");
        send<void>(commands, "commit");
        if (i == COMMAND_BUFFERS - 1) send<void>(commands, "waitUntilCompleted");
    }
    std::printf("        %.2f us to encode a dispatch of five messages\n", (seconds() - start) * 1e6 / (COMMAND_BUFFERS * DISPATCHES));
    software_metal_set_execution(1);
    for (Id each : {built, queue, x, k}) objc_release(each);
}
