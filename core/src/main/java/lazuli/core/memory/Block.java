package lazuli.core.memory;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of memory as its source gave it: it goes from owner to owner until the allocator gives it back. Knows the work that may still use it. */
public final class Block {
    private final MemorySource.Place place;
    private final long bytes;
    private final MemorySpace space;

    /** Where it goes back to; null for memory that was not allocated here. */
    private final @Nullable MemorySource source;

    /** Whose it is; null for memory that was not allocated here. */
    private final @Nullable Allocator allocator;

    /** The last use of each queue, as long as it is not known to be done. */
    private volatile List<Use> uses = List.of();

    /** The last that writes; null if a queue never did. */
    private volatile @Nullable Use written;

    private Block(
            MemorySource.Place place,
            long bytes,
            MemorySpace space,
            @Nullable MemorySource source,
            @Nullable Allocator allocator) {
        this.place = place;
        this.bytes = bytes;
        this.space = space;
        this.source = source;
        this.allocator = allocator;
    }

    /** A new block of an allocator's; null if the source has none. */
    static @Nullable Block of(MemorySource source, long bytes, Allocator allocator) {
        MemorySource.Place place = source.allocate(bytes);
        return place == null ? null : new Block(place, bytes, source.space(), source, allocator);
    }

    /** The processor's memory that was not allocated here. */
    static Block foreign(long address, long bytes) {
        return new Block(new MemorySource.Place(address, address), bytes, MemorySpace.HOST, null, null);
    }

    /** Gives it back to its source. */
    void free() {
        if (source != null) {
            source.free(place, bytes);
        }
    }

    /** Whether it is a source's. */
    boolean isOf(MemorySource other) {
        return other.equals(source);
    }

    MemorySource.Place place() {
        return place;
    }

    long bytes() {
        return bytes;
    }

    MemorySpace space() {
        return space;
    }

    @Nullable
    Allocator allocator() {
        return allocator;
    }

    /** Where it begins for the processor. */
    long address() {
        if (!space.isHostReadable()) {
            throw new IllegalStateException("[memory] a device's memory has no address for the processor");
        }
        return place.address();
    }

    /** Notes work that is encoded; it comes after that which the same queue has been given before. */
    synchronized void usedBy(Use use) {
        if (uses.contains(use)) {
            return;
        }
        List<Use> now = new ArrayList<>(uses.size() + 1);
        for (Use other : uses) {
            if (isOutstanding(other, use.queue())) {
                now.add(other);
            }
        }
        now.add(use);
        uses = List.copyOf(now);
    }

    @SuppressWarnings("ReferenceEquality") // queues are what they are
    private static boolean isOutstanding(Use use, @Nullable Object queue) {
        return use.queue() != queue && !use.isDone();
    }

    /** The same for work that writes. */
    void writtenBy(Use use) {
        written = use;
        usedBy(use);
    }

    /** The last work of a queue that wrote to it; null if none has, or it is known to be done. */
    @Nullable
    Use written() {
        Use last = written;
        return last == null || last.isDone() ? null : last;
    }

    /** Whether a queue, or the processor where it is null, may write to it without waiting for others. */
    boolean isFreeFor(@Nullable Object queue) {
        for (Use use : uses) {
            if (isOutstanding(use, queue)) {
                return false;
            }
        }
        return true;
    }

    /** The work that may still use it, one of each queue. */
    List<Use> uses() {
        return uses;
    }
}
