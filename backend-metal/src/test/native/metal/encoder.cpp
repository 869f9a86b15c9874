#include "encoder.h"

#include "device.h"

namespace software_metal {

Encoder::Encoder(CommandBuffer* commands) : commands(retained(commands)) { commands->encoding = true; }

Encoder::~Encoder() {
    if (!ended) misuse("an encoder was released without endEncoding");
    release(commands);
}

void Encoder::endEncoding() {
    if (!usable("endEncoding")) return;
    ended = true;
    commands->encoding = false;
}

bool Encoder::usable(const char* what) {
    if (ended) fail(std::string(what) + ": the encoder has ended");
    return !ended;
}

Device* Encoder::device() { return Device::shared(); }

} // namespace software_metal
