// Selectors, classes and the look-up of methods.
#include "definition.h"
#include "../metal/classes.h"

#include <atomic>
#include <cstdio>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <shared_mutex>

namespace software_metal {
namespace {

// Kept until the process ends: other threads may still send messages while static objects are destroyed.
struct Names {
    std::mutex mutex;
    std::set<std::string> selectors;
    std::map<std::string, Class*> classes;
};

Names& names() {
    static Names* const all = new Names;
    return *all;
}

std::atomic<long> misuses{0};
std::mutex last_mutex;

std::string& last_misuse() {
    static std::string* const text = new std::string;
    return *text;
}

/** What an unknown message does: nothing, and its result is 0. */
void* nothing(Object*, Selector) { return nullptr; }

Method find(Class* type, Selector selector) {
    for (Class* at = type; at != nullptr; at = at->superclass) {
        auto found = at->methods.find(selector);
        if (found != at->methods.end()) return found->second;
    }
    return nullptr;
}

} // namespace

void misuse(const std::string& what) {
    misuses++;
    std::fprintf(stderr, "*** software Metal: %s\n", what.c_str());
    std::lock_guard<std::mutex> guard(last_mutex);
    last_misuse() = what;
}

Class* make_class(const char* name, Class* superclass, void (*destroy)(Object*)) {
    auto* meta = new Class;
    meta->isa = meta;
    meta->name = name;
    meta->superclass = superclass != nullptr ? superclass->isa : nullptr;
    auto* type = new Class;
    type->isa = meta;
    type->name = name;
    type->superclass = superclass;
    type->destroy = destroy;
    std::lock_guard<std::mutex> guard(names().mutex);
    names().classes[name] = type;
    return type;
}

bool responds(Object* object, Selector selector) { return find(object->isa, selector) != nullptr; }

} // namespace software_metal

using namespace software_metal;

SOFTWARE_METAL_EXPORT Selector sel_registerName(const char* name) {
    std::lock_guard<std::mutex> guard(names().mutex);
    return names().selectors.insert(name).first->c_str();
}

void software_metal::add_method(Class* type, const char* selector, Method method) {
    type->methods[sel_registerName(selector)] = method;
}

SOFTWARE_METAL_EXPORT const char* sel_getName(Selector selector) { return selector; }

SOFTWARE_METAL_EXPORT Class* objc_getClass(const char* name) {
    define_classes();
    std::lock_guard<std::mutex> guard(names().mutex);
    auto found = names().classes.find(name);
    return found == names().classes.end() ? nullptr : found->second;
}

SOFTWARE_METAL_EXPORT Class* objc_lookUpClass(const char* name) { return objc_getClass(name); }
SOFTWARE_METAL_EXPORT Class* object_getClass(Object* object) { return object != nullptr ? object->isa : nullptr; }
SOFTWARE_METAL_EXPORT const char* class_getName(Class* type) { return type != nullptr ? type->name : "nil"; }
SOFTWARE_METAL_EXPORT const char* object_getClassName(Object* object) { return class_getName(object_getClass(object)); }

/** Finds the method for a message; called by objc_msgSend, see message.cpp. */
extern "C" __attribute__((visibility("hidden"))) Method software_metal_lookup(Object* self, Selector selector) {
    struct Entry {
        Class* type;
        Selector selector;
        Method method;
    };
    // By pointer: thread-local memory of this library must be small, for the part that kernels use is allocated statically.
    static thread_local std::unique_ptr<Entry[]> cache;
    if (cache == nullptr) cache = std::make_unique<Entry[]>(256);
    auto hash = (reinterpret_cast<uintptr_t>(self->isa) >> 6) ^ (reinterpret_cast<uintptr_t>(selector) >> 3);
    Entry& entry = cache[hash & 255];
    if (entry.type == self->isa && entry.selector == selector) return entry.method;
    Method method = find(self->isa, selector);
    if (method == nullptr) {
        bool to_class = self->isa->isa == self->isa;
        misuse(std::string(to_class ? "+[" : "-[") + self->isa->name + " " + selector + "]: unrecognized selector");
        return reinterpret_cast<Method>(&nothing);
    }
    entry = {self->isa, selector, method};
    return method;
}

/** How many objects of a class live; of all classes if the name is null. */
SOFTWARE_METAL_EXPORT long software_metal_live(const char* name) {
    long sum = 0;
    std::lock_guard<std::mutex> guard(names().mutex);
    for (auto& [key, type] : names().classes)
        if (name == nullptr || key == name) sum += type->live;
    return sum;
}

/** Errors of the caller so far: unknown selectors, messages to freed objects, releases too many, misplaced encoders. */
SOFTWARE_METAL_EXPORT long software_metal_misuses() { return misuses; }

/** Text of the last one; valid until this thread asks again. */
SOFTWARE_METAL_EXPORT const char* software_metal_last_misuse() {
    static thread_local std::string copy;
    std::lock_guard<std::mutex> guard(last_mutex);
    copy = last_misuse();
    return copy.c_str();
}
