package lazuli.backend.metal;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which buffers are to stay resident: an {@code MTLResidencySet} that every queue knows, filled up to a limit, as MLX does. None before macOS 15,
 * where limits change nothing. Safe for use by several threads.
 */
final class WiredMemory {
    private final ObjectiveC objc;

    /** 0 if the system has none. */
    private final long set;

    /** Buffers that are in the set, with their sizes in bytes. */
    private final Map<Long, Long> inside = new LinkedHashMap<>();

    /** The others. */
    private final Map<Long, Long> outside = new LinkedHashMap<>();

    private long limit;
    private long bytes;

    WiredMemory(ObjectiveC objc, long device) {
        this.objc = objc;
        this.set = make(objc, device);
    }

    private static long make(ObjectiveC objc, long device) {
        long type = objc.classOf("MTLResidencySetDescriptor");
        if (type == 0 || !objc.respondsTo(device, "newResidencySetWithDescriptor:error:")) {
            return 0;
        }
        try (ObjectiveC.Pool _ = objc.pool();
                Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(ValueLayout.ADDRESS);
            long descriptor = objc.send(objc.send(type, objc.selector("alloc")), objc.selector("init"));
            objc.send(descriptor, objc.selector("setLabel:"), objc.string("lazuli"));
            long made = objc.send(device, objc.selector("newResidencySetWithDescriptor:error:"), descriptor, error);
            objc.release(descriptor);
            return made;
        }
    }

    /** The set's address; 0 if the system has none. */
    long set() {
        return set;
    }

    /** Has a queue keep the set resident while it works. */
    void attachTo(long queue) {
        if (set != 0) {
            objc.send(queue, objc.selector("addResidencySet:"), set);
        }
    }

    /** The opposite. */
    void detachFrom(long queue) {
        if (set != 0) {
            objc.send(queue, objc.selector("removeResidencySet:"), set);
        }
    }

    /** To be told of a new buffer. */
    synchronized void add(long buffer, long size) {
        if (set == 0) {
            return;
        }
        if (bytes + size <= limit) {
            include(buffer, size);
            request();
        } else {
            outside.put(buffer, size);
        }
    }

    private void include(long buffer, long size) {
        inside.put(buffer, size);
        bytes += size;
        objc.send(set, objc.selector("addAllocation:"), buffer);
    }

    private void request() {
        objc.send(set, objc.selector("commit"));
        objc.send(set, objc.selector("requestResidency"));
    }

    /** To be told of a buffer that is about to be released. */
    synchronized void remove(long buffer) {
        if (set == 0 || outside.remove(buffer) != null) {
            return;
        }
        Long size = inside.remove(buffer);
        if (size != null) {
            bytes -= size;
            objc.send(set, objc.selector("removeAllocation:"), buffer);
            objc.send(set, objc.selector("commit"));
        }
    }

    /** Keeps so many bytes resident at most from now on. */
    synchronized void setLimit(long given) {
        if (set == 0 || given == limit) {
            return;
        }
        limit = given;
        if (bytes > limit) {
            empty();
        } else {
            fill();
        }
    }

    /** Takes in what fits. */
    private void fill() {
        outside.entrySet().removeIf(entry -> {
            boolean fits = bytes + entry.getValue() <= limit;
            if (fits) {
                include(entry.getKey(), entry.getValue());
            }
            return fits;
        });
        request();
    }

    /** Lets the oldest go until the rest fits. */
    private void empty() {
        Iterator<Map.Entry<Long, Long>> entries = inside.entrySet().iterator();
        while (bytes > limit && entries.hasNext()) {
            Map.Entry<Long, Long> entry = entries.next();
            entries.remove();
            outside.put(entry.getKey(), entry.getValue());
            bytes -= entry.getValue();
            objc.send(set, objc.selector("removeAllocation:"), entry.getKey());
        }
        objc.send(set, objc.selector("commit"));
    }
}
