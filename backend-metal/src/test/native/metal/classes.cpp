#include "classes.h"

#include "../foundation/foundation.h"
#include "blit_encoder.h"
#include "capture.h"
#include "compute_encoder.h"
#include "device.h"

namespace software_metal {

void define_classes() {
    static const bool defined = [] {
        for (Class* (*type)() : {String::type, Error::type, Array::type, Dictionary::type, Number::type, Url::type, ProcessInfo::type,
                                 Device::type, Architecture::type, Buffer::type, SharedEvent::type, LibraryOptions::type, Library::type,
                                 Function::type, ConstantValues::type, PipelineDescriptor::type, Pipeline::type, BinaryArchiveDescriptor::type,
                                 BinaryArchive::type, ResidencyDescriptor::type, ResidencySet::type, Queue::type, CommandBuffer::type,
                                 ComputeEncoder::type, BlitEncoder::type, CaptureDescriptor::type, CaptureManager::type})
            type();
        return true;
    }();
    (void)defined;
}

} // namespace software_metal
