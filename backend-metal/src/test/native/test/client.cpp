#include "client.h"

#include <cstdio>
#include <cstdlib>

Id device() {
    static Id it = MTLCreateSystemDefaultDevice();
    return it;
}

Id nsstring(const std::string& text) { return send(objc_getClass("NSString"), "stringWithUTF8String:", text.c_str()); }
std::string text_of(Id string) { return string != nullptr ? send<const char*>(string, "UTF8String") : ""; }
std::string description(Id error) { return error != nullptr ? text_of(send(error, "localizedDescription")) : ""; }
Id new_object(const char* type) { return send(send(objc_getClass(type), "alloc"), "init"); }

Id library(const std::string& text, std::string* error, Id options) {
    Id failure = nullptr;
    Id result = send(device(), "newLibraryWithSource:options:error:", nsstring(text), options, &failure);
    if (result == nullptr && error != nullptr) *error = description(failure);
    if (result == nullptr && error == nullptr) std::printf("%s\n", description(failure).c_str());
    return result;
}

Id pipeline(Id library, const char* function, Id constants) {
    Id failure = nullptr;
    Id found = constants == nullptr ? send(library, "newFunctionWithName:", nsstring(function))
                                    : send(library, "newFunctionWithName:constantValues:error:", nsstring(function), constants, &failure);
    Id result = send(device(), "newComputePipelineStateWithFunction:error:", found, &failure);
    if (result == nullptr) {
        std::printf("no pipeline for %s: %s\n", function, description(failure).c_str());
        std::exit(2);
    }
    objc_release(found);
    return result;
}

Id buffer(size_t bytes) { return send(device(), "newBufferWithLength:options:", static_cast<unsigned long>(bytes), 0ul); }
void* contents(Id buffer) { return send(buffer, "contents"); }

std::string run(Id pipeline, Size grid, Size group, const std::vector<Argument>& arguments, bool groups, unsigned long group_memory) {
    static Id queue = send(device(), "newCommandQueue");
    Pool pool;
    Id commands = send(queue, "commandBuffer");
    Id encoder = send(commands, "computeCommandEncoder");
    send<void>(encoder, "setComputePipelineState:", pipeline);
    for (size_t i = 0; i < arguments.size(); i++) {
        const Argument& a = arguments[i];
        if (a.bytes != nullptr) send<void>(encoder, "setBytes:length:atIndex:", a.bytes, a.length, i);
        else if (a.buffer != nullptr) send<void>(encoder, "setBuffer:offset:atIndex:", a.buffer, a.offset, i);
    }
    if (group_memory > 0) send<void>(encoder, "setThreadgroupMemoryLength:atIndex:", group_memory, 0ul);
    send<void>(encoder, groups ? "dispatchThreadgroups:threadsPerThreadgroup:" : "dispatchThreads:threadsPerThreadgroup:", grid, group);
    send<void>(encoder, "endEncoding");
    send<void>(commands, "commit");
    send<void>(commands, "waitUntilCompleted");
    return send<unsigned long>(commands, "status") == 4 ? "" : description(send(commands, "error"));
}
