#pragma once
#include "command_buffer.h"
#include "residency.h"

#include <condition_variable>
#include <deque>
#include <mutex>

namespace software_metal {

/** What a queue and its thread share. */
struct QueueState {
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<CommandBuffer*> committed;
    NSUInteger unfinished = 0; // command buffers that were made and are not completed
    NSUInteger most = 64;
    bool stopped = false;

    void finished_one();
};

/** MTLCommandQueue: a thread that runs command buffers in the order in which they were committed. */
struct Queue : Labelled {
    ~Queue();
    static Class* type();
    static Queue* make(NSUInteger most_command_buffers);

    /** Waits, as Metal does, while as many are unfinished as the queue allows. */
    CommandBuffer* commandBuffer() { return next(true); }
    CommandBuffer* commandBufferUnretained() { return next(false); }
    void addResidencySet(ResidencySet* set);
    void removeResidencySet(ResidencySet* set);
    struct Device* device();
    void enqueue(CommandBuffer* buffer);

private:
    CommandBuffer* next(bool retains);
    std::shared_ptr<QueueState> state;
    std::map<ResidencySet*, Reference<ResidencySet>> residency_sets;
};

} // namespace software_metal
