// Wrong use of the API: the command buffer fails and says why.
#include "check.h"
#include "client.h"

#include <functional>

namespace {

Id queue;

/** Encodes with `action`, ends, commits, waits: the error's text. */
std::string failing(const std::function<void(Id commands, Id encoder)>& action) {
    Pool pool;
    Id commands = send(queue, "commandBuffer"), encoder = send(commands, "computeCommandEncoder");
    action(commands, encoder);
    send<void>(encoder, "endEncoding");
    send<void>(commands, "commit");
    send<void>(commands, "waitUntilCompleted");
    Id error = send(commands, "error");
    if (send<unsigned long>(commands, "status") != 5) return error == nullptr ? "no error" : "error without status 5";
    check(text_of(send(error, "domain")) == "MTLCommandBufferErrorDomain", "domain");
    return description(error);
}

} // namespace

void test_limits() {
    section("limits of the API");
    queue = send(device(), "newCommandQueue");
    Id built = library("#include <metal_stdlib>\nusing namespace metal;\nstruct Pair { float a; uint2 b; };\n"
                       "kernel void k(device float* out [[buffer(0)]], constant Pair& pair [[buffer(1)]], threadgroup float* memory [[threadgroup(0)]], uint i [[thread_position_in_grid]]) { out[i] = pair.a; }\n");
    Id k = pipeline(built, "k"), out = buffer(4096);
    const float pair[4] = {7, 0, 0, 0};
    std::string large(4097, 0);
    auto prepare = [&](Id encoder) {
        send<void>(encoder, "setComputePipelineState:", k);
        send<void>(encoder, "setBuffer:offset:atIndex:", out, 0ul, 0ul);
        send<void>(encoder, "setBytes:length:atIndex:", static_cast<const void*>(pair), 16ul, 1ul);
        send<void>(encoder, "setThreadgroupMemoryLength:atIndex:", 16ul, 0ul);
    };
    auto dispatch = [&](Id encoder, Size grid, Size group) { send<void>(encoder, "dispatchThreads:threadsPerThreadgroup:", grid, group); };
    struct Case {
        const char* expected;
        std::function<void(Id, Id)> action;
    };
    const std::vector<Case> cases = {
        {"no error", [&](Id, Id e) { prepare(e); dispatch(e, {64}, {32}); }},
        {"4097 bytes are more than 4096", [&](Id, Id e) { send<void>(e, "setBytes:length:atIndex:", large.c_str(), 4097ul, 1ul); }},
        {"no error", [&](Id, Id e) { send<void>(e, "setBytes:length:atIndex:", large.c_str(), 4096ul, 30ul); }},
        {"index 31 is above 30", [&](Id, Id e) { send<void>(e, "setBuffer:offset:atIndex:", out, 0ul, 31ul); }},
        {"index 31 is above 30", [&](Id, Id e) { send<void>(e, "setBytes:length:atIndex:", static_cast<const void*>(pair), 16ul, 31ul); }},
        {"offset 4096 is not inside", [&](Id, Id e) { send<void>(e, "setBuffer:offset:atIndex:", out, 4096ul, 0ul); }},
        {"1025 threads a threadgroup", [&](Id, Id e) { prepare(e); dispatch(e, {1025}, {1025}); }},
        {"1056 threads a threadgroup", [&](Id, Id e) { prepare(e); dispatch(e, {33, 32}, {33, 32}); }},
        {"0 threads a threadgroup", [&](Id, Id e) { prepare(e); dispatch(e, {1}, {0}); }},
        {"32784 bytes of threadgroup memory", [&](Id, Id e) { prepare(e); send<void>(e, "setThreadgroupMemoryLength:atIndex:", 32784ul, 0ul); dispatch(e, {64}, {32}); }},
        {"no multiple of 16", [&](Id, Id e) { send<void>(e, "setThreadgroupMemoryLength:atIndex:", 20ul, 0ul); }},
        {"threadgroup memory 0 (memory) has no length", [&](Id, Id e) { prepare(e); send<void>(e, "setThreadgroupMemoryLength:atIndex:", 0ul, 0ul); dispatch(e, {64}, {32}); }},
        {"argument 'out' at buffer index 0: no buffer is set", [&](Id, Id e) { prepare(e); send<void>(e, "setBuffer:offset:atIndex:", nullptr, 0ul, 0ul); dispatch(e, {64}, {32}); }},
        {"argument 'pair' at buffer index 1: 12 bytes were set, its type has 16", [&](Id, Id e) { prepare(e); send<void>(e, "setBytes:length:atIndex:", static_cast<const void*>(pair), 12ul, 1ul); dispatch(e, {64}, {32}); }},
        {"offset 4088 leaves less than the 16 bytes", [&](Id, Id e) { prepare(e); send<void>(e, "setBuffer:offset:atIndex:", out, 4088ul, 1ul); dispatch(e, {64}, {32}); }},
        {"offset 4 is no multiple of 8", [&](Id, Id e) { prepare(e); send<void>(e, "setBuffer:offset:atIndex:", out, 4ul, 1ul); dispatch(e, {64}, {32}); }},
        {"no pipeline is set", [&](Id, Id e) { dispatch(e, {64}, {32}); }},
        {"the encoder has ended", [&](Id, Id e) { prepare(e); send<void>(e, "endEncoding"); dispatch(e, {64}, {32}); }},
        {"another encoder of this command buffer is still open", [&](Id c, Id) { send<void>(send(c, "blitCommandEncoder"), "endEncoding"); }},
        {"no error", [&](Id, Id e) { prepare(e); dispatch(e, {0}, {32}); }},
    };
    for (const Case& each : cases) check_contains(failing(each.action), each.expected, "encoding");
    section("fewer threads a group on request");
    software_metal_set_max_threads(256);
    Id small = pipeline(built, "k");
    check_equal(static_cast<long>(send<unsigned long>(small, "maxTotalThreadsPerThreadgroup")), 256, "the pipeline's limit");
    objc_release(k);
    k = small;
    check_contains(failing([&](Id, Id e) { prepare(e); dispatch(e, {512}, {512}); }), "1 to 256 are possible", "more threads");
    software_metal_set_max_threads(1024);
    section("errors of encoding that have no command buffer left");
    long before = software_metal_misuses();
    {
        Pool pool;
        Id commands = send(queue, "commandBuffer");
        send<void>(commands, "waitUntilCompleted");
        check_contains(software_metal_last_misuse(), "is not committed", "waiting too early");
        Id encoder = send(commands, "computeCommandEncoder");
        send<void>(encoder, "endEncoding");
        send<void>(commands, "commit");
        send<void>(commands, "commit");
        check_contains(software_metal_last_misuse(), "commit: the command buffer is committed already", "second commit");
        check(send(commands, "computeCommandEncoder") == nullptr, "no encoder after commit");
        send<void>(encoder, "setComputePipelineState:", k);
        check_contains(software_metal_last_misuse(), "the encoder has ended", "encoder used after commit");
        send<void>(commands, "waitUntilCompleted");
        check_equal(static_cast<long>(send<unsigned long>(commands, "status")), 4, "it was run once, without error");
        Id open = send(queue, "commandBuffer");
        send(open, "computeCommandEncoder");
        send<void>(open, "commit");
        send<void>(open, "waitUntilCompleted");
        check_contains(description(send(open, "error")), "an encoder is still open", "commit with an open encoder");
    }
    check_contains(software_metal_last_misuse(), "released without endEncoding", "encoder left open");
    check_equal(software_metal_misuses() - before, 5, "misuses counted");
    for (Id each : {built, k, out, queue}) objc_release(each);
}
