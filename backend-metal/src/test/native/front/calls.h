// Which function's text mentions which word, and which it calls: enough to know who may wait for other threads, and who
// calls itself.
#pragma once
#include <map>
#include <set>
#include <string>

namespace software_metal {

class Calls {
public:
    void define(const std::string& function, const std::set<std::string>& mentioned, const std::set<std::string>& called, bool could_recur, int line);
    /** Whether a barrier or a SIMD operation can be reached from here, going by names. */
    bool meets(const std::string& function) const;
    /** Functions, each with its line, that reach themselves by functions that are defined once and no templates. */
    std::map<std::string, int> recursive() const;

private:
    struct Definition {
        std::set<std::string> mentioned, called;
        int count = 0, line = 0;
        bool could_recur = true;
    };
    bool reaches(const std::string& from, const std::string& to, std::set<std::string>& visited) const;
    bool meets(const std::string& function, std::set<std::string>& visited) const;
    std::map<std::string, Definition> definitions;
};

} // namespace software_metal
