#include "event.h"

#include "../objc/definition.h"
#include "device.h"

#include <algorithm>
#include <chrono>

namespace software_metal {

Class* SharedEvent::type() {
    static Class* const type = Definition<SharedEvent>("MTLSharedEvent")
                                   .method<&SharedEvent::value>("signaledValue")
                                   .method<&SharedEvent::set>("setSignaledValue:")
                                   .method<&SharedEvent::wait>("waitUntilSignaledValue:timeoutMS:")
                                   .method<&SharedEvent::device>("device")
                                   .method<&SharedEvent::setLabel>("setLabel:")
                                   .method<&SharedEvent::getLabel>("label");
    return type;
}

uint64_t SharedEvent::value() {
    std::lock_guard<std::mutex> guard(mutex);
    return signaled;
}

void SharedEvent::set(uint64_t value) {
    std::lock_guard<std::mutex> guard(mutex);
    signaled = value;
    changed.notify_all();
}

BOOL SharedEvent::wait(uint64_t value, uint64_t milliseconds) {
    constexpr uint64_t DAY = 86400000; // "forever" would overflow the clock
    std::unique_lock<std::mutex> lock(mutex);
    return changed.wait_for(lock, std::chrono::milliseconds(std::min(milliseconds, DAY)), [&] { return signaled >= value; });
}

Device* SharedEvent::device() { return Device::shared(); }

} // namespace software_metal
