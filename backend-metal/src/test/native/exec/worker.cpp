#include "worker.h"

#include "settings.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <sys/mman.h>
#include <xmmintrin.h>

/** Compiled kernels reach their context by this name. */
extern "C" {
__attribute__((visibility("default"), tls_model("initial-exec"))) __thread software_metal::Context* software_metal_context;
}

namespace software_metal {
namespace {

constexpr uint32_t MOST_THREADS = 1024;
constexpr size_t GROUP_MEMORY = 32768, PAGE = 4096;
constexpr unsigned FLUSH_TO_ZERO = 0x8040; // of MXCSR: results and operands

/** Memory between two pages that nobody may touch. */
char* guarded(size_t bytes) {
    void* all = mmap(nullptr, bytes + 2 * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED) throw std::bad_alloc();
    char* inside = static_cast<char*>(all) + PAGE;
    mprotect(inside, bytes, PROT_READ | PROT_WRITE);
    return inside;
}

uint32_t extent(uint32_t grid, uint32_t group, uint32_t position) {
    return static_cast<uint32_t>(std::min<uint64_t>(group, grid - static_cast<uint64_t>(group) * position));
}

__thread Worker* running_worker __attribute__((tls_model("initial-exec"))) = nullptr;

} // namespace

Worker::Worker() : states(MOST_THREADS), waiting(MOST_THREADS), group_memory(guarded(GROUP_MEMORY)) {
    context.states = states.data();
    context.meet = meet;
    context.new_variable = new_variable;
    context.deposits = deposits;
    context.group_memory = group_pointers;
}

Worker::~Worker() { munmap(group_memory - PAGE, GROUP_MEMORY + 2 * PAGE); }

Worker& Worker::own() {
    static thread_local std::unique_ptr<Worker> worker; // by pointer, see software_metal_lookup
    if (worker == nullptr) worker = std::make_unique<Worker>();
    return *worker;
}

Worker* Worker::running() { return running_worker; }

std::string Worker::run(Groups& groups) {
    dispatch = &groups.dispatch;
    error.clear();
    context.grid = dispatch->grid;
    context.nominal_group = dispatch->group;
    context.groups = dispatch->groups;
    context.buffers = const_cast<void**>(dispatch->buffers);
    context.reverse = settings().reverse;
    software_metal_context = &context;
    unsigned modes = _mm_getcsr();
    if (settings().flush_denormals) _mm_setcsr(modes | FLUSH_TO_ZERO);
    const uint64_t several = std::max<uint64_t>(1, groups.total / 256);
    running_worker = this;
    if (_setjmp(way_out) == 0) {
        for (uint64_t from; !groups.failed && (from = groups.next.fetch_add(several)) < groups.total;) {
            uint64_t to = std::min(groups.total, from + several);
            for (uint64_t number = from; number < to && error.empty(); number++)
                run_group(context.reverse ? groups.total - 1 - number : number);
            if (!error.empty()) break;
        }
    } else { // escape() came here
        char address[32];
        snprintf(address, sizeof address, "%p", escaped_address);
        error = place(context.current) + ": " + escaped_what + address;
        forget_fibers();
    }
    running_worker = nullptr;
    _mm_setcsr(modes);
    if (!error.empty()) groups.failed = true;
    return error;
}

void Worker::escape(const char* what, const void* address) {
    const bool on_stack = std::any_of(fibers.begin(), fibers.end(), [&](auto& fiber) { return fiber->holds(address); });
    escaped_what = on_stack ? "the stack of a thread (128 KiB) overflowed at " : what;
    escaped_address = address;
    _longjmp(way_out, 1);
}

void Worker::run_group(uint64_t number) {
    const Size& groups = dispatch->groups;
    context.group_position = {static_cast<uint32_t>(number % groups.x), static_cast<uint32_t>(number / groups.x % groups.y),
                              static_cast<uint32_t>(number / groups.x / groups.y)};
    context.group = {extent(dispatch->grid.x, dispatch->group.x, context.group_position.x),
                     extent(dispatch->grid.y, dispatch->group.y, context.group_position.y),
                     extent(dispatch->grid.z, dispatch->group.z, context.group_position.z)};
    context.threads = context.group.x * context.group.y * context.group.z;
    group_memory_used = 0;
    std::memset(context.variables, 0, sizeof context.variables);
    for (uint32_t i = 0; i < BUFFERS; i++) {
        group_pointers[i] = group_memory + group_memory_used;
        group_memory_used += dispatch->group_memory[i];
    }
    std::memset(group_memory, 0xff, group_memory_used); // poison: NaN, or -1
    if (dispatch->kernel->meets) return run_waiting_group();
    context.first = context.started = 0;
    context.end = context.threads;
    dispatch->kernel->run(context);
}

// ---- kernels with barriers or SIMD operations

void Worker::run_waiting_group() {
    std::fill_n(states.begin(), context.threads, State::NEW);
    const uint32_t lane_groups = (context.threads + LANES - 1) / LANES;
    auto each_lane_group = [&](auto action) {
        for (uint32_t i = 0; i < lane_groups && error.empty(); i++) {
            uint32_t first = LANES * (context.reverse ? lane_groups - 1 - i : i);
            action(first, std::min(context.threads, first + LANES));
        }
    };
    each_lane_group([&](uint32_t first, uint32_t end) {
        start_lanes(first, end);
        run_lanes(first, end);
    });
    while (error.empty() && release_barrier()) {
        each_lane_group([&](uint32_t first, uint32_t end) {
            for (uint32_t i = first; i < end; i++) {
                uint32_t thread = context.reverse ? end - 1 - (i - first) : i;
                if (states[thread] == State::AT_BARRIER) resume_later(thread);
            }
            go();
            run_lanes(first, end);
        });
    }
    if (!error.empty()) forget_fibers();
}

void Worker::start_lanes(uint32_t first, uint32_t end) {
    context.first = context.started = first;
    context.end = end;
    go();
}

/** Runs a SIMD group until each lane is done or at a barrier of the group. */
void Worker::run_lanes(uint32_t first, uint32_t end) {
    while (error.empty()) {
        uint32_t leader = hindmost(first, end);
        if (leader == end) return;
        complete_lane_operation(first, end, leader);
        go();
    }
}

/**
 * Which waiting lane is behind the others in the program, or `end`: the one deepest in calls, and there at the lowest address.
 * So lanes that took different branches, or left a loop earlier, come together again behind it, as they do on a GPU.
 */
uint32_t Worker::hindmost(uint32_t first, uint32_t end) const {
    uint32_t found = end;
    size_t deepest = 0;
    for (uint32_t thread = first; thread < end; thread++) {
        if (states[thread] != State::AT_LANES) continue;
        const Waiting& at = waiting[thread];
        size_t depth = at.fiber->depth(at.stack);
        if (found == end || depth > deepest || (depth == deepest && at.program < waiting[found].program)) {
            found = thread;
            deepest = depth;
        }
    }
    return found;
}

/** Gathers what the lanes brought that wait at the leader's place; they are resumed next. */
void Worker::complete_lane_operation(uint32_t first, uint32_t end, uint32_t leader) {
    const Waiting& place = waiting[leader];
    bool divergent = false;
    context.active = 0;
    context.combined = false;
    for (uint32_t lane = 0; lane < LANES; lane++) {
        uint32_t thread = first + lane;
        uint8_t* to = deposits + lane * place.bytes;
        bool together = thread < end && states[thread] == State::AT_LANES && waiting[thread].line == place.line &&
                        waiting[thread].bytes == place.bytes && waiting[thread].meeting == place.meeting;
        if (together) {
            context.active |= 1u << lane;
            std::memcpy(to, waiting[thread].deposit, place.bytes);
        } else {
            std::memset(to, 0xff, place.bytes);
            divergent |= thread < end && states[thread] != State::DONE;
        }
    }
    if (divergent && settings().strict_lanes) fail(leader, place.line, "a SIMD operation in divergent control flow");
    if (place.meeting == Meeting::MATRIX_PRODUCT) {
        if (context.active != 0xffffffffu) fail(leader, place.line, "a matrix operation that not all 32 lanes reach");
        multiply_matrices();
    }
    for (uint32_t i = first; i < end; i++) {
        uint32_t thread = context.reverse ? end - 1 - (i - first) : i;
        if (context.active >> (thread - first) & 1) resume_later(thread);
    }
}

/** Makes the next barrier's threads ready; false if no thread waits at one. */
bool Worker::release_barrier() {
    uint32_t first = context.threads;
    bool some_done = false;
    for (uint32_t thread = context.threads; thread-- > 0;) {
        if (states[thread] == State::AT_BARRIER) first = thread;
        some_done |= states[thread] == State::DONE;
    }
    if (first == context.threads) return false;
    if (settings().strict_barriers) check_barrier(first, some_done);
    return true;
}

void Worker::check_barrier(uint32_t first, bool some_done) {
    if (some_done) fail(first, waiting[first].line, "threadgroup_barrier not reached by all threads: some have returned");
    for (uint32_t thread = first; thread < context.threads; thread++)
        if (states[thread] == State::AT_BARRIER && waiting[thread].line != waiting[first].line)
            fail(thread, waiting[thread].line, "threads wait at different barriers: others at line " + std::to_string(waiting[first].line));
}

/** D = A B + C by all lanes' pieces, the result in their c. */
__attribute__((target_clones("arch=haswell", "default"))) void Worker::multiply_matrices() {
    auto* lanes = reinterpret_cast<MatrixDeposit*>(deposits);
    float a[8][8], b[8][8], d[8][8];
    auto row = [](uint32_t lane) { return (lane / 4 & 4) + lane / 2 % 4; };
    auto column = [](uint32_t lane) { return (lane / 4 & 2) * 2 + lane % 2 * 2; };
    for (uint32_t lane = 0; lane < LANES; lane++)
        for (uint32_t i = 0; i < 2; i++) {
            a[row(lane)][column(lane) + i] = lanes[lane].a[i];
            b[row(lane)][column(lane) + i] = lanes[lane].b[i];
            d[row(lane)][column(lane) + i] = lanes[lane].c[i];
        }
    for (uint32_t y = 0; y < 8; y++)
        for (uint32_t k = 0; k < 8; k++)
            for (uint32_t x = 0; x < 8; x++) d[y][x] = __builtin_fmaf(a[y][k], b[k][x], d[y][x]);
    for (uint32_t lane = 0; lane < LANES; lane++)
        for (uint32_t i = 0; i < 2; i++) lanes[lane].c[i] = d[row(lane)][column(lane) + i];
}

// ---- called by kernels

void Worker::meet(Context& context, Meeting meeting, const void* deposit, uint32_t bytes, int line) {
    auto& worker = reinterpret_cast<Worker&>(context);
    if (!worker.dispatch->kernel->meets) worker.escape("a barrier or SIMD operation that the front end overlooked, at ", nullptr);
    Waiting& mine = worker.waiting[context.current];
    Fiber* fiber = worker.current_fiber;
    mine.fiber = fiber;
    mine.line = line;
    mine.program = static_cast<const char*>(__builtin_return_address(0));
    mine.stack = static_cast<const char*>(__builtin_frame_address(0));
    mine.bytes = bytes;
    mine.meeting = meeting;
    std::memcpy(mine.deposit, deposit, bytes);
    context.states[context.current] = meeting == Meeting::GROUP_BARRIER ? State::AT_BARRIER : State::AT_LANES;
    software_metal_switch(&fiber->stack_pointer, worker.next_stack()); // straight to who runs next
}

void* Worker::new_variable(Context& context, uint32_t slot, size_t bytes, size_t alignment) {
    auto& worker = reinterpret_cast<Worker&>(context);
    size_t at = (worker.group_memory_used + alignment - 1) / alignment * alignment;
    if (at + bytes > GROUP_MEMORY) worker.escape("more than 32768 bytes of threadgroup memory; variables end at ", reinterpret_cast<void*>(at + bytes));
    worker.group_memory_used = at + bytes;
    char* place = worker.group_memory + at;
    std::memset(place, 0xff, bytes);
    return context.variables[slot] = place;
}

// ---- fibers

void Worker::fiber_main() {
    for (;;) {
        Worker& worker = *running_worker;
        worker.dispatch->kernel->run(worker.context); // until no new thread is left
        Fiber* fiber = worker.current_fiber;
        worker.free_fibers.push_back(fiber);
        software_metal_switch(&fiber->stack_pointer, worker.next_stack());
    }
}

Fiber* Worker::free_fiber() {
    if (free_fibers.empty()) {
        fibers.push_back(std::make_unique<Fiber>(fiber_main, fibers.size()));
        return fibers.back().get();
    }
    Fiber* fiber = free_fibers.back();
    free_fibers.pop_back();
    return fiber;
}

/** Whose turn it is: a fiber for new threads, a thread that is resumed, the worker itself. */
void* Worker::next_stack() {
    if (context.started < context.end) {
        current_fiber = free_fiber();
        return current_fiber->stack_pointer;
    }
    if (resumed < resume_count) {
        uint32_t thread = to_resume[resumed++];
        states[thread] = State::RUNNING;
        context.current = thread;
        current_fiber = waiting[thread].fiber;
        return current_fiber->stack_pointer;
    }
    resumed = resume_count = 0;
    return own_stack;
}

void Worker::go() {
    void* to = next_stack();
    if (to != own_stack) software_metal_switch(&own_stack, to);
}

/** After an error threads may be left in the middle of something: all stacks begin anew. */
void Worker::forget_fibers() {
    free_fibers.clear();
    for (auto& fiber : fibers) {
        fiber->reset();
        free_fibers.push_back(fiber.get());
    }
    resumed = resume_count = 0;
    context.started = context.end = 0;
}

// ---- errors

std::string Worker::place(uint32_t thread) const {
    const Size& at = context.group_position;
    return std::string("kernel ") + dispatch->kernel->name + ", threadgroup (" + std::to_string(at.x) + ", " +
           std::to_string(at.y) + ", " + std::to_string(at.z) + "), thread " + std::to_string(thread);
}

void Worker::fail(uint32_t thread, int line, const std::string& what) {
    if (error.empty()) error = place(thread) + ", line " + std::to_string(line) + ": " + what;
}

} // namespace software_metal
