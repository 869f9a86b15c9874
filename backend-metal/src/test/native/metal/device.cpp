#include "device.h"

#include "../exec/faults.h"
#include "../exec/settings.h"
#include "../objc/definition.h"
#include "classes.h"

#include <algorithm>
#include <cstring>
#include <unistd.h>

namespace software_metal {

Class* Architecture::type() {
    static Class* const type = Definition<Architecture>("MTLArchitecture").method<&Architecture::name>("name");
    return type;
}

Class* Device::type() {
    static Class* const type = Definition<Device>("MTLDevice")
                                   .method<&Device::name>("name")
                                   .method<&Device::architecture>("architecture")
                                   .method<&Device::registryId>("registryID")
                                   .method<&Device::workingSet>("recommendedMaxWorkingSetSize")
                                   .method<&Device::longestBuffer>("maxBufferLength")
                                   .method<&Device::allocated>("currentAllocatedSize")
                                   .method<&Device::groupMemory>("maxThreadgroupMemoryLength")
                                   .method<&Device::mostThreads>("maxThreadsPerThreadgroup")
                                   .method<&Device::yes>("hasUnifiedMemory")
                                   .method<&Device::no>("isLowPower")
                                   .method<&Device::no>("isHeadless")
                                   .method<&Device::no>("isRemovable")
                                   .method<&Device::supportsFamily>("supportsFamily:")
                                   .method<&Device::newBuffer>("newBufferWithLength:options:")
                                   .method<&Device::newBufferCopy>("newBufferWithBytes:length:options:")
                                   .method<&Device::newBufferOver>("newBufferWithBytesNoCopy:length:options:deallocator:")
                                   .method<&Device::newLibrary>("newLibraryWithSource:options:error:")
                                   .method<&Device::newPipeline>("newComputePipelineStateWithFunction:error:")
                                   .method<&Device::newPipelineBy>("newComputePipelineStateWithDescriptor:options:reflection:error:")
                                   .method<&Device::newArchive>("newBinaryArchiveWithDescriptor:error:")
                                   .method<&Device::newEvent>("newSharedEvent")
                                   .method<&Device::newEvent>("newEvent")
                                   .method<&Device::newResidencySet>("newResidencySetWithDescriptor:error:")
                                   .method<&Device::newQueue>("newCommandQueue")
                                   .method<&Device::newQueueOf>("newCommandQueueWithMaxCommandBufferCount:");
    return type;
}

Device* Device::shared() {
    static Device* const device = create_immortal<Device>();
    return device;
}

Architecture* Device::architecture() {
    static Architecture* const architecture = create_immortal<Architecture>();
    return architecture;
}

/** SOFTWARE_METAL_MEMORY bytes; without it three quarters of the machine's memory, at most 8 GiB. */
uint64_t Device::workingSet() const {
    static const uint64_t bytes = [] {
        uint64_t machine = static_cast<uint64_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
        uint64_t usual = std::min<uint64_t>(machine / 4 * 3, 8ull << 30);
        return std::stoull(environment("SOFTWARE_METAL_MEMORY", std::to_string(usual)));
    }();
    return bytes;
}

NSUInteger Device::allocated() const { return static_cast<NSUInteger>(counters().allocated_bytes.load()); }

/** Apple1 to Apple8, Common1 to Common3, Mac2 and Metal3: like an M2. */
BOOL Device::supportsFamily(NSInteger family) const {
    return (family >= 1001 && family <= 1008) || (family >= 3001 && family <= 3003) || family == 2002 || family == 5001;
}

Buffer* Device::newBufferCopy(const void* bytes, NSUInteger length, NSUInteger options) {
    Buffer* buffer = Buffer::make(length, options);
    if (buffer != nullptr) std::memcpy(buffer->memory, bytes, length);
    return buffer;
}

Buffer* Device::newBufferOver(void* memory, NSUInteger length, NSUInteger options, Block* deallocator) {
    return Buffer::over(memory, length, options, deallocator);
}

Pipeline* Device::newPipelineBy(PipelineDescriptor* descriptor, NSUInteger options, Object** reflection, Error** error) {
    constexpr NSUInteger FAIL_ON_ARCHIVE_MISS = 4;
    if (reflection != nullptr) *reflection = nullptr;
    Function* function = descriptor != nullptr ? descriptor->function.get() : nullptr;
    bool found = false;
    if (function != nullptr && descriptor->archives)
        for (auto& archive : descriptor->archives->elements) found |= static_cast<BinaryArchive*>(archive.get())->holds(*function);
    if (function != nullptr && (options & FAIL_ON_ARCHIVE_MISS) != 0 && !found)
        return fail(error, "MTLBinaryArchiveDomain", 1, "function '" + function->name + "' is in none of the archives");
    return Pipeline::make(function, descriptor != nullptr ? descriptor->most_threads : 0, error);
}

ResidencySet* Device::newResidencySet(ResidencyDescriptor* descriptor, Error**) {
    auto* set = create<ResidencySet>();
    if (descriptor != nullptr) set->label = descriptor->label;
    return set;
}

} // namespace software_metal

using namespace software_metal;

SOFTWARE_METAL_EXPORT Device* MTLCreateSystemDefaultDevice() {
    define_classes();
    install_fault_handler();
    return retained(Device::shared());
}

SOFTWARE_METAL_EXPORT Array* MTLCopyAllDevices() {
    auto* all = create<Array>();
    all->elements.emplace_back(Reference<Object>(MTLCreateSystemDefaultDevice()));
    release(Device::shared());
    return all;
}
