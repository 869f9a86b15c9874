#include "residency.h"

#include "../objc/definition.h"

namespace software_metal {

Class* ResidencyDescriptor::type() {
    static Class* const type = Definition<ResidencyDescriptor>("MTLResidencySetDescriptor")
                                   .creatable()
                                   .method<&ResidencyDescriptor::setCapacity>("setInitialCapacity:")
                                   .method<&ResidencyDescriptor::setLabel>("setLabel:")
                                   .method<&ResidencyDescriptor::getLabel>("label");
    return type;
}

Class* ResidencySet::type() {
    static Class* const type = Definition<ResidencySet>("MTLResidencySet")
                                   .method<&ResidencySet::add>("addAllocation:")
                                   .method<&ResidencySet::remove>("removeAllocation:")
                                   .method<&ResidencySet::removeAll>("removeAllAllocations")
                                   .method<&ResidencySet::commit>("commit")
                                   .method<&ResidencySet::request>("requestResidency")
                                   .method<&ResidencySet::request>("endResidency")
                                   .method<&ResidencySet::contains>("containsAllocation:")
                                   .method<&ResidencySet::count>("allocationCount")
                                   .method<&ResidencySet::bytes>("allocatedSize")
                                   .method<&ResidencySet::setLabel>("setLabel:")
                                   .method<&ResidencySet::getLabel>("label");
    return type;
}

void ResidencySet::add(Buffer* buffer) {
    std::lock_guard<std::mutex> guard(mutex);
    pending[buffer] = Reference<Buffer>(buffer);
}

void ResidencySet::remove(Buffer* buffer) {
    std::lock_guard<std::mutex> guard(mutex);
    pending.erase(buffer);
}

void ResidencySet::removeAll() {
    std::lock_guard<std::mutex> guard(mutex);
    pending.clear();
}

void ResidencySet::commit() {
    std::lock_guard<std::mutex> guard(mutex);
    committed = pending;
}

BOOL ResidencySet::contains(Buffer* buffer) {
    std::lock_guard<std::mutex> guard(mutex);
    return pending.count(buffer) != 0;
}

NSUInteger ResidencySet::count() {
    std::lock_guard<std::mutex> guard(mutex);
    return pending.size();
}

uint64_t ResidencySet::bytes() {
    std::lock_guard<std::mutex> guard(mutex);
    uint64_t sum = 0;
    for (auto& [buffer, reference] : committed) sum += buffer->allocatedSize();
    return sum;
}

} // namespace software_metal
