// Files of the cache.
#pragma once
#include <string>

namespace software_metal {

std::string read_file(const std::string& path);
/** Whole or not at all, also when two processes write it at once. */
void write_file(const std::string& path, const std::string& content);
bool exists(const std::string& path);
/** 128 bits as a name. */
std::string hash_of(const std::string& content);
/** A name that no other call and no other process gives. */
std::string unique_name(const std::string& base);

} // namespace software_metal
