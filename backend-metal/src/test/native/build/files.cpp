#include "files.h"

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace software_metal {

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

void write_file(const std::string& path, const std::string& content) {
    std::string temporary = unique_name(path);
    std::ofstream(temporary, std::ios::binary) << content;
    std::rename(temporary.c_str(), path.c_str());
}

bool exists(const std::string& path) { return access(path.c_str(), F_OK) == 0; }

/** FNV-1a of 128 bits. */
std::string hash_of(const std::string& content) {
    using Wide = unsigned __int128;
    constexpr Wide prime = (Wide(1) << 88) | 0x13b;
    Wide hash = Wide(0x6c62272e07bb0142) << 64 | 0x62b821756295c58d;
    for (unsigned char c : content) hash = (hash ^ c) * prime;
    char name[33];
    std::snprintf(name, sizeof name, "%016llx%016llx", static_cast<unsigned long long>(hash >> 64), static_cast<unsigned long long>(hash));
    return name;
}

std::string unique_name(const std::string& base) {
    static std::atomic<unsigned> count{0};
    return base + "." + std::to_string(getpid()) + "." + std::to_string(count++);
}

} // namespace software_metal
