// From Metal text to a loaded library.
#pragma once
#include "../shim/abi.h"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace software_metal {

/** Kernels in memory; unloaded when nobody holds them. */
class LoadedModule {
public:
    LoadedModule(void* handle, const Module* module) : handle(handle), module(module) {}
    ~LoadedModule();
    LoadedModule(const LoadedModule&) = delete;
    LoadedModule& operator=(const LoadedModule&) = delete;

    const Kernel* find(const std::string& name) const;
    const Module& table() const { return *module; }

    /** Held while a kernel with function constants runs: their values are variables of the module. */
    std::mutex constants;

private:
    void* handle;
    const Module* module;
};

struct CompileOptions {
    int version = 320; // __METAL_VERSION__
    std::vector<std::string> macros; // NAME or NAME=value
};

/** Null if the text does not compile; `log` then has what a compiler would print, lines as of "program_source". */
std::shared_ptr<LoadedModule> compile(const std::string& text, const CompileOptions& options, std::string& log);

} // namespace software_metal
