#include "capture.h"

#include "../build/files.h"
#include "../exec/settings.h"
#include "../objc/definition.h"

#include <sys/stat.h>

namespace software_metal {
namespace {

constexpr const char* DOMAIN = "MTLCaptureError";
constexpr NSInteger NOT_SUPPORTED = 1, ALREADY_CAPTURING = 2, INVALID_DESCRIPTOR = 3, DOCUMENT = 2;

} // namespace

Class* CaptureDescriptor::type() {
    static Class* const type = Definition<CaptureDescriptor>("MTLCaptureDescriptor")
                                   .creatable()
                                   .method<&CaptureDescriptor::setObject>("setCaptureObject:")
                                   .method<&CaptureDescriptor::setDestination>("setDestination:")
                                   .method<&CaptureDescriptor::setUrl>("setOutputURL:");
    return type;
}

Class* CaptureManager::type() {
    static Class* const type = Definition<CaptureManager>("MTLCaptureManager")
                                   .class_method<&CaptureManager::shared>("sharedCaptureManager")
                                   .method<&CaptureManager::start>("startCaptureWithDescriptor:error:")
                                   .method<&CaptureManager::stop>("stopCapture")
                                   .method<&CaptureManager::isCapturing>("isCapturing")
                                   .method<&CaptureManager::supports>("supportsDestination:");
    return type;
}

CaptureManager* CaptureManager::shared() {
    static CaptureManager* const manager = create_immortal<CaptureManager>();
    return manager;
}

BOOL CaptureManager::supports(NSInteger destination) {
    return destination == DOCUMENT && environment("MTL_CAPTURE_ENABLED", "0") == "1";
}

BOOL CaptureManager::start(CaptureDescriptor* descriptor, Error** error) {
    std::lock_guard<std::mutex> guard(mutex);
    auto refuse = [&](NSInteger code, const std::string& what) {
        fail(error, DOMAIN, code, what);
        return 0;
    };
    if (environment("MTL_CAPTURE_ENABLED", "0") != "1") return refuse(NOT_SUPPORTED, "Capturing is not supported: MTL_CAPTURE_ENABLED is not 1");
    if (capturing) return refuse(ALREADY_CAPTURING, "Capturing is already in progress");
    if (descriptor == nullptr || !descriptor->object) return refuse(INVALID_DESCRIPTOR, "No object to capture");
    if (descriptor->destination != DOCUMENT || !descriptor->url) return refuse(INVALID_DESCRIPTOR, "Only a document can be captured, and needs a path");
    if (exists(descriptor->url->path)) return refuse(INVALID_DESCRIPTOR, "File already exists: " + descriptor->url->path);
    if (mkdir(descriptor->url->path.c_str(), 0777) != 0) return refuse(INVALID_DESCRIPTOR, "Cannot be written: " + descriptor->url->path);
    path = descriptor->url->path;
    text = "software Metal capture\n";
    capturing = true;
    return 1;
}

void CaptureManager::stop() {
    std::lock_guard<std::mutex> guard(mutex);
    if (!capturing) return misuse("stopCapture: nothing is captured");
    write_file(path + "/capture", text);
    capturing = false;
}

BOOL CaptureManager::isCapturing() { return capturing; }

void CaptureManager::note(CommandBuffer* buffer) {
    if (!capturing) return;
    std::lock_guard<std::mutex> guard(mutex);
    text += "command buffer " + buffer->label + ": " + std::to_string(buffer->commands.size()) + " commands\n";
}

} // namespace software_metal
