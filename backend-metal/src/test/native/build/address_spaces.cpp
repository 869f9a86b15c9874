// clang reads the text as C++ for OpenCL (see shim/check/metal.h) and tells where a pointer changes its address space. It is
// asked for nothing else: other complaints are printed and let pass, for g++ has taken the text or will refuse it.
#include "address_spaces.h"

#include "../exec/settings.h"
#include "../front/translation.h"
#include "../objc/object.h"
#include "files.h"
#include "process.h"
#include "toolchain.h"

#include <atomic>
#include <cstdio>
#include <sstream>
#include <unistd.h>

namespace software_metal {
namespace {

std::atomic<long> unchecked{0};

struct Complaints {
    std::string about_spaces, others;
};

Outcome ask(const std::string& compiler, const std::string& file) {
    const Toolchain& tools = Toolchain::instance();
    std::vector<std::string> command = {compiler, "-x", "clcpp", "-cl-std=clc++2021", "-cl-no-stdinc", "-fsyntax-only", "-Wno-everything",
                                        "-ferror-limit=0", "-fno-caret-diagnostics", "-fno-color-diagnostics", "-include", tools.shim + "/check/metal.h"};
    command.push_back(file);
    return run(command, unique_name(file + ".log"));
}

/** The first clang that knows C++ for OpenCL; empty, with the reason on stderr, if there is none. */
std::string find_clang() {
    const std::string probe = unique_name(Toolchain::instance().cache + "/probe") + ".clcpp";
    write_file(probe, "void probe(__global float* x) { x[0] = 1; }\n");
    std::string found, output;
    for (std::string name : {environment("SOFTWARE_METAL_CLANG", "clang"), std::string("clang-19"), std::string("clang-16"), std::string("clang-14")}) {
        Outcome outcome = ask(name, probe);
        if (outcome.status == 0) {
            found = name;
            break;
        }
        if (output.empty()) output = outcome.output;
    }
    unlink(probe.c_str());
    if (found.empty()) std::fprintf(stderr, "software Metal: address spaces are not checked: %s\n", output.c_str());
    return found;
}

const std::string& clang() {
    static const auto* const path = new std::string(find_clang());
    return *path;
}

bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

bool is_about_spaces(const std::string& complaint) {
    return has(complaint, "__global") || has(complaint, "__local") || has(complaint, "__constant") || has(complaint, "address space");
}

/** OpenCL copies no struct out of __constant, Metal does. */
bool is_harmless(const std::string& complaint) {
    bool copy = has(complaint, "implicit copy constructor") || has(complaint, "implicit copy assignment");
    return copy && has(complaint, "cannot bind reference in address space '__constant'");
}

/** An error and the notes behind it belong together. */
Complaints sorted(const std::string& output) {
    Complaints result;
    std::istringstream lines(output);
    std::string line, complaint;
    auto done = [&] {
        if (!complaint.empty() && !is_harmless(complaint)) (is_about_spaces(complaint) ? result.about_spaces : result.others) += complaint;
        complaint.clear();
    };
    while (std::getline(lines, line)) {
        if (line.find(" error: ") != std::string::npos) done();
        if (line.find(" error: ") != std::string::npos || line.find(" note: ") != std::string::npos) complaint += line + "\n";
    }
    done();
    return result;
}

} // namespace

bool checks_address_spaces() {
    static const bool checks = environment("SOFTWARE_METAL_ADDRESS_SPACES", "0") == "1" && !clang().empty();
    return checks;
}

bool check_address_spaces(const std::string& preprocessed, const std::string& base, std::string& log) {
    const Translation translation = translate(preprocessed, true);
    const std::string file = unique_name(base) + ".clcpp";
    write_file(file, translation.code);
    const Complaints complaints = sorted(ask(clang(), file).output);
    if (environment("SOFTWARE_METAL_KEEP", "0") != "1") unlink(file.c_str());
    if (!complaints.others.empty()) {
        unchecked++;
        std::fprintf(stderr, "software Metal: not all address spaces of a text were checked, clang says:\n%s", complaints.others.c_str());
    }
    log += complaints.about_spaces;
    return complaints.about_spaces.empty();
}

} // namespace software_metal

/** Whether texts are checked; how many of them clang did not understand in full. */
SOFTWARE_METAL_EXPORT int software_metal_checks_address_spaces() { return software_metal::checks_address_spaces(); }
SOFTWARE_METAL_EXPORT long software_metal_unchecked_texts() { return software_metal::unchecked; }
