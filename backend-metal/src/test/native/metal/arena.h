// Memory that a command buffer's commands and their bytes live in: one pointer to move, all given back at once.
#pragma once
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>
#include <vector>

namespace software_metal {

class Arena {
public:
    Arena() = default;
    ~Arena() {
        for (char* chunk : chunks) std::free(chunk);
    }
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;

    void* allocate(size_t bytes) {
        bytes = (bytes + 15) / 16 * 16;
        if (left < bytes) {
            left = bytes > CHUNK ? bytes : CHUNK;
            next = static_cast<char*>(std::malloc(left));
            if (next == nullptr) throw std::bad_alloc();
            chunks.push_back(next);
        }
        left -= bytes;
        return std::exchange(next, next + bytes);
    }

    char* copy(const void* from, size_t bytes) {
        return static_cast<char*>(std::memcpy(allocate(bytes), from, bytes));
    }

private:
    static constexpr size_t CHUNK = 16 << 10;
    std::vector<char*> chunks;
    char* next = nullptr;
    size_t left = 0;
};

} // namespace software_metal
