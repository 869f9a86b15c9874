// NSArray, NSDictionary, NSNumber: enough to hand things over.
#include "../objc/definition.h"
#include "foundation.h"

namespace software_metal {

Class* Array::type() {
    static Class* const type = Definition<Array>("NSArray")
                                   .creatable()
                                   .class_method<&Array::of>("arrayWithObjects:count:")
                                   .class_method<&Array::ofOne>("arrayWithObject:")
                                   .method<&Array::count>("count")
                                   .method<&Array::at>("objectAtIndex:")
                                   .method<&Array::first>("firstObject");
    return type;
}

Array* Array::of(Object** objects, NSUInteger count) {
    auto* array = autoreleased(create<Array>());
    for (NSUInteger i = 0; i < count; i++) array->elements.emplace_back(objects[i]);
    return array;
}

Object* Array::at(NSUInteger index) {
    if (index < elements.size()) return elements[index].get();
    misuse("-[NSArray objectAtIndex:]: " + std::to_string(index) + " of " + std::to_string(elements.size()));
    return nullptr;
}

Class* Dictionary::type() {
    static Class* const type = Definition<Dictionary>("NSDictionary")
                                   .creatable()
                                   .class_method<&Dictionary::of>("dictionaryWithObjects:forKeys:count:")
                                   .class_method<&Dictionary::ofOne>("dictionaryWithObject:forKey:")
                                   .method<&Dictionary::count>("count")
                                   .method<&Dictionary::at>("objectForKey:");
    return type;
}

Dictionary* Dictionary::of(Object** objects, String** keys, NSUInteger count) {
    auto* dictionary = autoreleased(create<Dictionary>());
    for (NSUInteger i = 0; i < count; i++) dictionary->entries[keys[i]->text] = Reference<Object>(objects[i]);
    return dictionary;
}

Object* Dictionary::at(String* key) {
    auto found = entries.find(text_of(key));
    return found == entries.end() ? nullptr : found->second.get();
}

Class* Number::type() {
    static Class* const type = Definition<Number>("NSNumber")
                                   .class_method<&Number::of>("numberWithDouble:")
                                   .class_method<&Number::ofInt>("numberWithInt:")
                                   .class_method<&Number::ofLong>("numberWithLong:")
                                   .class_method<&Number::ofLong>("numberWithUnsignedInteger:")
                                   .class_method<&Number::ofBool>("numberWithBool:")
                                   .method<&Number::asDouble>("doubleValue")
                                   .method<&Number::asInt>("intValue")
                                   .method<&Number::asLong>("longValue");
    return type;
}

Number* Number::of(double value) {
    auto* number = autoreleased(create<Number>());
    number->value = value;
    return number;
}

} // namespace software_metal
