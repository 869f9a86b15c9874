#include "blit_encoder.h"

#include "../exec/settings.h"
#include "../objc/definition.h"

#include <cstring>

namespace software_metal {
namespace {

struct Copy : Command {
    Copy(char* from, char* to, size_t bytes) : from(from), to(to), bytes(bytes) {}
    Failure run() override {
        if (settings().execute) std::memmove(to, from, bytes);
        return {};
    }
    char *from, *to;
    size_t bytes;
};

struct Fill : Command {
    Fill(char* to, uint8_t value, size_t bytes) : to(to), value(value), bytes(bytes) {}
    Failure run() override {
        if (settings().execute) std::memset(to, value, bytes);
        return {};
    }
    char* to;
    uint8_t value;
    size_t bytes;
};

bool inside(const Buffer* buffer, NSUInteger offset, NSUInteger bytes) {
    return buffer != nullptr && offset <= buffer->length && bytes <= buffer->length - offset;
}

} // namespace

Class* BlitEncoder::type() {
    static Class* const type = Definition<BlitEncoder>("MTLBlitCommandEncoder")
                                   .method<&BlitEncoder::copy>("copyFromBuffer:sourceOffset:toBuffer:destinationOffset:size:")
                                   .method<&BlitEncoder::fill>("fillBuffer:range:value:")
                                   .method<&BlitEncoder::synchronize>("synchronizeResource:")
                                   .method<&BlitEncoder::device>("device")
                                   .method<&BlitEncoder::end>("endEncoding")
                                   .method<&BlitEncoder::setLabel>("setLabel:")
                                   .method<&BlitEncoder::getLabel>("label")
                                   .ignored("updateFence:")
                                   .ignored("waitForFence:");
    return type;
}

void BlitEncoder::copy(Buffer* from, NSUInteger from_offset, Buffer* to, NSUInteger to_offset, NSUInteger bytes) {
    if (!usable("copyFromBuffer")) return;
    if (!inside(from, from_offset, bytes) || !inside(to, to_offset, bytes)) return fail("copyFromBuffer: not inside of the buffers");
    commands->keep(from);
    commands->keep(to);
    commands->add<Copy>(from->at(from_offset), to->at(to_offset), bytes);
}

void BlitEncoder::fill(Buffer* buffer, Range range, uint8_t value) {
    if (!usable("fillBuffer")) return;
    if (!inside(buffer, range.location, range.length)) return fail("fillBuffer: not inside of the buffer");
    commands->keep(buffer);
    commands->add<Fill>(buffer->at(range.location), value, range.length);
}

} // namespace software_metal
