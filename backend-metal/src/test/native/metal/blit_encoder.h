#pragma once
#include "buffer.h"
#include "encoder.h"

namespace software_metal {

/** MTLBlitCommandEncoder. */
struct BlitEncoder : Encoder {
    explicit BlitEncoder(CommandBuffer* commands) : Encoder(commands) {}
    static Class* type();

    void copy(Buffer* from, NSUInteger from_offset, Buffer* to, NSUInteger to_offset, NSUInteger bytes);
    void fill(Buffer* buffer, Range range, uint8_t value);
    void synchronize(Object*) {}
    void end() { endEncoding(); }
};

} // namespace software_metal
