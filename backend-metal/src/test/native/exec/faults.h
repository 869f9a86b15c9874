// Bad accesses of kernels become errors of their command buffers.
#pragma once
#include <csignal>
#include <pthread.h>

namespace software_metal {

/** Puts our handler in front of the one that is there (the JVM's), which still gets all that is not ours. */
void install_fault_handler();

/** A stack for this thread's signals, so that an overflow of a kernel's stack can be told. */
class SignalStack {
public:
    SignalStack();
    ~SignalStack();

private:
    void* memory;
};

/** Threads started inside get none of the signals that are sent to the process. */
template <class Action> void without_signals(Action action) {
    sigset_t all, before;
    sigfillset(&all);
    for (int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP}) sigdelset(&all, signal);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    action();
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

} // namespace software_metal
