// A stack on which threads of a group run. Switching costs some nanoseconds: six registers and the stack pointer.
#pragma once
#include <cstddef>

namespace software_metal {

struct Fiber {
    void* stack_pointer = nullptr;
    char* memory = nullptr;

    /** A fiber that will begin with `start`, which never returns. `number` spreads stacks over the lines of the cache. */
    Fiber(void (*start)(), size_t number);
    ~Fiber();
    Fiber(const Fiber&) = delete;
    Fiber& operator=(const Fiber&) = delete;

    /** Begins anew; what ran on it is forgotten. */
    void reset();
    bool holds(const void* address) const;
    size_t depth(const void* frame) const { return static_cast<size_t>(top - static_cast<const char*>(frame)); }

private:
    void (*start)();
    size_t number;
    const char* top = nullptr;
};

} // namespace software_metal

/** Saves the registers on the present stack and its pointer in `save`, goes on where the stack `to` was left. */
extern "C" void software_metal_switch(void** save, void* to);
