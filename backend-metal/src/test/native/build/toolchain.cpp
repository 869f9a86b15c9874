#include "toolchain.h"

#include "../exec/settings.h"
#include "files.h"
#include "process.h"

#include <algorithm>
#include <dirent.h>
#include <dlfcn.h>
#include <mutex>
#include <sys/stat.h>
#include <unistd.h>

namespace software_metal {
namespace {

std::string own_path() {
    Dl_info info;
    static int anchor;
    dladdr(&anchor, &info);
    char* real = realpath(info.dli_fname, nullptr);
    std::string path = real != nullptr ? real : info.dli_fname;
    std::free(real);
    return path;
}

std::string folder_of(const std::string& path) {
    size_t slash = path.rfind('/');
    return slash == std::string::npos ? "." : path.substr(0, slash);
}

std::string all_of_shim(const std::string& folder) {
    std::vector<std::string> names;
    if (DIR* files = opendir(folder.c_str())) {
        while (dirent* file = readdir(files))
            if (std::string(file->d_name).find(".h") != std::string::npos) names.push_back(file->d_name);
        closedir(files);
    }
    std::sort(names.begin(), names.end());
    std::string all;
    for (const std::string& name : names) all += name + "\n" + read_file(folder + "/" + name);
    return all;
}

Toolchain make() {
    Toolchain t;
    const std::string self = own_path();
    // Compiled kernels refer to a symbol of this library, which the JVM has loaded for itself alone.
    dlopen(self.c_str(), RTLD_NOW | RTLD_NOLOAD | RTLD_GLOBAL);
    t.compiler = environment("SOFTWARE_METAL_COMPILER", "g++");
    t.shim = environment("SOFTWARE_METAL_SHIM", folder_of(self) + "/shim");
    t.cache = environment("SOFTWARE_METAL_CACHE", environment("TMPDIR", "/tmp") + "/software-metal-" + std::to_string(getuid()));
    mkdir(t.cache.c_str(), 0700);
    t.options = {t.compiler, "-std=c++20", "-O" + environment("SOFTWARE_METAL_OPTIMIZE", "1"), "-fPIC", "-g0", "-ffp-contract=off",
                 "-fno-math-errno", "-fno-trapping-math", "-fno-exceptions", "-fno-rtti", "-fno-stack-protector", "-fstack-clash-protection", "-fno-gnu-unique",
                 "-fno-strict-aliasing", "-fvisibility=hidden", "-fno-asynchronous-unwind-tables", "-fmax-errors=20",
                 "-fdiagnostics-color=never", "-Werror=vla", "-Wno-attributes"};
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c")) t.options.push_back("-march=haswell");
    std::string all = read_file(self) + all_of_shim(t.shim) + run({t.compiler, "--version"}, unique_name(t.cache + "/version")).output;
    for (const std::string& option : t.options) all += option + "\n";
    t.fingerprint = hash_of(all);
    return t;
}

} // namespace

const Toolchain& Toolchain::instance() {
    static const Toolchain* const toolchain = new Toolchain(make());
    return *toolchain;
}

std::string Toolchain::precompiled(std::string& log) const {
    static std::mutex* const mutex = new std::mutex;
    std::lock_guard<std::mutex> guard(*mutex);
    const std::string folder = cache + "/shim-" + fingerprint, header = folder + "/metal.h", result = header + ".gch";
    if (exists(result)) return header;
    mkdir(folder.c_str(), 0700);
    write_file(header, "#include \"" + shim + "/metal.h\"\n");
    std::string temporary = unique_name(result);
    std::vector<std::string> command = options;
    command.insert(command.end(), {"-x", "c++-header", header, "-o", temporary});
    Outcome outcome = run(command, unique_name(folder + "/log"));
    if (outcome.status != 0) {
        log = "the shim does not compile:\n" + outcome.output;
        return "";
    }
    rename(temporary.c_str(), result.c_str());
    return header;
}

} // namespace software_metal
