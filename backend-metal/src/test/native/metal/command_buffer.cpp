#include "command_buffer.h"

#include "../exec/settings.h"
#include "../objc/definition.h"
#include "blit_encoder.h"
#include "block.h"
#include "capture.h"
#include "compute_encoder.h"
#include "device.h"
#include "queue.h"

#include <ctime>

namespace software_metal {
namespace {

double now() {
    timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

struct Signal : Command {
    Signal(SharedEvent* event, uint64_t value) : event(event), value(value) {}
    Failure run() override {
        event->set(value);
        return {};
    }
    SharedEvent* event;
    uint64_t value;
};

struct Wait : Command {
    Wait(SharedEvent* event, uint64_t value) : event(event), value(value) {}
    Failure run() override {
        unsigned seconds = settings().event_timeout;
        if (event->wait(value, seconds * 1000ul)) return {};
        return {ERROR_TIMEOUT, "waited " + std::to_string(seconds) + " seconds for an event to reach " + std::to_string(value) +
                                   ", it is at " + std::to_string(event->value())};
    }
    SharedEvent* event;
    uint64_t value;
};

} // namespace

Class* CommandBuffer::type() {
    using C = CommandBuffer;
    static Class* const type = Definition<C>("MTLCommandBuffer")
                                   .method<&C::computeEncoder>("computeCommandEncoder")
                                   .method<&C::computeEncoderOf>("computeCommandEncoderWithDispatchType:")
                                   .method<&C::blitEncoder>("blitCommandEncoder")
                                   .method<&C::encodeWait>("encodeWaitForEvent:value:")
                                   .method<&C::encodeSignal>("encodeSignalEvent:value:")
                                   .method<&C::enqueue>("enqueue")
                                   .method<&C::commit>("commit")
                                   .method<&C::waitUntilCompleted>("waitUntilCompleted")
                                   .method<&C::waitUntilScheduled>("waitUntilScheduled")
                                   .method<&C::addCompletedHandler>("addCompletedHandler:")
                                   .method<&C::addScheduledHandler>("addScheduledHandler:")
                                   .method<&C::getStatus>("status")
                                   .method<&C::getError>("error")
                                   .method<&C::startTime>("GPUStartTime")
                                   .method<&C::endTime>("GPUEndTime")
                                   .method<&C::startTime>("kernelStartTime")
                                   .method<&C::endTime>("kernelEndTime")
                                   .method<&C::retainsReferences>("retainedReferences")
                                   .method<&C::device>("device")
                                   .method<&C::commandQueue>("commandQueue")
                                   .method<&C::setLabel>("setLabel:")
                                   .method<&C::getLabel>("label")
                                   .ignored("pushDebugGroup:")
                                   .ignored("popDebugGroup");
    return type;
}

CommandBuffer::CommandBuffer(Queue* queue, std::shared_ptr<QueueState> state, bool retains)
    : queue(retained(queue)), state(std::move(state)), retains(retains) {}

CommandBuffer::~CommandBuffer() {
    clear_commands();
    for (Object* object : kept) release(object);
    if (progress->status < COMMITTED) state->finished_one();
    release(error);
    release(queue);
}

// ---- encoding

bool CommandBuffer::can_encode(const char* what) {
    if (committed()) {
        misuse(std::string(what) + ": the command buffer is committed already");
        return false;
    }
    if (encoding) invalidate(std::string(what) + ": another encoder of this command buffer is still open");
    return true;
}

ComputeEncoder* CommandBuffer::computeEncoderOf(NSUInteger dispatch_type) {
    if (!can_encode("computeCommandEncoder")) return nullptr;
    return autoreleased(create<ComputeEncoder>(this, dispatch_type == 1));
}

BlitEncoder* CommandBuffer::blitEncoder() {
    if (!can_encode("blitCommandEncoder")) return nullptr;
    return autoreleased(create<BlitEncoder>(this));
}

void CommandBuffer::encodeWait(SharedEvent* event, uint64_t value) {
    if (!can_encode("encodeWaitForEvent")) return;
    keep(event);
    add<Wait>(event, value);
}

void CommandBuffer::encodeSignal(SharedEvent* event, uint64_t value) {
    if (!can_encode("encodeSignalEvent")) return;
    keep(event);
    add<Signal>(event, value);
}

void CommandBuffer::clear_commands() {
    for (Command* command : commands) command->~Command();
    commands.clear();
}

void CommandBuffer::discard_last() {
    commands.back()->~Command();
    commands.pop_back();
}

void CommandBuffer::keep(Object* object) {
    if (retains && (kept.empty() || kept.back() != object)) kept.push_back(retain(object));
}

void CommandBuffer::invalidate(const std::string& what) {
    if (committed()) return misuse(what + " (its command buffer is committed already)");
    if (!invalid) invalid = {ERROR_INVALID_RESOURCE, what};
}

// ---- life

void CommandBuffer::enqueue() {
    std::lock_guard<std::mutex> guard(progress->mutex);
    if (progress->status == NOT_ENQUEUED) progress->status = ENQUEUED;
}

void CommandBuffer::commit() {
    if (encoding) invalidate("commit: an encoder is still open");
    {
        std::lock_guard<std::mutex> guard(progress->mutex);
        if (progress->status >= COMMITTED) return misuse("commit: the command buffer is committed already");
        progress->status = COMMITTED;
        is_committed = true;
    }
    counters().command_buffers++;
    CaptureManager::shared()->note(this);
    queue->enqueue(this);
}

void CommandBuffer::execute(CommandBuffer* buffer) {
    std::shared_ptr<Progress> progress = buffer->progress;
    std::shared_ptr<QueueState> state = buffer->state;
    {
        std::lock_guard<std::mutex> guard(progress->mutex);
        progress->status = SCHEDULED;
        progress->changed.notify_all();
    }
    for (Block* block : buffer->scheduled_handlers) block->invoke(block, buffer);
    buffer->start_time = now();
    Failure failure = buffer->run_commands();
    buffer->end_time = now();
    buffer->clear_commands();
    for (Object* object : buffer->kept) release(object);
    buffer->kept.clear();
    {
        std::lock_guard<std::mutex> guard(progress->mutex);
        if (failure) buffer->error = create<Error>("MTLCommandBufferErrorDomain", failure.code, failure.text);
        progress->status = failure ? ERROR : COMPLETED;
    }
    for (Block* block : buffer->completed_handlers) block->invoke(block, buffer);
    release(buffer);
    state->finished_one();
    std::lock_guard<std::mutex> guard(progress->mutex);
    progress->over = true;
    progress->changed.notify_all();
}

/** A command buffer that was used wrongly does nothing at all; one that fails does no more, so its events stay as they are. */
Failure CommandBuffer::run_commands() {
    if (invalid) return invalid;
    if (take(settings().failing_command_buffers)) return {ERROR_INTERNAL, "failed on request"};
    for (Command* command : commands)
        if (Failure failure = command->run()) return failure;
    return {};
}

void CommandBuffer::waitUntilCompleted() {
    std::unique_lock<std::mutex> lock(progress->mutex);
    if (progress->status < COMMITTED) {
        lock.unlock();
        return misuse("waitUntilCompleted: the command buffer is not committed");
    }
    progress->changed.wait(lock, [&] { return progress->over; });
}

void CommandBuffer::waitUntilScheduled() {
    std::unique_lock<std::mutex> lock(progress->mutex);
    if (progress->status < COMMITTED) {
        lock.unlock();
        return misuse("waitUntilScheduled: the command buffer is not committed");
    }
    progress->changed.wait(lock, [&] { return progress->status >= SCHEDULED; });
}

NSUInteger CommandBuffer::getStatus() {
    std::lock_guard<std::mutex> guard(progress->mutex);
    return progress->status;
}

Error* CommandBuffer::getError() {
    std::lock_guard<std::mutex> guard(progress->mutex);
    return error;
}

Device* CommandBuffer::device() { return Device::shared(); }

} // namespace software_metal
