#pragma once
#include "../foundation/foundation.h"
#include "arena.h"
#include "event.h"
#include "types.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace software_metal {

struct QueueState;
struct Block;

/** Why a command buffer failed. */
struct Failure {
    NSInteger code = 0;
    std::string text;
    explicit operator bool() const { return !text.empty(); }
};

/** One thing that a command buffer does. */
struct Command {
    virtual ~Command() = default;
    virtual Failure run() = 0;
};

/** How far a command buffer is: outlives it, so that waiters are told after the queue has let go of it. */
struct Progress {
    std::mutex mutex;
    std::condition_variable changed;
    NSUInteger status = NOT_ENQUEUED;
    bool over = false;
};

/** MTLCommandBuffer. */
struct CommandBuffer : Labelled {
    CommandBuffer(struct Queue* queue, std::shared_ptr<QueueState> state, bool retains);
    ~CommandBuffer();
    static Class* type();

    struct ComputeEncoder* computeEncoder() { return computeEncoderOf(0); }
    struct ComputeEncoder* computeEncoderOf(NSUInteger dispatch_type);
    struct BlitEncoder* blitEncoder();
    void encodeWait(SharedEvent* event, uint64_t value);
    void encodeSignal(SharedEvent* event, uint64_t value);
    void enqueue();
    void commit();
    void waitUntilCompleted();
    void waitUntilScheduled();
    void addCompletedHandler(Block* block) { completed_handlers.push_back(block); }
    void addScheduledHandler(Block* block) { scheduled_handlers.push_back(block); }
    NSUInteger getStatus();
    Error* getError();
    double startTime() const { return start_time; }
    double endTime() const { return end_time; }
    BOOL retainsReferences() const { return retains; }
    struct Device* device();
    struct Queue* commandQueue() { return queue; }

    // for encoders
    template <class T, class... Arguments> T& add(Arguments&&... arguments) {
        T* command = new (arena.allocate(sizeof(T))) T(std::forward<Arguments>(arguments)...);
        commands.push_back(command);
        return *command;
    }
    /** Takes the last command back. */
    void discard_last();
    /** Keeps an object until the end, unless this command buffer retains nothing. */
    void keep(Object* object);
    /** An error in how the API is used: the command buffer will fail and not run. */
    void invalidate(const std::string& what);
    bool committed() const { return is_committed; }

    Arena arena;
    std::vector<Command*> commands; // in the arena
    bool encoding = false;

    // for the queue's thread: runs the commands and lets go of everything; the last to use this object
    static void execute(CommandBuffer* buffer);

private:
    Failure run_commands();
    void clear_commands();
    bool can_encode(const char* what);

    struct Queue* queue;
    std::shared_ptr<QueueState> state;
    std::shared_ptr<Progress> progress = std::make_shared<Progress>();
    std::vector<Object*> kept;
    std::vector<Block*> scheduled_handlers, completed_handlers;
    Failure invalid;
    Error* error = nullptr;
    double start_time = 0, end_time = 0;
    const bool retains;
    bool is_committed = false; // as the thread that encodes sees it
};

} // namespace software_metal
