// Where compiler, shim and cache are, and what all compilations have in common.
#pragma once
#include <string>
#include <vector>

namespace software_metal {

struct Toolchain {
    std::string compiler; // SOFTWARE_METAL_COMPILER, g++
    std::string shim;     // SOFTWARE_METAL_SHIM, the folder `shim` beside this library
    std::string cache;    // SOFTWARE_METAL_CACHE, a folder of this user in the temporary folder
    std::vector<std::string> options;
    std::string fingerprint; // of compiler, options, shim and this library

    static const Toolchain& instance();

    /** The precompiled header to include; made when first asked for. Empty, with the reason in log, if that fails. */
    std::string precompiled(std::string& log) const;
};

} // namespace software_metal
