// Tests of the software Metal device itself. Usage: software_metal_test FOLDER_OF_SAMPLES
#include "check.h"
#include "client.h"

#include <chrono>
#include <cstdio>
#include <thread>

void install_other_handler();

int main(int count, char** arguments) {
    install_other_handler();
    {
        Pool pool;
        test_runtime();
        test_math();
        test_integers();
        test_types();
        test_simd();
        test_matrices();
        test_atomics();
        test_groups();
        test_faults();
        test_rules();
        test_limits();
        test_commands();
        test_devices();
        if (count > 1) test_samples(arguments[1]);
        test_stress();
        test_cost();
    }
    section("nothing is left");
    // The queue that run() keeps lives on.
    for (const char* type : {"MTLBuffer", "MTLCommandBuffer", "MTLComputeCommandEncoder", "MTLBlitCommandEncoder", "MTLComputePipelineState", "MTLFunction", "MTLLibrary",
                             "MTLSharedEvent", "MTLBinaryArchive", "MTLResidencySet", "NSString", "NSError", "NSArray"})
        check_equal(software_metal_live(type), 0, std::string("objects of ") + type);
    check_equal(software_metal_live("MTLCommandQueue"), 1, "queues");
    check_equal(software_metal_allocated_bytes(), 0, "bytes");
    return summary();
}
