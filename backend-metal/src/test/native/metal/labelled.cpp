#include "types.h"

#include "../foundation/foundation.h"

namespace software_metal {

void Labelled::setLabel(String* text) { label = text_of(text); }
String* Labelled::getLabel() { return autoreleased_text(label); }

} // namespace software_metal
