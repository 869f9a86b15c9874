#include "calls.h"

namespace software_metal {
namespace {

bool is_meeting(const std::string& name) {
    auto begins = [&](const char* prefix) { return name.rfind(prefix, 0) == 0; };
    return name == "threadgroup_barrier" || begins("simd_") || begins("simdgroup_") || begins("quad_") ||
           begins("__metal_simd_") || begins("__metal_quad_");
}

} // namespace

void Calls::define(const std::string& function, const std::set<std::string>& mentioned, const std::set<std::string>& called, bool could_recur, int line) {
    Definition& definition = definitions[function];
    definition.mentioned.insert(mentioned.begin(), mentioned.end());
    definition.called.insert(called.begin(), called.end());
    definition.count++;
    definition.line = line;
    definition.could_recur &= could_recur;
}

bool Calls::meets(const std::string& function) const {
    std::set<std::string> visited;
    return meets(function, visited) || meets("operator", visited);
}

bool Calls::meets(const std::string& function, std::set<std::string>& visited) const {
    if (is_meeting(function)) return true;
    auto found = definitions.find(function);
    if (found == definitions.end() || !visited.insert(function).second) return false;
    for (const std::string& next : found->second.mentioned)
        if (meets(next, visited)) return true;
    return false;
}

std::map<std::string, int> Calls::recursive() const {
    std::map<std::string, int> found;
    for (auto& [name, definition] : definitions) {
        std::set<std::string> visited;
        for (const std::string& next : definition.called)
            if (reaches(next, name, visited)) found[name] = definition.line;
    }
    return found;
}

bool Calls::reaches(const std::string& from, const std::string& to, std::set<std::string>& visited) const {
    auto found = definitions.find(from);
    if (found == definitions.end() || found->second.count != 1 || !found->second.could_recur) return false;
    if (from == to) return true;
    if (!visited.insert(from).second) return false;
    for (const std::string& next : found->second.called)
        if (reaches(next, to, visited)) return true;
    return false;
}

} // namespace software_metal
