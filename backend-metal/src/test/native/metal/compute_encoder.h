#pragma once
#include "../shim/abi.h"
#include "buffer.h"
#include "encoder.h"
#include "function.h"

namespace software_metal {

/** MTLComputeCommandEncoder. */
struct ComputeEncoder : Encoder {
    ComputeEncoder(CommandBuffer* commands, bool concurrent);
    static Class* type();

    void setPipeline(Pipeline* pipeline);
    void setBuffer(Buffer* buffer, NSUInteger offset, NSUInteger index);
    void setBuffers(Buffer** buffers, NSUInteger* offsets, Range range);
    void setBufferOffset(NSUInteger offset, NSUInteger index);
    void setBytes(const void* bytes, NSUInteger length, NSUInteger index);
    void setGroupMemory(NSUInteger length, NSUInteger index);
    void dispatchGroups(MTLSize groups, MTLSize group);
    void dispatchThreads(MTLSize threads, MTLSize group);
    void barrier(NSUInteger scope);
    void barrierOf(Object** resources, NSUInteger count);
    void end();
    void useResource(Object*, NSUInteger) {}
    void useResources(Object**, NSUInteger, NSUInteger) {}
    NSUInteger dispatchType() const { return concurrent; }

private:
    struct Binding {
        Buffer* buffer = nullptr;
        NSUInteger offset = 0;
        char* bytes = nullptr; // in the command buffer's arena
        NSUInteger length = 0;
    };
    struct Run;

    bool valid_index(const char* what, NSUInteger index);
    void dispatch(MTLSize grid, MTLSize groups, MTLSize group);
    /** Puts the address of an argument into the dispatch; what is wrong with it, or nothing. */
    std::string bind(Run& run, const Argument& argument, const Pointee& pointee) const;
    std::string check_group(MTLSize group) const;
    void end_section();

    Reference<Pipeline> pipeline;
    Binding bindings[BUFFERS];
    uint32_t group_memory[BUFFERS] = {};
    bool concurrent;
    size_t section; // commands since the last barrier
};

} // namespace software_metal
