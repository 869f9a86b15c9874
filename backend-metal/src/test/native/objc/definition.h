// How a C++ struct becomes an Objective-C class: a table of selectors and member functions.
//
//   Class* Buffer::type() {
//       static Class* const type = Definition<Buffer>("MTLBuffer").method<&Buffer::contents>("contents");
//       return type;
//   }
#pragma once
#include "object.h"

namespace software_metal {

Class* make_class(const char* name, Class* superclass, void (*destroy)(Object*));
void add_method(Class* type, const char* selector, Method method);
Class* object_class(); // NSObject

/** The C function that a message arrives at: self, selector, arguments. */
template <auto Function> struct Arrival;

template <class Self, class Result, class... Arguments, Result (Self::*Function)(Arguments...)> struct Arrival<Function> {
    static Result instance(Self* self, Selector, Arguments... arguments) { return (self->*Function)(arguments...); }
};

template <class Self, class Result, class... Arguments, Result (Self::*Function)(Arguments...) const>
struct Arrival<Function> {
    static Result instance(Self* self, Selector, Arguments... arguments) { return (self->*Function)(arguments...); }
};

template <class Result, class... Arguments, Result (*Function)(Arguments...)> struct Arrival<Function> {
    static Result ofClass(Class*, Selector, Arguments... arguments) { return Function(arguments...); }
};

template <class T> class Definition {
public:
    explicit Definition(const char* name, Class* superclass = object_class())
        : type(make_class(name, superclass, [](Object* object) { static_cast<T*>(object)->~T(); })) {}

    template <auto Function> Definition& method(const char* selector) {
        add_method(type, selector, reinterpret_cast<Method>(&Arrival<Function>::instance));
        return *this;
    }

    template <auto Function> Definition& class_method(const char* selector) {
        add_method(type->isa, selector, reinterpret_cast<Method>(&Arrival<Function>::ofClass));
        return *this;
    }

    /** Accepted and without effect. */
    Definition& ignored(const char* selector) {
        add_method(type, selector, reinterpret_cast<Method>(+[](Object*, Selector) {}));
        return *this;
    }

    /** Users make such objects themselves: [[T alloc] init] or [T new]. */
    Definition& creatable() { return class_method<&make>("alloc").template class_method<&make>("new"); }

    operator Class*() const { return type; }

private:
    static Object* make() { return create<T>(); }
    Class* type;
};

} // namespace software_metal
