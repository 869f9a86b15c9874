#include "process.h"

#include "files.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace software_metal {
namespace {

/** The environment with messages in English and in ASCII. */
std::vector<char*> plain_environment() {
    static char language[] = "LC_ALL=C";
    std::vector<char*> variables;
    for (char** each = environ; *each != nullptr; each++)
        if (std::strncmp(*each, "LC_ALL=", 7) != 0) variables.push_back(*each);
    variables.push_back(language);
    variables.push_back(nullptr);
    return variables;
}

} // namespace

Outcome run(const std::vector<std::string>& command, const std::string& log) {
    std::vector<char*> words;
    for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    std::vector<char*> variables = plain_environment();
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, log.c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0600);
    posix_spawn_file_actions_adddup2(&files, 1, 2);
    // The child must not inherit the signals that threads of ours have blocked.
    posix_spawnattr_t attributes;
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigmask(&attributes, &none);
    pid_t child;
    int failed = posix_spawnp(&child, words[0], &files, &attributes, words.data(), variables.data());
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    if (failed != 0) return {127, command[0] + ": " + std::strerror(failed)};
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    std::string output = read_file(log);
    unlink(log.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128, output};
}

} // namespace software_metal
