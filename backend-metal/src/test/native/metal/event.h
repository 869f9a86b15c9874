#pragma once
#include "types.h"

#include <condition_variable>
#include <mutex>

namespace software_metal {

/** MTLSharedEvent: a number that threads and queues wait for. */
struct SharedEvent : Labelled {
    static Class* type();

    uint64_t value();
    void set(uint64_t value);
    BOOL wait(uint64_t value, uint64_t milliseconds);
    struct Device* device();

private:
    std::mutex mutex;
    std::condition_variable changed;
    uint64_t signaled = 0;
};

} // namespace software_metal
