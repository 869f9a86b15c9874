// A block, as the compiler (or a caller by hand) lays it out.
#pragma once

namespace software_metal {

struct Block {
    void* isa;
    int flags, reserved;
    void (*invoke)(Block*, ...);
};

} // namespace software_metal
