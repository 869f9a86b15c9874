#pragma once
#include "../foundation/foundation.h"
#include "buffer.h"

#include <map>
#include <mutex>

namespace software_metal {

struct ResidencyDescriptor : Labelled {
    static Class* type();
    void setCapacity(NSUInteger) {}
};

/** MTLResidencySet: what is to stay wired. Changes count from commit on. */
struct ResidencySet : Labelled {
    static Class* type();
    void add(Buffer* buffer);
    void remove(Buffer* buffer);
    void removeAll();
    void commit();
    void request() {}
    BOOL contains(Buffer* buffer);
    NSUInteger count();
    uint64_t bytes();

private:
    std::mutex mutex;
    std::map<Buffer*, Reference<Buffer>> pending, committed;
};

} // namespace software_metal
