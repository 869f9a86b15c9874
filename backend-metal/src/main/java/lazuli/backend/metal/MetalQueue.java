package lazuli.backend.metal;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import lazuli.backend.gpu.device.CommandBuffer;
import lazuli.backend.gpu.device.CommandQueue;

/** An {@code MTLCommandQueue}, with an event that counts the command buffers that are done. */
final class MetalQueue implements CommandQueue {
    private final Arena arena = Arena.ofShared();
    private final Messages messages;
    private final long queue;
    private final long event;
    private long committed;

    /** The sizes of a launch, filled anew for each. */
    private final MemorySegment groups = arena.allocate(ObjectiveC.SIZE);

    private final MemorySegment threads = arena.allocate(ObjectiveC.SIZE);

    MetalQueue(ObjectiveC objc, long device, String label) {
        messages = new Messages(objc);
        try (ObjectiveC.Pool _ = objc.pool()) {
            queue = objc.send(device, objc.selector("newCommandQueue"));
            objc.send(queue, objc.selector("setLabel:"), objc.string(label));
            event = objc.send(device, objc.selector("newSharedEvent"));
        }
    }

    long queue() {
        return queue;
    }

    long event() {
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
        messages.objc().release(event);
        messages.objc().release(queue);
        arena.close();
    }
}
