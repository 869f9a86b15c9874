#include "../exec/dispatch.h"
#include "../exec/settings.h"
#include "../objc/definition.h"
#include "device.h"
#include "function.h"

#include <algorithm>
#include <cstring>

namespace software_metal {

Class* PipelineDescriptor::type() {
    using D = PipelineDescriptor;
    static Class* const type = Definition<D>("MTLComputePipelineDescriptor")
                                   .creatable()
                                   .method<&D::setFunction>("setComputeFunction:")
                                   .method<&D::setArchives>("setBinaryArchives:")
                                   .method<&D::setMostThreads>("setMaxTotalThreadsPerThreadgroup:")
                                   .method<&D::setFlag>("setThreadGroupSizeIsMultipleOfThreadExecutionWidth:")
                                   .method<&D::setFlag>("setSupportIndirectCommandBuffers:")
                                   .method<&D::setLabel>("setLabel:")
                                   .method<&D::getLabel>("label");
    return type;
}

Class* Pipeline::type() {
    static Class* const type = Definition<Pipeline>("MTLComputePipelineState")
                                   .method<&Pipeline::mostThreads>("maxTotalThreadsPerThreadgroup")
                                   .method<&Pipeline::width>("threadExecutionWidth")
                                   .method<&Pipeline::groupMemory>("staticThreadgroupMemoryLength")
                                   .method<&Pipeline::device>("device")
                                   .method<&Pipeline::getLabel>("label");
    return type;
}

Pipeline* Pipeline::make(Function* function, NSUInteger most_threads, Error** error) {
    if (function == nullptr) return fail(error, "MTLLibraryErrorDomain", LIBRARY_INTERNAL, "a pipeline without a function");
    auto* pipeline = create<Pipeline>();
    pipeline->function = Reference<Function>(function);
    pipeline->label = function->name;
    NSUInteger limit = settings().most_threads;
    pipeline->most_threads = most_threads == 0 ? limit : std::min(limit, most_threads);
    return pipeline;
}

std::string Pipeline::run(const Dispatch& dispatch) {
    if (function->constants.empty()) return execute(dispatch);
    std::lock_guard<std::mutex> guard(function->library->module->constants);
    for (auto& [constant, value] : function->constants) std::memcpy(constant->address, value.data(), value.size());
    return execute(dispatch);
}

Device* Pipeline::device() { return Device::shared(); }

} // namespace software_metal
