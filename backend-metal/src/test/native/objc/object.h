// Objects and classes as objc_msgSend sees them: the first word of an object is its class.
#pragma once
#include <atomic>
#include <cstdint>
#include <new>
#include <string>
#include <unordered_map>
#include <utility>

#define SOFTWARE_METAL_EXPORT extern "C" __attribute__((visibility("default")))

using NSUInteger = unsigned long;
using NSInteger = long;
using BOOL = signed char;

namespace software_metal {

struct Class;
using Selector = const char*; // sel_registerName gives one address to each name, so selectors are compared by address
using Method = void*;

struct Object {
    Class* isa = nullptr;
    std::atomic<long> references{1};
};

struct Class : Object {
    const char* name = nullptr;
    Class* superclass = nullptr;
    void (*destroy)(Object*) = nullptr; // runs the destructor; the memory is given back later, see reference.cpp
    std::unordered_map<Selector, Method> methods;
    std::atomic<long> live{0};
};

Object* retain(Object* object);
void release(Object* object);
Object* autorelease(Object* object);

template <class T> T* retained(T* object) { return static_cast<T*>(retain(object)); }
template <class T> T* autoreleased(T* object) { return static_cast<T*>(autorelease(object)); }

/** Makes an object with one reference. */
template <class T, class... Arguments> T* create(Arguments&&... arguments) {
    T* object = new (::operator new(sizeof(T))) T(std::forward<Arguments>(arguments)...);
    object->isa = T::type();
    object->isa->live++;
    return object;
}

/** Makes an object that lives as long as the process, is shared by all and not counted. */
template <class T> T* create_immortal() {
    T* object = create<T>();
    object->references = 1L << 40;
    object->isa->live--;
    return object;
}

/** Tells of an error of the caller that the real runtime would abort for: on stderr, and counted for tests. */
void misuse(const std::string& what);

/** A reference that is given back at the end of its life. */
template <class T> class Reference {
public:
    Reference() = default;
    explicit Reference(T* object) : object(retained(object)) {}
    Reference(const Reference& other) : object(retained(other.object)) {}
    Reference(Reference&& other) noexcept : object(std::exchange(other.object, nullptr)) {}
    ~Reference() { release(object); }
    Reference& operator=(Reference other) noexcept {
        std::swap(object, other.object);
        return *this;
    }
    T* get() const { return object; }
    T* operator->() const { return object; }
    explicit operator bool() const { return object != nullptr; }

private:
    T* object = nullptr;
};

} // namespace software_metal
