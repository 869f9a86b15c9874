#include "compute_encoder.h"

#include "../exec/dispatch.h"
#include "../exec/settings.h"
#include "../objc/definition.h"

#include <algorithm>
#include <cstring>

namespace software_metal {

Class* ComputeEncoder::type() {
    using E = ComputeEncoder;
    static Class* const type = Definition<E>("MTLComputeCommandEncoder")
                                   .method<&E::setPipeline>("setComputePipelineState:")
                                   .method<&E::setBuffer>("setBuffer:offset:atIndex:")
                                   .method<&E::setBuffers>("setBuffers:offsets:withRange:")
                                   .method<&E::setBufferOffset>("setBufferOffset:atIndex:")
                                   .method<&E::setBytes>("setBytes:length:atIndex:")
                                   .method<&E::setGroupMemory>("setThreadgroupMemoryLength:atIndex:")
                                   .method<&E::dispatchGroups>("dispatchThreadgroups:threadsPerThreadgroup:")
                                   .method<&E::dispatchThreads>("dispatchThreads:threadsPerThreadgroup:")
                                   .method<&E::barrier>("memoryBarrierWithScope:")
                                   .method<&E::barrierOf>("memoryBarrierWithResources:count:")
                                   .method<&E::useResource>("useResource:usage:")
                                   .method<&E::useResources>("useResources:count:usage:")
                                   .method<&E::dispatchType>("dispatchType")
                                   .method<&E::device>("device")
                                   .method<&E::end>("endEncoding")
                                   .method<&E::setLabel>("setLabel:")
                                   .method<&E::getLabel>("label")
                                   .ignored("updateFence:")
                                   .ignored("waitForFence:")
                                   .ignored("pushDebugGroup:")
                                   .ignored("popDebugGroup")
                                   .ignored("insertDebugSignpost:");
    return type;
}

ComputeEncoder::ComputeEncoder(CommandBuffer* commands, bool concurrent)
    : Encoder(commands), concurrent(concurrent), section(commands->commands.size()) {}

// ---- arguments

bool ComputeEncoder::valid_index(const char* what, NSUInteger index) {
    if (!usable(what)) return false;
    if (index >= BUFFERS) fail(std::string(what) + ": index " + std::to_string(index) + " is above 30");
    return index < BUFFERS;
}

void ComputeEncoder::setPipeline(Pipeline* state) {
    if (!usable("setComputePipelineState")) return;
    if (state == nullptr) return fail("setComputePipelineState: no pipeline");
    pipeline = Reference<Pipeline>(state);
    commands->keep(state);
}

void ComputeEncoder::setBuffer(Buffer* buffer, NSUInteger offset, NSUInteger index) {
    if (!valid_index("setBuffer", index)) return;
    if (buffer != nullptr && offset >= buffer->length)
        fail("setBuffer: offset " + std::to_string(offset) + " is not inside of the buffer's " + std::to_string(buffer->length) + " bytes");
    bindings[index] = {buffer, offset};
    if (buffer != nullptr) commands->keep(buffer);
}

void ComputeEncoder::setBuffers(Buffer** buffers, NSUInteger* offsets, Range range) {
    for (NSUInteger i = 0; i < range.length; i++) setBuffer(buffers[i], offsets[i], range.location + i);
}

void ComputeEncoder::setBufferOffset(NSUInteger offset, NSUInteger index) {
    if (!valid_index("setBufferOffset", index)) return;
    if (bindings[index].buffer == nullptr) return fail("setBufferOffset: no buffer at index " + std::to_string(index));
    setBuffer(bindings[index].buffer, offset, index);
}

void ComputeEncoder::setBytes(const void* bytes, NSUInteger length, NSUInteger index) {
    if (!valid_index("setBytes", index)) return;
    if (length > MOST_BYTES) return fail("setBytes: " + std::to_string(length) + " bytes are more than 4096");
    if (length == 0 || bytes == nullptr) return fail("setBytes: no bytes");
    bindings[index] = {nullptr, 0, commands->arena.copy(bytes, length), length};
}

void ComputeEncoder::setGroupMemory(NSUInteger length, NSUInteger index) {
    if (!valid_index("setThreadgroupMemoryLength", index)) return;
    if (length % 16 != 0) fail("setThreadgroupMemoryLength: " + std::to_string(length) + " is no multiple of 16");
    group_memory[index] = static_cast<uint32_t>(std::min<NSUInteger>(length, 1 << 20));
}

// ---- dispatches

/** A dispatch with everything that it reads from. */
struct ComputeEncoder::Run : Command {
    Failure run() override {
        counters().dispatches++;
        if (!settings().execute) return {};
        std::string error = pipeline->run(dispatch);
        return {error.empty() ? 0 : ERROR_PAGE_FAULT, error};
    }

