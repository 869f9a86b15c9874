package lazuli.backend.gpu.queue;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import lazuli.backend.gpu.device.IndexedOperation;
import lazuli.core.backend.DeviceException;
import lazuli.core.memory.MemorySource;

/**
 * Where kernels tell of indices that are out of range: for each command buffer a slot, which the first kernel with such an index fills, and which is
 * read when the command buffer is done. Taken by a queue's thread, checked by that of its completion.
 */
final class Faults {
    /** More than there are command buffers in flight, so that nobody reads a slot that is taken again. */
    private static final int SLOTS = 16;

    /** A slot is the kernels' {@code Fault}: the operation's code, or 0, the index, the axis' length. */
    private static final long SLOT_BYTES = 32;

    private static final long INDEX = 8;
    private static final long LENGTH = 16;

    private final MemorySource memory;
    private final MemorySource.Place place;
    private final MemorySegment slots;
    private int taken;

    Faults(MemorySource memory) {
        this.memory = memory;
        MemorySource.Place given = memory.allocate(SLOTS * SLOT_BYTES);
        if (given == null) {
            throw new DeviceException("[gpu] no memory for %d bytes".formatted(SLOTS * SLOT_BYTES));
        }
        place = given;
        slots = MemorySegment.ofAddress(place.address()).reinterpret(SLOTS * SLOT_BYTES);
    }

    /** An empty slot for a new command buffer. */
    int take() {
        int slot = taken++ % SLOTS;
        slots.asSlice(slot * SLOT_BYTES, SLOT_BYTES).fill((byte) 0);
        taken %= SLOTS;
        return slot;
    }

    /** What the device knows the slots' memory by. */
    long handle() {
        return place.handle();
    }

    /** Where a slot lies there, in bytes. */
    long offset(int slot) {
        return slot * SLOT_BYTES;
    }

    /**
     * Looks at the slot of a command buffer that is done.
     *
     * @throws IndexOutOfBoundsException if a kernel met an index that is out of range
     */
    void check(int slot) {
        long at = offset(slot);
        int code = slots.get(JAVA_INT, at);
        if (code != 0) {
            throw IndexedOperation.of(code)
                    .outOfRange(slots.get(JAVA_LONG, at + INDEX), slots.get(JAVA_LONG, at + LENGTH));
        }
    }

    /** Gives the memory back. */
    void close() {
        memory.free(place, SLOTS * SLOT_BYTES);
    }
}
