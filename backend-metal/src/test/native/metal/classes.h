// All classes, so that objc_getClass finds them by name.
#pragma once

namespace software_metal {

void define_classes();

} // namespace software_metal
