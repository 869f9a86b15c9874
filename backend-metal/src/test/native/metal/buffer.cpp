#include "buffer.h"

#include "../exec/settings.h"
#include "../objc/definition.h"
#include "block.h"
#include "device.h"

#include <sys/mman.h>

namespace software_metal {
namespace {

constexpr size_t PAGE = 4096, METAL_PAGE = 16384;

size_t rounded(size_t bytes, size_t unit) { return (bytes + unit - 1) / unit * unit; }

} // namespace

Class* Buffer::type() {
    static Class* const type = Definition<Buffer>("MTLBuffer")
                                   .method<&Buffer::contents>("contents")
                                   .method<&Buffer::getLength>("length")
                                   .method<&Buffer::allocatedSize>("allocatedSize")
                                   .method<&Buffer::gpuAddress>("gpuAddress")
                                   .method<&Buffer::storage>("storageMode")
                                   .method<&Buffer::hazardTracking>("hazardTrackingMode")
                                   .method<&Buffer::resourceOptions>("resourceOptions")
                                   .method<&Buffer::didModify>("didModifyRange:")
                                   .method<&Buffer::device>("device")
                                   .method<&Buffer::setLabel>("setLabel:")
                                   .method<&Buffer::getLabel>("label");
    return type;
}

Buffer* Buffer::make(NSUInteger length, NSUInteger options) {
    if (length == 0 || length > Device::shared()->longestBuffer() || take(settings().failing_allocations)) return nullptr;
    size_t inside = rounded(length, METAL_PAGE), mapped = PAGE + inside + PAGE;
    void* mapping = mmap(nullptr, mapped, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (mapping == MAP_FAILED) return nullptr;
    char* begin = static_cast<char*>(mapping) + PAGE;
    if (mprotect(begin, inside, PROT_READ | PROT_WRITE) != 0) {
        munmap(mapping, mapped);
        return nullptr;
    }
    auto* buffer = create<Buffer>();
    buffer->mapping = static_cast<char*>(mapping);
    buffer->mapped = mapped;
    // With the end at the guard page the first byte behind a buffer is found out; its begin is then aligned to 64 bytes only.
    buffer->memory = settings().guard_at_end ? begin + (inside - rounded(length, 64)) : begin;
    buffer->length = length;
    buffer->options = options;
    counters().allocated_bytes += static_cast<long>(length);
    return buffer;
}

Buffer* Buffer::over(void* memory, NSUInteger length, NSUInteger options, Block* deallocator) {
    bool pages = reinterpret_cast<uintptr_t>(memory) % PAGE == 0 && length % PAGE == 0 && length > 0;
    if (!pages) {
        misuse("newBufferWithBytesNoCopy: pointer and length must be multiples of the page size");
        return nullptr;
    }
    if (take(settings().failing_allocations)) return nullptr;
    auto* buffer = create<Buffer>();
    buffer->memory = static_cast<char*>(memory);
    buffer->length = length;
    buffer->options = options;
    buffer->deallocator = deallocator;
    return buffer;
}

Buffer::~Buffer() {
    if (mapping != nullptr) {
        munmap(mapping, mapped);
        counters().allocated_bytes -= static_cast<long>(length);
    }
    if (deallocator != nullptr) deallocator->invoke(deallocator, memory, length);
}

NSUInteger Buffer::allocatedSize() const { return rounded(length, METAL_PAGE); }

Device* Buffer::device() { return Device::shared(); }

} // namespace software_metal
