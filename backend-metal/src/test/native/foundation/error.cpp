#include "../objc/definition.h"
#include "foundation.h"

namespace software_metal {

Class* Error::type() {
    static Class* const type = Definition<Error>("NSError")
                                   .method<&Error::description>("localizedDescription")
                                   .method<&Error::description>("description")
                                   .method<&Error::getDomain>("domain")
                                   .method<&Error::code>("code");
    return type;
}

std::nullptr_t fail(Error** error, const char* domain, NSInteger code, const std::string& text) {
    if (error != nullptr) *error = autoreleased(create<Error>(domain, code, text));
    return nullptr;
}

} // namespace software_metal
