// The device, libraries, archives, captures, residency, and the Objective-C runtime.
#include "check.h"
#include "client.h"

#include <cstdlib>
#include <fstream>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

void test_runtime() {
    section("Objective-C runtime");
    Pool pool;
    check(sel_registerName("length") == sel_registerName(std::string("length").c_str()), "one address a selector");
    check(objc_getClass("NSString") != nullptr && objc_getClass("NoSuchClass") == nullptr, "classes by name");
    Id text = nsstring("gr\xc3\xbc\xc3\x9f");
    check(text_of(text) == "gr\xc3\xbc\xc3\x9f" && send<unsigned long>(text, "lengthOfBytesUsingEncoding:", 4ul) == 6, "UTF-8");
    check(std::string(object_getClassName(text)) == "NSString", "class name");
    check(send<signed char>(text, "isEqualToString:", nsstring("gr\xc3\xbc\xc3\x9f")), "equal strings");
    check_equal(send<long>(nullptr, "length"), 0, "a message to nil");
    long live = software_metal_live("NSString");
    {
        Pool inner;
        nsstring("a");
        Id kept = send(nsstring("b"), "retain");
        check_equal(software_metal_live("NSString"), live + 2, "two more");
        objc_retain(kept);
        objc_release(kept);
        send(kept, "autorelease");
    }
    check_equal(software_metal_live("NSString"), live, "none after the pool");
    long misuses = software_metal_misuses();
    check_equal(send<long>(text, "noSuchMessage"), 0, "an unknown message gives 0");
    check_contains(software_metal_last_misuse(), "-[NSString noSuchMessage]: unrecognized selector", "unknown message");
    send(objc_getClass("NSString"), "noSuchMessage");
    check_contains(software_metal_last_misuse(), "+[NSString noSuchMessage]", "unknown message to a class");
    Id freed = send(send(objc_getClass("NSString"), "alloc"), "initWithUTF8String:", "x");
    objc_release(freed);
    send(freed, "length");
    check_contains(software_metal_last_misuse(), "NSZombie", "message to a freed object");
    objc_release(freed);
    check_contains(software_metal_last_misuse(), "released too often", "release too many");
    check_equal(software_metal_misuses() - misuses, 4, "all counted");
    Id objects[] = {nsstring("1"), nsstring("2")};
    Id array = send(objc_getClass("NSArray"), "arrayWithObjects:count:", static_cast<Id*>(objects), 2ul);
    check(send<unsigned long>(array, "count") == 2 && text_of(send(array, "objectAtIndex:", 1ul)) == "2", "array");
    struct Version {
        long major, minor, patch;
    };
    auto stret = reinterpret_cast<void (*)(Version*, Id, const char*)>(&objc_msgSend_stret);
    Version version;
    stret(&version, send(objc_getClass("NSProcessInfo"), "processInfo"), sel_registerName("operatingSystemVersion"));
    check(version.major >= 15, "struct result");
    check(send<signed char>(text, "respondsToSelector:", sel_registerName("UTF8String")) && !send<signed char>(text, "respondsToSelector:", sel_registerName("commit")), "respondsToSelector:");
}

