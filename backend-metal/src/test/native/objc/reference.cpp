// Reference counts and autorelease pools. A freed object stays for a while as a zombie, so that a message to it is
// reported instead of reading someone else's memory.
#include "definition.h"

#include <deque>
#include <mutex>
#include <vector>

namespace software_metal {
namespace {

constexpr size_t ZOMBIES = 4096;

Class* zombie_class() {
    static Class* const type = make_class("NSZombie", nullptr, nullptr);
    return type;
}

/** Keeps the memory of the objects freed last. */
void bury(Object* object) {
    static std::mutex* const mutex = new std::mutex;
    static auto* const buried = new std::deque<Object*>;
    new (object) Object;
    object->isa = zombie_class();
    std::lock_guard<std::mutex> guard(*mutex);
    buried->push_back(object);
    if (buried->size() > ZOMBIES) {
        ::operator delete(buried->front());
        buried->pop_front();
    }
}

using Pool = std::vector<Object*>;
thread_local std::vector<Pool> pools;

} // namespace

Object* retain(Object* object) {
    if (object != nullptr) object->references.fetch_add(1, std::memory_order_relaxed);
    return object;
}

void release(Object* object) {
    if (object == nullptr) return;
    if (object->isa == zombie_class()) return misuse("an object was released too often");
    if (object->references.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
    Class* type = object->isa;
    type->destroy(object);
    type->live--;
    bury(object);
}

Object* autorelease(Object* object) {
    if (object == nullptr) return nullptr;
    if (pools.empty())
        misuse(std::string("a ") + object->isa->name + " was autoreleased with no pool in place: it leaks");
    else
        pools.back().push_back(object);
    return object;
}

} // namespace software_metal

using namespace software_metal;

SOFTWARE_METAL_EXPORT void* objc_autoreleasePoolPush() {
    pools.emplace_back();
    return reinterpret_cast<void*>(pools.size());
}

SOFTWARE_METAL_EXPORT void objc_autoreleasePoolPop(void* token) {
    auto level = reinterpret_cast<size_t>(token);
    if (level == 0 || level > pools.size()) return misuse("objc_autoreleasePoolPop: this thread has no such pool");
    while (pools.size() >= level) {
        Pool last = std::move(pools.back()); // a destructor may autorelease into the pool below
        pools.pop_back();
        for (Object* object : last) release(object);
    }
}

SOFTWARE_METAL_EXPORT Object* objc_retain(Object* object) { return retain(object); }
SOFTWARE_METAL_EXPORT void objc_release(Object* object) { release(object); }
SOFTWARE_METAL_EXPORT Object* objc_autorelease(Object* object) { return autorelease(object); }

// Classes of blocks; users put their addresses into the blocks that they build.
SOFTWARE_METAL_EXPORT void* _NSConcreteGlobalBlock[32];
SOFTWARE_METAL_EXPORT void* _NSConcreteStackBlock[32];
void* _NSConcreteGlobalBlock[32] = {};
void* _NSConcreteStackBlock[32] = {};
