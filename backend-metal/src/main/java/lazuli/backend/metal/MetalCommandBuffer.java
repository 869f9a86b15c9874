package lazuli.backend.metal;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lazuli.backend.gpu.device.CommandBuffer;
import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.core.backend.DeviceException;

/** An {@code MTLCommandBuffer}, with one serial encoder at a time. */
final class MetalCommandBuffer implements CommandBuffer {
    private static final long COMPLETED = 4;

    private final Messages messages;
    private final MetalQueue queue;
    private final long buffer;
    private final Set<String> kernels = new LinkedHashSet<>();

    /** Of queues whose work this one waits for; they must be there until it is done. */
    private final List<MetalEvent> awaited = new ArrayList<>(0);

    /** 0 if none is open. */
    private long encoder;

    /** What the queue's event counts to when this is done. */
    private long number;

    private double seconds;

    MetalCommandBuffer(Messages messages, MetalQueue queue) {
        this.messages = messages;
        this.queue = queue;
        ObjectiveC objc = messages.objc();
        try (ObjectiveC.Pool _ = objc.pool()) {
            buffer = objc.retain(objc.send(queue.queue(), messages.commandBuffer()));
            if (buffer == 0) {
                throw new DeviceException("[metal] the system gives no command buffer");
            }
        }
    }

    @Override
    public void dispatch(Launch launch) {
        ObjectiveC objc = messages.objc();
        if (!(launch.pipeline() instanceof MetalPipeline pipeline)) {
            throw new IllegalArgumentException("[metal] a kernel of another device");
        }
        long open = encoder();
        kernels.add(pipeline.name());
        objc.send(open, messages.setComputePipelineState(), pipeline.state());
        int slots = launch.buffers();
        for (int i = 0; i < slots; i++) {
            long handle = launch.handle(i);
            long offset = Handle.offset(handle) + launch.offset(i);
            objc.send(open, messages.setBuffer(), Handle.buffer(handle), offset, i);
        }
        if (launch.argumentBytes() > 0) {
            objc.send(open, messages.setBytes(), launch.arguments(), launch.argumentBytes(), slots);
        }
        Grid grid = launch.grid();
        fill(queue.groups(), grid.groupsX(), grid.groupsY(), grid.groupsZ());
        fill(queue.threads(), grid.threadsX(), grid.threadsY(), grid.threadsZ());
        long dispatch = launch.countsThreads() ? messages.dispatchThreads() : messages.dispatchThreadgroups();
        objc.sendSizes(open, dispatch, queue.groups(), queue.threads());
    }

    private static void fill(MemorySegment size, long x, long y, long z) {
        size.set(JAVA_LONG, 0, x);
        size.set(JAVA_LONG, 8, y);
        size.set(JAVA_LONG, 16, z);
    }

    private long encoder() {
        if (encoder == 0) {
            ObjectiveC objc = messages.objc();
            try (ObjectiveC.Pool _ = objc.pool()) {
                encoder = objc.retain(objc.send(buffer, messages.computeCommandEncoder()));
                if (encoder == 0) {
                    throw new DeviceException("[metal] the system gives no encoder");
                }
            }
        }
        return encoder;
    }

    private void endEncoding() {
        if (encoder != 0) {
            messages.objc().send(encoder, messages.endEncoding());
            messages.objc().release(encoder);
            encoder = 0;
        }
    }

    @Override
    public void await(CommandBuffer other) {
        if (!(other instanceof MetalCommandBuffer earlier)) {
            throw new IllegalArgumentException("[metal] a command buffer of another device");
        }
        MetalEvent event = earlier.queue.event();
        if (event.retain()) {
            awaited.add(event);
            endEncoding();
            messages.objc().send(buffer, messages.encodeWait(), event.address(), earlier.number);
        }
    }

    @Override
    public void commit() {
        ObjectiveC objc = messages.objc();
        try (ObjectiveC.Pool _ = objc.pool()) {
            endEncoding();
            number = queue.next();
            objc.send(buffer, messages.encodeSignal(), queue.event().address(), number);
            objc.send(buffer, messages.commit());
        }
    }

    @Override
    public void awaitCompletion() {
        ObjectiveC objc = messages.objc();
        try (ObjectiveC.Pool _ = objc.pool()) {
            objc.send(buffer, messages.waitUntilCompleted());
            seconds = objc.sendForDouble(buffer, messages.endTime()) - objc.sendForDouble(buffer, messages.startTime());
            if (objc.send(buffer, messages.status()) != COMPLETED) {
                String reason = objc.reason(objc.send(buffer, messages.error()));
                // Events of a command buffer that failed are not signalled, and others may wait for them.
                queue.event().signal(number);
                throw new DeviceException("[metal] %s, among the kernels %s".formatted(reason, kernels));
            }
            queue.event().heal(number);
        } finally {
            objc.release(buffer);
            awaited.forEach(MetalEvent::release);
        }
    }

    @Override
    public List<String> kernels() {
        return List.copyOf(kernels);
    }

    @Override
    public double seconds() {
        return seconds;
    }
}
