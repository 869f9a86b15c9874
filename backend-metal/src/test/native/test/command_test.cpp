// Command buffers, blits, events, failures on request, unordered dispatches, function constants.
#include "check.h"
#include "client.h"

#include <chrono>
#include <thread>

namespace {

const std::string TEXT = "#include <metal_stdlib>\nusing namespace metal;\n"
                         "constant int factor [[function_constant(0)]];\nconstant bool negative [[function_constant(1)]];\n"
                         "kernel void add_one(device int* x [[buffer(0)]], uint i [[thread_position_in_grid]]) { x[i] += 1; }\n"
                         "kernel void times(device int* x [[buffer(0)]], uint i [[thread_position_in_grid]]) { x[i] = negative ? -x[i] * factor : x[i] * factor; }\n";

Id queue, other_queue;
Id add_one;

void encode(Id commands, Id buffer, unsigned long threads) {
    Id encoder = send(commands, "computeCommandEncoder");
    send<void>(encoder, "setComputePipelineState:", add_one);
    send<void>(encoder, "setBuffer:offset:atIndex:", buffer, 0ul, 0ul);
    send<void>(encoder, "dispatchThreads:threadsPerThreadgroup:", Size{threads}, Size{32});
    send<void>(encoder, "endEncoding");
}

void test_blits() {
    section("blits and times");
    Pool pool;
    Id from = buffer(4096), to = buffer(4096);
    Id commands = send(queue, "commandBuffer"), encoder = send(commands, "blitCommandEncoder");
    struct Range {
        unsigned long at, length;
    };
    send<void>(encoder, "fillBuffer:range:value:", from, Range{16, 32}, static_cast<uint8_t>(7));
    send<void>(encoder, "copyFromBuffer:sourceOffset:toBuffer:destinationOffset:size:", from, 8ul, to, 100ul, 48ul);
    send<void>(encoder, "endEncoding");
    check_equal(static_cast<long>(send<unsigned long>(commands, "status")), 0, "not enqueued");
    send<void>(commands, "commit");
    send<void>(commands, "waitUntilScheduled");
    check(send<unsigned long>(commands, "status") >= 3, "scheduled");
    send<void>(commands, "waitUntilCompleted");
    check_equal(static_cast<long>(send<unsigned long>(commands, "status")), 4, "completed");
    long sum = 0;
    for (int i = 0; i < 4096; i++) sum += elements<uint8_t>(to)[i];
    check(sum == 7 * 32 && elements<uint8_t>(to)[107] == 0 && elements<uint8_t>(to)[108] == 7, "copied");
    double start = send<double>(commands, "GPUStartTime"), end = send<double>(commands, "GPUEndTime");
    check(start > 0 && end >= start, "times");
    commands = send(queue, "commandBufferWithUnretainedReferences");
    check(!send<signed char>(commands, "retainedReferences"), "unretained");
    encoder = send(commands, "blitCommandEncoder");
    send<void>(encoder, "copyFromBuffer:sourceOffset:toBuffer:destinationOffset:size:", from, 4090ul, to, 0ul, 7ul);
    send<void>(encoder, "endEncoding");
    send<void>(commands, "commit");
    send<void>(commands, "waitUntilCompleted");
    check_contains(description(send(commands, "error")), "not inside of the buffers", "copy too far");
    objc_release(from);
    objc_release(to);
}

void test_events() {
    section("events between queues and threads");
    Pool pool;
    Id event = send(device(), "newSharedEvent"), x = buffer(128);
    std::memset(contents(x), 0, 128);
    // The second queue waits for the first, which waits for this thread.
    Id second = send(other_queue, "commandBuffer");
    send<void>(second, "encodeWaitForEvent:value:", event, 2ul);
    encode(second, x, 32);
    send<void>(second, "encodeSignalEvent:value:", event, 3ul);
    send<void>(second, "commit");
    Id first = send(queue, "commandBuffer");
    send<void>(first, "encodeWaitForEvent:value:", event, 1ul);
    encode(first, x, 32);
    send<void>(first, "encodeSignalEvent:value:", event, 2ul);
    send<void>(first, "commit");
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    check(elements<int>(x)[0] == 0 && send<unsigned long>(second, "status") < 4, "waiting");
    check(!send<signed char>(event, "waitUntilSignaledValue:timeoutMS:", 3ul, 5ul), "wait with a timeout");
    send<void>(event, "setSignaledValue:", 1ul);
    check(send<signed char>(event, "waitUntilSignaledValue:timeoutMS:", 3ul, 10000ul), "signaled");
    check_equal(static_cast<long>(send<unsigned long>(event, "signaledValue")), 3, "value");
    check(elements<int>(x)[0] == 2, "both have run");
    section("failures on request");
    software_metal_fail_next(2);
    for (int i = 0; i < 3; i++) {
        Id commands = send(queue, "commandBuffer");
        encode(commands, x, 32);
        send<void>(commands, "encodeSignalEvent:value:", event, 10ul + static_cast<unsigned long>(i));
        send<void>(commands, "commit");
        send<void>(commands, "waitUntilCompleted");
        bool fails = i < 2;
        check(send<unsigned long>(commands, "status") == (fails ? 5ul : 4ul), "status");
        check_contains(description(send(commands, "error")), fails ? "failed on request" : "", "text");
        check_equal(static_cast<long>(send<unsigned long>(event, "signaledValue")), fails ? 3 : 12, "a failed command buffer signals nothing");
    }
    check(elements<int>(x)[0] == 3, "the one that did not fail has run");
    software_metal_set_event_timeout(1);
    Id stuck = send(queue, "commandBuffer");
    send<void>(stuck, "encodeWaitForEvent:value:", event, 1000ul);
    send<void>(stuck, "commit");
    send<void>(stuck, "waitUntilCompleted");
    check_contains(description(send(stuck, "error")), "waited 1 seconds for an event to reach 1000, it is at 12", "an event that never comes");
    check_equal(send<long>(send(stuck, "error"), "code"), 2, "code of a timeout");
    software_metal_set_event_timeout(60);
    software_metal_fail_allocations(1);
    check(buffer(16) == nullptr, "no buffer on request");
    Id again = buffer(16);
    check(again != nullptr, "then one");
    check(buffer(0) == nullptr && buffer(1ul << 50) == nullptr, "no buffers of such lengths");
    for (Id each : {event, x, again}) objc_release(each);
}

void test_switches() {
    section("execution off, unordered dispatches, handlers");
    Pool pool;
    Id x = buffer(128);
    std::memset(contents(x), 0, 128);
    software_metal_set_execution(0);
    long before = software_metal_dispatches();
    Id commands = send(queue, "commandBuffer");
    encode(commands, x, 32);
    send<void>(commands, "commit");
    send<void>(commands, "waitUntilCompleted");
    software_metal_set_execution(1);
    check(elements<int>(x)[0] == 0 && software_metal_dispatches() == before + 1, "counted and not run");
    Id built = library("kernel void set(device int* x [[buffer(0)]], constant int& v [[buffer(1)]]) { x[0] = x[0] * 10 + v; }\n"), set = pipeline(built, "set");
    for (int barrier = 0; barrier < 2; barrier++) {
        software_metal_set_reverse(1);
        *elements<int>(x) = 0;
        commands = send(queue, "commandBuffer");
        Id encoder = send(commands, "computeCommandEncoderWithDispatchType:", 1ul);
        send<void>(encoder, "setComputePipelineState:", set);
        send<void>(encoder, "setBuffer:offset:atIndex:", x, 0ul, 0ul);
        for (int i = 1; i <= 3; i++) {
            send<void>(encoder, "setBytes:length:atIndex:", static_cast<const void*>(&i), 4ul, 1ul);
            send<void>(encoder, "dispatchThreadgroups:threadsPerThreadgroup:", Size{}, Size{});
            if (barrier) send<void>(encoder, "memoryBarrierWithScope:", 1ul);
        }
        send<void>(encoder, "endEncoding");
        send<void>(commands, "commit");
        send<void>(commands, "waitUntilCompleted");
        software_metal_set_reverse(0);
        check_equal(*elements<int>(x), barrier ? 123 : 321, barrier ? "with barriers" : "without barriers, in reverse");
    }
    static int called = 0;
    struct Block {
        void* isa;
        int flags, reserved;
        void (*invoke)(Block*, Id);
        void* descriptor;
    } block = {nullptr, 1 << 28, 0, [](Block*, Id command_buffer) { called = static_cast<int>(send<unsigned long>(command_buffer, "status")); }, nullptr};
    commands = send(queue, "commandBuffer");
    send<void>(commands, "addCompletedHandler:", &block);
    send<void>(commands, "commit");
    send<void>(commands, "waitUntilCompleted");
    check_equal(called, 4, "completed handler");
    for (Id each : {x, set, built}) objc_release(each);
}

void test_constants(Id built) {
    section("function constants");
    Pool pool;
    Id x = buffer(128), pipelines[2];
    for (int i = 0; i < 2; i++) {
        Id values = new_object("MTLFunctionConstantValues");
        int factor = i == 0 ? 2 : 5;
        bool negative = i == 1;
        send<void>(values, "setConstantValue:type:atIndex:", static_cast<const void*>(&factor), 29ul, 0ul);
        send<void>(values, "setConstantValue:type:withName:", static_cast<const void*>(&negative), 53ul, nsstring("negative"));
        pipelines[i] = pipeline(built, "times", values);
        objc_release(values);
    }
    for (int round = 0; round < 4; round++) {
        *elements<int>(x) = 3;
        check(run(pipelines[round % 2], {}, {}, {x}).empty(), "runs");
        check_equal(*elements<int>(x), round % 2 == 0 ? 6 : -15, "each pipeline has its own");
    }
    for (Id each : {x, pipelines[0], pipelines[1]}) objc_release(each);
}

} // namespace

void test_commands() {
    Pool pool;
    queue = send(device(), "newCommandQueue");
    other_queue = send(device(), "newCommandQueueWithMaxCommandBufferCount:", 8ul);
    Id built = library(TEXT);
    add_one = pipeline(built, "add_one");
    test_blits();
    test_events();
    test_switches();
    test_constants(built);
    for (Id each : {queue, other_queue, built, add_one}) objc_release(each);
}
