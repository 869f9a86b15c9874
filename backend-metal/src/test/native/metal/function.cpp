#include "function.h"

#include "../objc/definition.h"

namespace software_metal {

Class* Function::type() {
    static Class* const type = Definition<Function>("MTLFunction")
                                   .method<&Function::getName>("name")
                                   .method<&Function::functionType>("functionType")
                                   .method<&Function::setLabel>("setLabel:")
                                   .method<&Function::getLabel>("label");
    return type;
}

std::string Function::key() const {
    std::string key = library->source_hash + " " + name;
    for (auto& [constant, value] : constants) {
        key += " " + std::to_string(constant->index) + "=";
        for (unsigned char byte : value) key += std::to_string(byte) + ",";
    }
    return key;
}

Class* ConstantValues::type() {
    static Class* const type = Definition<ConstantValues>("MTLFunctionConstantValues")
                                   .creatable()
                                   .method<&ConstantValues::setAt>("setConstantValue:type:atIndex:")
                                   .method<&ConstantValues::setNamed>("setConstantValue:type:withName:")
                                   .method<&ConstantValues::reset>("reset");
    return type;
}

namespace {

/** Bytes of an MTLDataType. */
size_t size_of(NSUInteger type) {
    switch (type) {
        case 45: case 49: case 53: return 1;           // char, uchar, bool
        case 16: case 37: case 41: case 121: return 2; // half, short, ushort, bfloat
        case 81: case 85: return 8;                    // long, ulong
        default: return 4;                             // float, int, uint
    }
}

} // namespace

void ConstantValues::setAt(const void* value, NSUInteger type, NSUInteger index) {
    by_index[static_cast<int>(index)].assign(static_cast<const char*>(value), size_of(type));
}

void ConstantValues::setNamed(const void* value, NSUInteger type, String* name) {
    by_name[text_of(name)].assign(static_cast<const char*>(value), size_of(type));
}

} // namespace software_metal