namespace {

void test_properties() {
    section("device");
    Pool pool;
    check(text_of(send(device(), "name")) == "Software Metal device", "name");
    check(!text_of(send(send(device(), "architecture"), "name")).empty(), "architecture");
    check(send<signed char>(device(), "hasUnifiedMemory"), "unified");
    check(send<unsigned long>(device(), "recommendedMaxWorkingSetSize") > 1 << 20 && send<unsigned long>(device(), "maxBufferLength") > 1 << 20, "sizes");
    check_equal(static_cast<long>(send<unsigned long>(device(), "maxThreadgroupMemoryLength")), 32768, "group memory");
    check(send<signed char>(device(), "supportsFamily:", 1007l) && send<signed char>(device(), "supportsFamily:", 5001l) && !send<signed char>(device(), "supportsFamily:", 4242l), "families");
    check(send<unsigned long>(device(), "registryID") != 0, "registryID");
    Id all = MTLCopyAllDevices();
    check(send<unsigned long>(all, "count") == 1 && send(all, "objectAtIndex:", 0ul) == device(), "all devices");
    objc_release(all);
    unsigned long before = send<unsigned long>(device(), "currentAllocatedSize");
    Id shared = buffer(100000), hidden = send(device(), "newBufferWithLength:options:", 64ul, 32ul);
    check(send<unsigned long>(device(), "currentAllocatedSize") == before + 100064, "currentAllocatedSize");
    check(reinterpret_cast<uintptr_t>(contents(shared)) % 4096 == 0 && send<unsigned long>(shared, "length") == 100000, "shared buffer");
    check(contents(hidden) == nullptr && send<unsigned long>(hidden, "storageMode") == 2, "private buffer shows nothing");
    void* pages = mmap(nullptr, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    Id over = send(device(), "newBufferWithBytesNoCopy:length:options:deallocator:", pages, 8192ul, 0ul, nullptr);
    check(contents(over) == pages, "buffer over memory of others");
    check(send(device(), "newBufferWithBytesNoCopy:length:options:deallocator:", static_cast<void*>(static_cast<char*>(pages) + 16), 4096ul, 0ul, nullptr) == nullptr, "which must be whole pages");
    for (Id each : {shared, hidden, over}) objc_release(each);
}

void test_libraries() {
    section("libraries and options");
    Pool pool;
    Id options = new_object("MTLCompileOptions");
    send<void>(options, "setLanguageVersion:", 3ul << 16 | 1);
    send<void>(options, "setMathMode:", 0l);
    send<void>(options, "setFastMathEnabled:", static_cast<signed char>(0));
    Id values[] = {nsstring("41"), send(objc_getClass("NSNumber"), "numberWithInt:", 1)}, names[] = {nsstring("FIRST"), nsstring("SECOND")};
    send<void>(options, "setPreprocessorMacros:", send(objc_getClass("NSDictionary"), "dictionaryWithObjects:forKeys:count:", static_cast<Id*>(values), static_cast<Id*>(names), 2ul));
    std::string text = "kernel void k(device int* x [[buffer(0)]]) { x[0] = FIRST + SECOND; x[1] = __METAL_VERSION__; }\n", error;
    Id built = library(text, &error, options);
    check(built != nullptr, "macros: " + error);
    if (built != nullptr) {
        Id k = pipeline(built, "k"), x = buffer(16);
        check(run(k, {}, {}, {x}).empty() && elements<int>(x)[0] == 42 && elements<int>(x)[1] == 310, "values of macros");
        check_equal(static_cast<long>(send<unsigned long>(k, "threadExecutionWidth")), 32, "width");
        check_equal(static_cast<long>(send<unsigned long>(send(built, "functionNames"), "count")), 1, "function names");
        check(send(built, "newFunctionWithName:", nsstring("nothing")) == nullptr, "no such function");
        for (Id each : {k, x, built}) objc_release(each);
    }
    send<void>(options, "setLanguageVersion:", 3ul << 16);
    check(library("kernel void k(device bfloat* x [[buffer(0)]]) { x[0] = bfloat(1.0f); }\n", &error, options) == nullptr && error.find("3.1") != std::string::npos, "bfloat needs 3.1");
    check(library("#include <metal_stdlib>\n#error no such thing\n", &error) == nullptr && error.find("program_source:2") != std::string::npos, "errors of the preprocessor");
    long compiled = software_metal_compilations(), cached = software_metal_cached_libraries();
    std::string fresh = "kernel void k" + std::to_string(getpid()) + "(device int* x [[buffer(0)]]) { x[0] = 1; }\n";
    for (int i = 0; i < 2; i++) objc_release(library(fresh));
    check(software_metal_compilations() == compiled + 1 && software_metal_cached_libraries() == cached + 1, "compiled once, then cached");
    objc_release(options);
}

void test_archives(const std::string& folder) {
    section("binary archives");
    Pool pool;
    Id built = library("kernel void a(device int* x [[buffer(0)]]) { x[0] = 1; }\nkernel void b(device int* x [[buffer(0)]]) { x[0] = 2; }\n");
    Id a = send(built, "newFunctionWithName:", nsstring("a")), b = send(built, "newFunctionWithName:", nsstring("b"));
    Id failure = nullptr, describe = new_object("MTLBinaryArchiveDescriptor");
    Id archive = send(device(), "newBinaryArchiveWithDescriptor:error:", describe, &failure);
    Id of_a = new_object("MTLComputePipelineDescriptor"), of_b = new_object("MTLComputePipelineDescriptor");
    send<void>(of_a, "setComputeFunction:", a);
    send<void>(of_b, "setComputeFunction:", b);
    check(send<signed char>(archive, "addComputePipelineFunctionsWithDescriptor:error:", of_a, &failure), "add");
    Id url = send(objc_getClass("NSURL"), "fileURLWithPath:", nsstring(folder + "/archive"));
    check(send<signed char>(archive, "serializeToURL:error:", url, &failure), "serialize");
    send<void>(describe, "setUrl:", url);
    Id reopened = send(device(), "newBinaryArchiveWithDescriptor:error:", describe, &failure);
    check(reopened != nullptr, "open");
    Id archives = send(objc_getClass("NSArray"), "arrayWithObject:", reopened);
    send<void>(of_a, "setBinaryArchives:", archives);
    send<void>(of_b, "setBinaryArchives:", archives);
    Id found = send(device(), "newComputePipelineStateWithDescriptor:options:reflection:error:", of_a, 4ul, nullptr, &failure);
    check(found != nullptr, "in the archive");
    Id missing = send(device(), "newComputePipelineStateWithDescriptor:options:reflection:error:", of_b, 4ul, nullptr, &failure);
    check(missing == nullptr && !description(failure).empty(), "not in the archive");
    send<void>(of_b, "setMaxTotalThreadsPerThreadgroup:", 64ul);
    Id without = send(device(), "newComputePipelineStateWithDescriptor:options:reflection:error:", of_b, 0ul, nullptr, &failure);
    check(without != nullptr && send<unsigned long>(without, "maxTotalThreadsPerThreadgroup") == 64, "compiled then");
    send<void>(describe, "setUrl:", send(objc_getClass("NSURL"), "fileURLWithPath:", nsstring(folder + "/none")));
    check(send(device(), "newBinaryArchiveWithDescriptor:error:", describe, &failure) == nullptr, "no such file");
    for (Id each : {built, a, b, describe, archive, of_a, of_b, reopened, found, without}) objc_release(each);
}

void test_captures(const std::string& folder) {
    section("captures");
    Pool pool;
    Id manager = send(objc_getClass("MTLCaptureManager"), "sharedCaptureManager"), capture = new_object("MTLCaptureDescriptor"), failure = nullptr;
    send<void>(capture, "setCaptureObject:", device());
    send<void>(capture, "setDestination:", 2l);
    std::string path = folder + "/trace.gputrace";
    send<void>(capture, "setOutputURL:", send(objc_getClass("NSURL"), "fileURLWithPath:", nsstring(path)));
    unsetenv("MTL_CAPTURE_ENABLED");
    check(!send<signed char>(manager, "startCaptureWithDescriptor:error:", capture, &failure), "not without the variable");
    check_contains(description(failure), "MTL_CAPTURE_ENABLED", "says so");
    setenv("MTL_CAPTURE_ENABLED", "1", 1);
    check(send<signed char>(manager, "startCaptureWithDescriptor:error:", capture, &failure), "start");
    check(!send<signed char>(manager, "startCaptureWithDescriptor:error:", capture, &failure), "not twice");
    Id queue = send(device(), "newCommandQueue"), commands = send(queue, "commandBuffer");
    send<void>(commands, "setLabel:", nsstring("captured one"));
    send<void>(commands, "commit");
    send<void>(commands, "waitUntilCompleted");
    send<void>(manager, "stopCapture");
    std::string content((std::istreambuf_iterator<char>(std::ifstream(path + "/capture").rdbuf())), {});
    check_contains(content, "captured one", "what was captured");
    check(!send<signed char>(manager, "startCaptureWithDescriptor:error:", capture, &failure), "not over an existing path");
    check_contains(description(failure), "already exists", "says so");
    objc_release(capture);
    objc_release(queue);
}

void test_residency() {
    section("residency sets");
    Pool pool;
    Id describe = new_object("MTLResidencySetDescriptor"), failure = nullptr, queue = send(device(), "newCommandQueue"), some = buffer(100);
    Id set = send(device(), "newResidencySetWithDescriptor:error:", describe, &failure);
    send<void>(set, "addAllocation:", some);
    check(send<unsigned long>(set, "allocatedSize") == 0 && send<unsigned long>(set, "allocationCount") == 1, "before commit");
    send<void>(set, "commit");
    send<void>(set, "requestResidency");
    check(send<unsigned long>(set, "allocatedSize") == 16384 && send<signed char>(set, "containsAllocation:", some), "after");
    send<void>(queue, "addResidencySet:", set);
    send<void>(set, "removeAllocation:", some);
    send<void>(set, "commit");
    check_equal(static_cast<long>(send<unsigned long>(set, "allocatedSize")), 0, "removed");
    for (Id each : {describe, queue, some, set}) objc_release(each);
}

} // namespace

void test_devices() {
    char folder[] = "/tmp/software-metal-test-XXXXXX";
    check(mkdtemp(folder) != nullptr, "a folder");
    test_properties();
    test_libraries();
    test_archives(folder);
    test_captures(folder);
    test_residency();
    std::string remove = std::string("rm -rf ") + folder;
    check(std::system(remove.c_str()) == 0, "folder removed");
}
