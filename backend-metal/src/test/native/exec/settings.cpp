#include "settings.h"

#include "../objc/object.h"

#include <cstdlib>
#include <thread>

namespace software_metal {
namespace {

Settings* read() {
    auto* s = new Settings;
    s->execute = environment("SOFTWARE_METAL_EXECUTION", "on") != "off";
    s->reverse = environment("SOFTWARE_METAL_ORDER", "forward") == "reverse";
    int strict = std::atoi(environment("SOFTWARE_METAL_STRICT", "1").c_str());
    s->strict_barriers = strict >= 1;
    s->strict_lanes = strict >= 2;
    s->flush_denormals = environment("SOFTWARE_METAL_FLUSH", "0") == "1";
    s->most_threads = static_cast<unsigned>(std::stoul(environment("SOFTWARE_METAL_MAX_THREADS", "1024")));
    s->event_timeout = static_cast<unsigned>(std::stoul(environment("SOFTWARE_METAL_EVENT_TIMEOUT", "60")));
    s->guard_at_end = environment("SOFTWARE_METAL_GUARD", "page") == "end";
    unsigned cores = std::max(1u, std::thread::hardware_concurrency());
    s->workers = static_cast<unsigned>(std::stoul(environment("SOFTWARE_METAL_THREADS", std::to_string(cores))));
    return s;
}

} // namespace

std::string environment(const char* name, const std::string& otherwise) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != 0 ? value : otherwise;
}

Settings& settings() {
    static Settings* const all = read();
    return *all;
}

Counters& counters() {
    static Counters* const all = new Counters;
    return *all;
}

bool take(std::atomic<int>& failures) {
    int left = failures;
    while (left > 0)
        if (failures.compare_exchange_weak(left, left - 1)) return true;
    return false;
}

} // namespace software_metal

using namespace software_metal;

SOFTWARE_METAL_EXPORT void software_metal_fail_next(int count) { settings().failing_command_buffers = count; }
SOFTWARE_METAL_EXPORT void software_metal_fail_allocations(int count) { settings().failing_allocations = count; }
SOFTWARE_METAL_EXPORT void software_metal_set_execution(int on) { settings().execute = on != 0; }
SOFTWARE_METAL_EXPORT void software_metal_set_reverse(int reverse) { settings().reverse = reverse != 0; }
SOFTWARE_METAL_EXPORT void software_metal_set_strict(int level) {
    settings().strict_barriers = level >= 1;
    settings().strict_lanes = level >= 2;
}
SOFTWARE_METAL_EXPORT void software_metal_set_max_threads(int threads) {
    settings().most_threads = static_cast<unsigned>(threads);
}
SOFTWARE_METAL_EXPORT void software_metal_set_event_timeout(int seconds) {
    settings().event_timeout = static_cast<unsigned>(seconds);
}
SOFTWARE_METAL_EXPORT void software_metal_set_flush(int on) { settings().flush_denormals = on != 0; }
SOFTWARE_METAL_EXPORT long software_metal_dispatches() { return counters().dispatches; }
SOFTWARE_METAL_EXPORT long software_metal_command_buffers() { return counters().command_buffers; }
SOFTWARE_METAL_EXPORT long software_metal_compiled_kernels() { return counters().compiled_kernels; }
SOFTWARE_METAL_EXPORT long software_metal_compilations() { return counters().compilations; }
SOFTWARE_METAL_EXPORT long software_metal_cached_libraries() { return counters().cached_libraries; }
SOFTWARE_METAL_EXPORT long software_metal_allocated_bytes() { return counters().allocated_bytes; }
