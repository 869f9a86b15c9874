// What the encoders have in common.
#pragma once
#include "command_buffer.h"

namespace software_metal {

struct Encoder : Labelled {
    explicit Encoder(CommandBuffer* commands);
    ~Encoder();

    void endEncoding();
    /** False, and the command buffer will fail, if this encoder has ended. */
    bool usable(const char* what);
    void fail(const std::string& what) { commands->invalidate(what); }
    struct Device* device();

    CommandBuffer* commands;
    bool ended = false;
};

} // namespace software_metal
