// NSURL and NSProcessInfo.
#include "../objc/definition.h"
#include "foundation.h"

#include <tuple>

namespace software_metal {

Class* Url::type() {
    static Class* const type = Definition<Url>("NSURL")
                                   .class_method<&Url::file>("fileURLWithPath:")
                                   .method<&Url::getPath>("path");
    return type;
}

Url* Url::file(String* path) {
    auto* url = autoreleased(create<Url>());
    url->path = text_of(path);
    return url;
}

Class* ProcessInfo::type() {
    static Class* const type = Definition<ProcessInfo>("NSProcessInfo")
                                   .class_method<&ProcessInfo::shared>("processInfo")
                                   .method<&ProcessInfo::version>("operatingSystemVersion")
                                   .method<&ProcessInfo::isAtLeast>("isOperatingSystemAtLeastVersion:");
    return type;
}

ProcessInfo* ProcessInfo::shared() {
    static ProcessInfo* const info = create_immortal<ProcessInfo>();
    return info;
}

BOOL ProcessInfo::isAtLeast(Version wanted) {
    Version is = version();
    return std::tie(is.major, is.minor, is.patch) >= std::tie(wanted.major, wanted.minor, wanted.patch);
}

} // namespace software_metal
