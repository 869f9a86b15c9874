// NSObject: what every object answers to.
#include "../objc/definition.h"
#include "foundation.h"

namespace software_metal {

bool responds(Object* object, Selector selector);

namespace {

/** The methods of NSObject, over any object. */
struct Root : Object {
    Object* doRetain() { return retain(this); }
    void doRelease() { release(this); }
    Object* doAutorelease() { return autorelease(this); }
    NSUInteger count() { return static_cast<NSUInteger>(references.load()); }
    Object* same() { return this; }
    Object* ownClass() { return isa; }
    NSUInteger hash() { return reinterpret_cast<NSUInteger>(this); }
    BOOL equals(Object* other) { return this == other; }
    BOOL isKind(Class* wanted) {
        for (Class* at = isa; at != nullptr; at = at->superclass)
            if (at == wanted) return 1;
        return 0;
    }
    BOOL answers(Selector selector) { return responds(this, selector); }
    String* description() { return autoreleased_text(std::string("<") + isa->name + ">"); }
};

Object* class_itself(Class* type, Selector) { return type; }

} // namespace

Class* object_class() {
    static Class* const type = Definition<Root>("NSObject", nullptr)
                                   .method<&Root::doRetain>("retain")
                                   .method<&Root::doRelease>("release")
                                   .method<&Root::doAutorelease>("autorelease")
                                   .method<&Root::count>("retainCount")
                                   .method<&Root::same>("init")
                                   .method<&Root::same>("self")
                                   .method<&Root::ownClass>("class")
                                   .method<&Root::hash>("hash")
                                   .method<&Root::equals>("isEqual:")
                                   .method<&Root::isKind>("isKindOfClass:")
                                   .method<&Root::answers>("respondsToSelector:")
                                   .method<&Root::answers>("conformsToProtocol:")
                                   .method<&Root::description>("description")
                                   .method<&Root::description>("debugDescription");
    static const bool classes = (add_method(type->isa, "class", reinterpret_cast<Method>(&class_itself)), true);
    (void)classes;
    return type;
}

} // namespace software_metal
