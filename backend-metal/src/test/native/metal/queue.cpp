#include "queue.h"

#include "../exec/faults.h"
#include "../objc/definition.h"
#include "device.h"

#include <chrono>
#include <thread>

namespace software_metal {
namespace {

void work(std::shared_ptr<QueueState> state) {
    SignalStack stack;
    std::unique_lock<std::mutex> lock(state->mutex);
    for (;;) {
        state->changed.wait(lock, [&] { return state->stopped || !state->committed.empty(); });
        if (state->committed.empty()) return;
        CommandBuffer* buffer = state->committed.front();
        state->committed.pop_front();
        lock.unlock();
        CommandBuffer::execute(buffer);
        lock.lock();
    }
}

} // namespace

void QueueState::finished_one() {
    std::lock_guard<std::mutex> guard(mutex);
    unfinished--;
    changed.notify_all();
}

Class* Queue::type() {
    static Class* const type = Definition<Queue>("MTLCommandQueue")
                                   .method<&Queue::commandBuffer>("commandBuffer")
                                   .method<&Queue::commandBufferUnretained>("commandBufferWithUnretainedReferences")
                                   .method<&Queue::addResidencySet>("addResidencySet:")
                                   .method<&Queue::removeResidencySet>("removeResidencySet:")
                                   .method<&Queue::device>("device")
                                   .method<&Queue::setLabel>("setLabel:")
                                   .method<&Queue::getLabel>("label");
    return type;
}

Queue* Queue::make(NSUInteger most_command_buffers) {
    auto* queue = create<Queue>();
    queue->state = std::make_shared<QueueState>();
    queue->state->most = most_command_buffers;
    without_signals([&] { std::thread(work, queue->state).detach(); });
    return queue;
}

Queue::~Queue() {
    std::lock_guard<std::mutex> guard(state->mutex);
    state->stopped = true;
    state->changed.notify_all();
}

CommandBuffer* Queue::next(bool retains) {
    std::unique_lock<std::mutex> lock(state->mutex);
    bool room = state->changed.wait_for(lock, std::chrono::seconds(60), [&] { return state->unfinished < state->most; });
    if (!room) {
        misuse("commandBuffer: " + std::to_string(state->most) + " command buffers of this queue are unfinished for a minute");
        return nullptr;
    }
    state->unfinished++;
    lock.unlock();
    return autoreleased(create<CommandBuffer>(this, state, retains));
}

void Queue::enqueue(CommandBuffer* buffer) {
    retain(buffer);
    std::lock_guard<std::mutex> guard(state->mutex);
    state->committed.push_back(buffer);
    state->changed.notify_all();
}

void Queue::addResidencySet(ResidencySet* set) { residency_sets[set] = Reference<ResidencySet>(set); }
void Queue::removeResidencySet(ResidencySet* set) { residency_sets.erase(set); }
Device* Queue::device() { return Device::shared(); }

} // namespace software_metal
