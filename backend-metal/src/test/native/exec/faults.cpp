// Why leaving a kernel from a signal handler is safe: the signal is caused by the kernel's own instruction, kernels hold no
// locks and own nothing that a destructor would have to free, and the worker's thread is never one of the JVM's. The handler
// looks at one thread-local pointer (of the model that needs no allocation); if no kernel runs here, the signal is handed on.
#include "faults.h"

#include "worker.h"

#include <mutex>
#include <sys/mman.h>

namespace software_metal {
namespace {

constexpr int SIGNALS[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL};
struct sigaction previous[64];

const char* meaning(int signal) {
    switch (signal) {
        case SIGFPE: return "an integer division by zero, or of the least number by -1, at ";
        case SIGILL: return "an instruction that traps, at ";
        case SIGBUS: return "an access behind the end of a mapped file, at ";
        default: return "an access outside of all buffers, at ";
    }
}

void hand_on(int signal, siginfo_t* info, void* machine) {
    const struct sigaction& before = previous[signal];
    if (before.sa_flags & SA_SIGINFO) {
        before.sa_sigaction(signal, info, machine);
    } else if (before.sa_handler == SIG_DFL || before.sa_handler == SIG_IGN) {
        ::signal(signal, SIG_DFL); // the instruction is run again and the process ends as it would have
    } else {
        before.sa_handler(signal);
    }
}

void handle(int signal, siginfo_t* info, void* machine) {
    Worker* worker = Worker::running();
    if (worker == nullptr || info->si_code <= 0) return hand_on(signal, info, machine);
    sigset_t ours; // the kernel blocked all signals for the time of this handler, which never returns
    sigemptyset(&ours);
    for (int each : SIGNALS) sigaddset(&ours, each);
    pthread_sigmask(SIG_UNBLOCK, &ours, nullptr);
    worker->escape(meaning(signal), info->si_addr);
}

} // namespace

void install_fault_handler() {
    static std::once_flag once;
    std::call_once(once, [] {
        struct sigaction ours = {};
        ours.sa_sigaction = handle;
        ours.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
        sigfillset(&ours.sa_mask); // as the JVM has it
        for (int signal : SIGNALS) sigaction(signal, &ours, &previous[signal]);
    });
}

namespace {

constexpr size_t SIGNAL_STACK = 64 << 10;

} // namespace

SignalStack::SignalStack()
    : memory(mmap(nullptr, SIGNAL_STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)) {
    stack_t stack = {};
    stack.ss_sp = memory;
    stack.ss_size = SIGNAL_STACK;
    sigaltstack(&stack, nullptr);
}

SignalStack::~SignalStack() {
    stack_t none = {};
    none.ss_flags = SS_DISABLE;
    sigaltstack(&none, nullptr);
    munmap(memory, SIGNAL_STACK);
}

} // namespace software_metal
