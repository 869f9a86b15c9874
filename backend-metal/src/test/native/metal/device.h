#pragma once
#include "../foundation/foundation.h"
#include "buffer.h"
#include "event.h"
#include "function.h"
#include "queue.h"
#include "residency.h"

namespace software_metal {

struct Architecture : Object { // MTLArchitecture
    static Class* type();
    String* name() { return autoreleased_text("software"); }
};

/** MTLDevice. There is one. */
struct Device : Object {
    static Class* type();
    static Device* shared();

    String* name() { return autoreleased_text("Software Metal device"); }
    Architecture* architecture();
    uint64_t registryId() const { return 0x50f7; }
    uint64_t workingSet() const;
    NSUInteger longestBuffer() const { return workingSet(); }
    NSUInteger allocated() const;
    NSUInteger groupMemory() const { return MOST_GROUP_MEMORY; }
    MTLSize mostThreads() const { return {1024, 1024, 1024}; }
    BOOL yes() const { return 1; }
    BOOL no() const { return 0; }
    BOOL supportsFamily(NSInteger family) const;

    Buffer* newBuffer(NSUInteger length, NSUInteger options) { return Buffer::make(length, options); }
    Buffer* newBufferCopy(const void* bytes, NSUInteger length, NSUInteger options);
    Buffer* newBufferOver(void* memory, NSUInteger length, NSUInteger options, Block* deallocator);
    Library* newLibrary(String* source, LibraryOptions* options, Error** error) { return Library::make(source, options, error); }
    Pipeline* newPipeline(Function* function, Error** error) { return Pipeline::make(function, 0, error); }
    Pipeline* newPipelineBy(PipelineDescriptor* descriptor, NSUInteger options, Object** reflection, Error** error);
    BinaryArchive* newArchive(BinaryArchiveDescriptor* descriptor, Error** error) { return BinaryArchive::make(descriptor, error); }
    SharedEvent* newEvent() { return create<SharedEvent>(); }
    ResidencySet* newResidencySet(ResidencyDescriptor* descriptor, Error** error);
    Queue* newQueue() { return Queue::make(64); }
    Queue* newQueueOf(NSUInteger most_command_buffers) { return Queue::make(most_command_buffers); }
};

} // namespace software_metal
