// A check by clang, which knows address spaces; g++ does not. On with SOFTWARE_METAL_ADDRESS_SPACES=1, where clang exists.
#pragma once
#include <string>

namespace software_metal {

bool checks_address_spaces();
/** False, with the compiler's words in log, if a pointer goes from one space to another. */
bool check_address_spaces(const std::string& preprocessed, const std::string& base, std::string& log);

} // namespace software_metal
