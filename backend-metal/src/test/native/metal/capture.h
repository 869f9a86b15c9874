#pragma once
#include "../foundation/foundation.h"
#include "command_buffer.h"

#include <mutex>

namespace software_metal {

struct CaptureDescriptor : Object { // MTLCaptureDescriptor
    static Class* type();
    void setObject(Object* value) { object = Reference<Object>(value); }
    void setDestination(NSInteger value) { destination = value; }
    void setUrl(Url* value) { url = Reference<Url>(value); }

    Reference<Object> object;
    NSInteger destination = 1; // developer tools; 2 is a document
    Reference<Url> url;
};

/** MTLCaptureManager: writes a folder with one file, which names the command buffers that were committed meanwhile. */
struct CaptureManager : Object {
    static Class* type();
    static CaptureManager* shared();

    BOOL start(CaptureDescriptor* descriptor, Error** error);
    void stop();
    BOOL isCapturing();
    BOOL supports(NSInteger destination);
    void note(CommandBuffer* buffer);

private:
    std::mutex mutex;
    std::string path, text; // path is empty while nothing is captured
    std::atomic<bool> capturing{false};
};

} // namespace software_metal
