// Runs another program.
#pragma once
#include <string>
#include <vector>

namespace software_metal {

struct Outcome {
    int status; // 0 is success, 127 not found
    std::string output; // stdout and stderr
};

/** `log` is a file for the output, which is removed afterwards. */
Outcome run(const std::vector<std::string>& command, const std::string& log);

} // namespace software_metal
