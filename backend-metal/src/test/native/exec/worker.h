// Runs groups of threads, one group after the other, on one thread of the operating system.
//
// A kernel without barriers and SIMD operations is a loop over the threads of the group. In any other each thread needs a
// stack, from the moment on that it first waits: a fiber runs new threads until one waits; then another fiber goes on with
// the next thread, and when all threads of the SIMD group (or of the group) have arrived, they are resumed in turn.
#pragma once
#include "dispatch.h"
#include "fiber.h"

#include <atomic>
#include <csetjmp>
#include <memory>
#include <vector>

namespace software_metal {

/** Groups still to be run; shared by the workers of a dispatch. */
struct Groups {
    const Dispatch& dispatch;
    uint64_t total;
    std::atomic<uint64_t> next{0};
    std::atomic<bool> failed{false};
};

class Worker {
public:
    Worker();
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;
    /** Takes groups until none is left; the text of an error, or nothing. */
    std::string run(Groups& groups);

    /** The worker of this thread. */
    static Worker& own();
    /** The one that runs a kernel on this thread right now, or null. Asked by a signal handler. */
    static Worker* running();
    /** Leaves the kernel for good; called by a signal handler on a bad access. */
    [[noreturn]] void escape(const char* what, const void* address);

private:
    struct Waiting {
        Fiber* fiber;
        int line;
        const char* program; // address of the code, and how deep the stack is there: they tell who is behind
        const char* stack;
        uint32_t bytes;
        Meeting meeting;
        uint8_t deposit[LARGEST_DEPOSIT];
    };

    static void meet(Context& context, Meeting meeting, const void* deposit, uint32_t bytes, int line);
    static void* new_variable(Context& context, uint32_t slot, size_t bytes, size_t alignment);
    static void fiber_main();

    void run_group(uint64_t number);
    void run_waiting_group();
    uint32_t hindmost(uint32_t first, uint32_t end) const;
    void start_lanes(uint32_t first, uint32_t end);
    void run_lanes(uint32_t first, uint32_t end);
    bool release_barrier();
    void check_barrier(uint32_t first_waiting, bool some_done);
    void complete_lane_operation(uint32_t first, uint32_t end, uint32_t leader);
    void multiply_matrices();

    Fiber* free_fiber();
    void* next_stack();
    void go();
    void resume_later(uint32_t thread) { to_resume[resume_count++] = thread; }
    void forget_fibers();
    void fail(uint32_t thread, int line, const std::string& what);
    std::string place(uint32_t thread) const;

    Context context{}; // first, so that a Context& of this worker leads back to it
    const Dispatch* dispatch = nullptr;
    std::vector<State> states;
    std::vector<Waiting> waiting;
    std::vector<std::unique_ptr<Fiber>> fibers;
    std::vector<Fiber*> free_fibers;
    Fiber* current_fiber = nullptr;
    void* own_stack = nullptr;
    uint32_t to_resume[LANES];
    uint32_t resumed = 0, resume_count = 0;
    uint8_t deposits[LANES * LARGEST_DEPOSIT];

    char* group_memory = nullptr; // 32 KiB between guard pages
    size_t group_memory_used = 0;
    void* group_pointers[BUFFERS];

    std::string error;
    jmp_buf way_out;
    const char* escaped_what = nullptr;
    const void* escaped_address = nullptr;
};

} // namespace software_metal
