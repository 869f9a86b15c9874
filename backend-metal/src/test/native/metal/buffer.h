#pragma once
#include "types.h"

namespace software_metal {

/** MTLBuffer: pages of this process with a page behind (and before) them that nobody may touch. */
struct Buffer : Labelled {
    ~Buffer();
    static Class* type();
    /** Null if the length is 0 or too large, or on request. */
    static Buffer* make(NSUInteger length, NSUInteger options);
    /** Over memory of the caller, which begins and ends at a page. */
    static Buffer* over(void* memory, NSUInteger length, NSUInteger options, struct Block* deallocator);

    void* contents() { return storage() == 2 ? nullptr : memory; } // MTLStorageModePrivate shows nothing
    NSUInteger getLength() const { return length; }
    NSUInteger allocatedSize() const;
    uint64_t gpuAddress() const { return reinterpret_cast<uint64_t>(memory); }
    NSUInteger storage() const { return options >> 4 & 15; }
    NSUInteger hazardTracking() const { return options >> 8 & 3; }
    NSUInteger resourceOptions() const { return options; }
    void didModify(Range) {}
    struct Device* device();
    char* at(NSUInteger offset) const { return memory + offset; }

    char* memory = nullptr;
    NSUInteger length = 0, options = 0;

private:
    char* mapping = nullptr;
    size_t mapped = 0;
    struct Block* deallocator = nullptr;
};

} // namespace software_metal
