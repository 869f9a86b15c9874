package lazuli.backend.metal;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import lazuli.backend.gpu.device.CommandBuffer;
import lazuli.backend.gpu.device.CommandQueue;
import lazuli.core.backend.DeviceException;

/** An {@code MTLCommandQueue}, with an event that counts the command buffers that are done. */
final class MetalQueue implements CommandQueue {
    private final Arena arena = Arena.ofShared();
    private final Messages messages;
    private final WiredMemory wired;
    private final long queue;
    private final MetalEvent event;
    private long committed;

    /** The sizes of a launch, filled anew for each. */
    private final MemorySegment groups = arena.allocate(ObjectiveC.SIZE);

    private final MemorySegment threads = arena.allocate(ObjectiveC.SIZE);

    MetalQueue(ObjectiveC objc, long device, WiredMemory wired, String label) {
        this.messages = new Messages(objc);
        this.wired = wired;
        try (ObjectiveC.Pool _ = objc.pool()) {
            this.event = new MetalEvent(objc, device);
            this.queue = objc.send(device, objc.selector("newCommandQueue"));
            if (queue == 0) {
                event.release();
                throw new DeviceException("[metal] the system gives no queue for " + label);
            }
            objc.send(queue, objc.selector("setLabel:"), objc.string(label));
            wired.attachTo(queue);
        }
    }

    long queue() {
        return queue;
    }

    MetalEvent event() {
        return event;
    }

    MemorySegment groups() {
        return groups;
    }

    MemorySegment threads() {
        return threads;
    }

    /** The value that the event has when what is committed now is done. */
    long next() {
        return ++committed;
    }

    @Override
    public CommandBuffer begin() {
        return new MetalCommandBuffer(messages, this);
    }

    @Override
    public void close() {
        wired.detachFrom(queue);
        event.release();
        messages.objc().release(queue);
        arena.close();
    }
}
