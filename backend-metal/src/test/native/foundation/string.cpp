#include "../objc/definition.h"
#include "foundation.h"

namespace software_metal {

Class* String::type() {
    static Class* const type = Definition<String>("NSString")
                                   .creatable()
                                   .class_method<&String::withText>("stringWithUTF8String:")
                                   .method<&String::init>("initWithUTF8String:")
                                   .method<&String::initBytes>("initWithBytes:length:encoding:")
                                   .method<&String::utf8>("UTF8String")
                                   .method<&String::length>("length")
                                   .method<&String::bytes>("lengthOfBytesUsingEncoding:")
                                   .method<&String::equals>("isEqualToString:")
                                   .method<&String::description>("description");
    return type;
}

String* String::withText(const char* utf8) { return autoreleased_text(utf8 != nullptr ? utf8 : ""); }

String* String::init(const char* utf8) {
    text = utf8 != nullptr ? utf8 : "";
    return this;
}

String* String::initBytes(const void* bytes, NSUInteger length, NSUInteger) {
    text.assign(static_cast<const char*>(bytes), length);
    return this;
}

std::string text_of(String* string) { return string != nullptr ? string->text : std::string(); }

String* autoreleased_text(const std::string& text) { return autoreleased(create<String>(text)); }

} // namespace software_metal
