// What environment variables and exported functions set.
#pragma once
#include <atomic>
#include <string>

namespace software_metal {

struct Settings {
    std::atomic<bool> execute{true};                // SOFTWARE_METAL_EXECUTION=off
    std::atomic<bool> reverse{false};               // SOFTWARE_METAL_ORDER=reverse
    std::atomic<bool> strict_lanes{false};          // SOFTWARE_METAL_STRICT=2: SIMD operations in divergent flow are errors
    std::atomic<bool> strict_barriers{true};        // SOFTWARE_METAL_STRICT=0: divergent barriers are not
    std::atomic<bool> flush_denormals{false};       // SOFTWARE_METAL_FLUSH=1
    std::atomic<unsigned> most_threads{1024};       // SOFTWARE_METAL_MAX_THREADS
    std::atomic<unsigned> event_timeout{60};        // SOFTWARE_METAL_EVENT_TIMEOUT, seconds
    std::atomic<int> failing_command_buffers{0};    // software_metal_fail_next
    std::atomic<int> failing_allocations{0};        // software_metal_fail_allocations
    bool guard_at_end = false;                      // SOFTWARE_METAL_GUARD=end
    unsigned workers = 1;                           // SOFTWARE_METAL_THREADS
};

struct Counters {
    std::atomic<long> dispatches{0}, command_buffers{0}, compiled_kernels{0}, compilations{0}, cached_libraries{0};
    std::atomic<long> allocated_bytes{0};
};

Settings& settings();
Counters& counters();

/** An environment variable, or what to take if there is none or it is empty. */
std::string environment(const char* name, const std::string& otherwise);

/** Takes one of the failures asked for; false if none is left. */
bool take(std::atomic<int>& failures);

} // namespace software_metal