    Reference<Pipeline> pipeline;
    Dispatch dispatch;
};

void ComputeEncoder::dispatchGroups(MTLSize groups, MTLSize group) {
    dispatch({groups.width * group.width, groups.height * group.height, groups.depth * group.depth}, groups, group);
}

void ComputeEncoder::dispatchThreads(MTLSize threads, MTLSize group) {
    auto parts = [](NSUInteger all, NSUInteger part) { return part == 0 ? 0 : (all + part - 1) / part; };
    dispatch(threads, {parts(threads.width, group.width), parts(threads.height, group.height), parts(threads.depth, group.depth)}, group);
}

std::string ComputeEncoder::check_group(MTLSize group) const {
    NSUInteger threads = group.width * group.height * group.depth, most = pipeline->mostThreads();
    if (threads == 0 || threads > most || group.width > 1024 || group.height > 1024 || group.depth > 1024)
        return std::to_string(threads) + " threads a threadgroup, 1 to " + std::to_string(most) + " are possible";
    NSUInteger memory = 0;
    for (uint32_t bytes : group_memory) memory += bytes;
    if (memory > MOST_GROUP_MEMORY) return std::to_string(memory) + " bytes of threadgroup memory are more than 32768";
    return "";
}

std::string ComputeEncoder::bind(Run& run, const Argument& argument, const Pointee& pointee) const {
    if (argument.filling == Filling::GROUP_MEMORY && group_memory[argument.index] < pointee.size)
        return "threadgroup memory " + std::to_string(argument.index) + " (" + argument.name + ") has no length";
    if (argument.filling != Filling::BUFFER) return "";
    const Binding& binding = bindings[argument.index];
    auto wrong = [&](const std::string& what) {
        return "argument '" + std::string(argument.name) + "' at buffer index " + std::to_string(argument.index) + ": " + what;
    };
    void*& place = run.dispatch.buffers[argument.index];
    if (binding.bytes != nullptr) {
        place = binding.bytes;
        if (binding.length >= pointee.size) return "";
        return wrong(std::to_string(binding.length) + " bytes were set, its type has " + std::to_string(pointee.size));
    }
    if (binding.buffer == nullptr) return wrong("no buffer is set");
    auto offset = [&] { return "offset " + std::to_string(binding.offset); };
    if (binding.offset + pointee.size > binding.buffer->length)
        return wrong(offset() + " leaves less than the " + std::to_string(pointee.size) + " bytes of its type");
    NSUInteger alignment = std::max<NSUInteger>(pointee.alignment, argument.is_constant ? 4 : 1);
    if (binding.offset % alignment != 0) return wrong(offset() + " is no multiple of " + std::to_string(alignment));
    place = binding.buffer->at(binding.offset);
    return "";
}

void ComputeEncoder::dispatch(MTLSize grid, MTLSize groups, MTLSize group) {
    if (!usable("dispatch")) return;
    if (!pipeline) return fail("dispatch: no pipeline is set");
    const Kernel& kernel = *pipeline->function->kernel;
    auto fail_here = [&](const std::string& what) { fail(std::string("kernel ") + kernel.name + ": " + what); };
    if (std::string wrong = check_group(group); !wrong.empty()) return fail_here(wrong);
    for (NSUInteger extent : {grid.width, grid.height, grid.depth})
        if (extent > 0xffffffffu) return fail_here("a grid of more than 2^32 - 1 threads in one direction");
    auto size = [](const MTLSize& s) { return Size{static_cast<uint32_t>(s.width), static_cast<uint32_t>(s.height), static_cast<uint32_t>(s.depth)}; };
    Run& run = commands->add<Run>();
    run.pipeline = pipeline;
    run.dispatch.kernel = &kernel;
    run.dispatch.grid = size(grid);
    run.dispatch.group = size(group);
    run.dispatch.groups = size(groups);
    std::memcpy(run.dispatch.group_memory, group_memory, sizeof group_memory);
    std::string wrong;
    for (uint32_t i = 0; i < kernel.count && wrong.empty(); i++) wrong = bind(run, kernel.arguments[i], kernel.pointees[i]);
    if (!wrong.empty()) fail_here(wrong);
    bool empty = groups.width == 0 || groups.height == 0 || groups.depth == 0;
    if (empty || !wrong.empty()) commands->discard_last();
}

// ---- barriers: a concurrent encoder's dispatches between two of them may run in any order

void ComputeEncoder::barrier(NSUInteger) {
    if (usable("memoryBarrier")) end_section();
}

void ComputeEncoder::barrierOf(Object**, NSUInteger) { barrier(0); }

void ComputeEncoder::end() {
    if (!ended) end_section();
    endEncoding();
}

/** In reverse order what lacks a barrier gives other numbers. */
void ComputeEncoder::end_section() {
    auto& all = commands->commands;
    if (concurrent && settings().reverse) std::reverse(all.begin() + static_cast<std::ptrdiff_t>(section), all.end());
    section = all.size();
}

} // namespace software_metal
