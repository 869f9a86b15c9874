// One dispatch, ready to run.
#pragma once
#include "../shim/abi.h"

#include <string>

namespace software_metal {

struct Dispatch {
    const Kernel* kernel;
    void* buffers[BUFFERS];
    uint32_t group_memory[BUFFERS]; // bytes
    Size grid, group, groups;
};

/** Runs all groups, on this thread and on helpers; the text of the first error, or nothing. */
std::string execute(const Dispatch& dispatch);

} // namespace software_metal
