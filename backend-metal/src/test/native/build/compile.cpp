#include "compile.h"

#include "../exec/settings.h"
#include "../front/translation.h"
#include "address_spaces.h"
#include "files.h"
#include "process.h"
#include "toolchain.h"

#include <cstring>
#include <dlfcn.h>
#include <map>
#include <unistd.h>

namespace software_metal {
namespace {

/** The text with includes and macros resolved; empty if that fails. */
std::string preprocess(const std::string& text, const CompileOptions& options, const std::string& base, std::string& log) {
    const Toolchain& tools = Toolchain::instance();
    write_file(base + ".metal", "# 1 \"program_source\"\n" + text);
    std::vector<std::string> command = {tools.compiler, "-E", "-x", "c++", "-std=c++20", "-nostdinc", "-undef", "-w", "-D__METAL__=1",
                                        "-D__METAL_VERSION__=" + std::to_string(options.version), "-I" + tools.shim + "/include"};
    for (const std::string& macro : options.macros) command.push_back("-D" + macro);
    command.insert(command.end(), {base + ".metal", "-o", base + ".i"});
    Outcome outcome = run(command, unique_name(base + ".log"));
    log += outcome.output;
    std::string result = outcome.status == 0 ? read_file(base + ".i") : "";
    unlink((base + ".metal").c_str());
    unlink((base + ".i").c_str());
    return result;
}

bool front_end(const Translation& translation, std::string& log) {
    for (const std::string& error : translation.errors) log += error + "\n";
    return translation.errors.empty();
}

bool back_end(const Translation& translation, const std::string& base, const std::string& library, std::string& log) {
    const Toolchain& tools = Toolchain::instance();
    const std::string header = tools.precompiled(log);
    if (header.empty()) return false;
    const std::string source = unique_name(base) + ".cpp", temporary = unique_name(library);
    write_file(source, translation.code + entries(translation));
    std::vector<std::string> command = tools.options;
    // Nothing is linked but the helpers of the compiler: mathematics comes from what the device has loaded.
    command.insert(command.end(), {"-include", header, "-shared", "-nostdlib", "-Wl,--build-id=none", source, "-lgcc", "-o", temporary});
    Outcome outcome = run(command, unique_name(base + ".log"));
    log += outcome.output;
    if (environment("SOFTWARE_METAL_KEEP", "0") != "1") unlink(source.c_str());
    if (outcome.status != 0) return false;
    rename(temporary.c_str(), library.c_str());
    counters().compilations++;
    counters().compiled_kernels += static_cast<long>(translation.kernels.size());
    return true;
}

std::shared_ptr<LoadedModule> load(const std::string& library, std::string& log) {
    static std::mutex* const mutex = new std::mutex;
    static auto* const loaded = new std::map<std::string, std::weak_ptr<LoadedModule>>;
    std::lock_guard<std::mutex> guard(*mutex);
    std::weak_ptr<LoadedModule>& known = (*loaded)[library];
    if (auto module = known.lock()) return module;
    void* handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
    auto* table = handle != nullptr ? static_cast<const Module*>(dlsym(handle, "software_metal_module")) : nullptr;
    if (table == nullptr) {
        log += dlerror();
        return nullptr;
    }
    auto module = std::make_shared<LoadedModule>(handle, table);
    known = module;
    return module;
}

} // namespace

LoadedModule::~LoadedModule() { dlclose(handle); }

const Kernel* LoadedModule::find(const std::string& name) const {
    for (uint32_t i = 0; i < module->kernel_count; i++)
        if (name == module->kernels[i].name) return &module->kernels[i];
    return nullptr;
}

std::shared_ptr<LoadedModule> compile(const std::string& text, const CompileOptions& options, std::string& log) {
    const Toolchain& tools = Toolchain::instance();
    std::string key = tools.fingerprint + std::to_string(options.version) + "\n";
    for (const std::string& macro : options.macros) key += macro + "\n";
    const std::string base = tools.cache + "/" + hash_of(key + text), library = base + ".so";
    const bool check = checks_address_spaces();
    if (exists(library) && (!check || exists(base + ".checked"))) {
        counters().cached_libraries++;
        return load(library, log);
    }
    const std::string preprocessed = preprocess(text, options, unique_name(base), log);
    if (preprocessed.empty()) return nullptr;
    const Translation translation = translate(preprocessed);
    if (!front_end(translation, log)) return nullptr;
    if (check) {
        if (!check_address_spaces(preprocessed, base, log)) return nullptr;
        write_file(base + ".checked", "");
    }
    if (!exists(library) && !back_end(translation, base, library, log)) return nullptr;
    return load(library, log);
}

} // namespace software_metal
