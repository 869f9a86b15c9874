package lazuli.core.memory;

import org.jspecify.annotations.Nullable;

/** Where an {@link Allocator} gets its memory from, and gives it back to. Safe for use by several threads. */
public interface MemorySource {
    /** Who can read it. */
    MemorySpace space();

    /** How much there is, in bytes. */
    long physicalBytes();

    /**
     * Uninitialized memory.
     *
     * @param bytes a multiple of 64
     * @return where it lies; null if there is none
     */
    @Nullable
    Place allocate(long bytes);

    /** Gives back what {@link #allocate} gave for so many bytes, when nothing uses it any more. */
    void free(Place place, long bytes);

    /**
     * Where memory lies.
     *
     * @param handle what the device knows it by
     * @param address on a 64-byte boundary; 0 where the processor cannot read it
     */
    record Place(long handle, long address) {}
}
