package lazuli.core.memory;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A counted region of memory, of the processor or of a device, on a 64-byte boundary unless it is someone else's. Whoever stores a buffer retains it; the last
 * release gives the memory back to its allocator, whose cache will hand it out again. Safe for use by several threads.
 */
public final class Buffer {
    private static final VarHandle OWNERS;

    static {
        try {
            OWNERS = MethodHandles.lookup().findVarHandle(Buffer.class, "owners", int.class);
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    private final Block block;

    /** Where it begins in the block, in bytes. */
    private final long offset;

    private final long capacity;
    private final Origin origin;
    private volatile int owners = 1;
    private @Nullable List<Attachment> attachments;

    /** How many Java objects hold it until they are found dead; owned by {@link ReferenceReaper}. */
    int handles;

    /**
     * What was derived from the contents.
     *
     * @param value null as long as it has been asked for once only
     */
    private record Attachment(Object key, @Nullable Buffer value) {}

    /** Who gets the memory back. */
    interface Origin {
        void recycle(Block block);

        /** Whether an exclusive owner may write to it. */
        default boolean isWritable() {
            return true;
        }
    }

    /** Memory that comes back by itself once nothing refers to the segment. */
    private record Foreign(MemorySegment memory, ForeignMemory owner) implements Origin {
        @Override
        public void recycle(Block block) {}

        @Override
        public boolean isWritable() {
            return false;
        }
    }

    /** Memory that goes back with the last reference to the buffer; what was derived from it is kept by the whole. */
    private record Collected(Buffer whole) implements Origin {
        @Override
        public void recycle(Block block) {}

        @Override
        public boolean isWritable() {
            return false;
        }
    }

    /** A whole block. */
    Buffer(Block block, Origin origin) {
        this(block, 0, block.bytes(), origin);
    }

    private Buffer(Block block, long offset, long capacity, Origin origin) {
        this.block = block;
        this.offset = offset;
        this.capacity = capacity;
        this.origin = origin;
    }

    /**
     * A buffer with one owner over native memory that was not allocated here, a mapped file for example: never written to, kept alive by
     * the segment, not counted by any limit, and on no particular boundary.
     */
    public static Buffer over(MemorySegment memory, ForeignMemory owner) {
        return new Buffer(Block.foreign(memory.address(), memory.byteSize()), new Foreign(memory, owner));
    }

    /** Whose memory it is, for memory that was not allocated here; else null. */
    public @Nullable ForeignMemory foreign() {
        return switch (origin) {
            case Foreign(MemorySegment _, ForeignMemory owner) -> owner;
            case Collected(Buffer whole) -> whole.foreign();
            default -> null;
        };
    }

    /**
     * The same memory for owners that are too many and too small to be counted: it goes back once the collector finds that nobody refers to
     * the result any more. Takes over the caller's count. Never written to.
     */
    public Buffer collected() {
        Buffer handle = new Buffer(block, offset, capacity, new Collected(this));
        new BufferReference(handle, this).releaseWithOwner();
        return handle;
    }

    /** Whether it is a {@link #collected} one, so that there is no need to count. */
    public boolean isCollected() {
        return origin instanceof Collected;
    }

    /** A buffer with one owner over a part of this one, which it retains; {@code offset} is a multiple of 64. */
    public Buffer part(long offset, long bytes) {
        if (!retain()) {
            throw new IllegalStateException("part of a buffer that has been released");
        }
        return new Buffer(block, this.offset + offset, bytes, _ -> release());
    }

    /**
     * Where the memory begins for the processor.
     *
     * @throws IllegalStateException if the processor cannot read it
     */
    public long address() {
        return block.address() + offset;
    }

    /** Who can read and write it. */
    public MemorySpace space() {
        return block.space();
    }

    /** What the device knows the memory by of which this is a part, or the whole. */
    public long handle() {
        return block.place().handle();
    }

    /** Where it begins there, in bytes. */
    public long offset() {
        return offset;
    }

    /** Whose memory it is; null for memory that was not allocated here. */
    public @Nullable Allocator allocator() {
        return block.allocator();
    }

    /** Whether it lies in memory of a source. */
    public boolean isOf(MemorySource source) {
        return block.isOf(source);
    }

    /** Notes that a device's queue reads it. */
    public void usedBy(Use use) {
        block.usedBy(use);
    }

    /** Notes that a device's queue writes it. */
    public void writtenBy(Use use) {
        block.writtenBy(use);
    }

    /** The last work of a queue that wrote to it; null if none has, or it is done. */
    public @Nullable Use written() {
        return block.written();
    }

    /** Whether a queue, or the processor where it is null, may read and write it without waiting for other queues. */
    public boolean isFreeFor(@Nullable Object queue) {
        return block.isFreeFor(queue);
    }

    /** Usable bytes; at least what was asked for. */
    public long capacity() {
        return capacity;
    }

    /** The bytes that come back with the last owner: none of memory that was not allocated here. */
    long allocated() {
        return origin.isWritable() ? capacity : 0;
    }

    /** Memory that the processor can read as a segment, valid while the caller holds a count. That of others fails if they close it; ours has no bounds in time. */
    public MemorySegment segment() {
        if (origin instanceof Foreign(MemorySegment memory, ForeignMemory _)) {
            return memory;
        }
        return MemorySegment.ofAddress(address()).reinterpret(capacity);
    }

    /** Adds an owner; false if the last one has gone, in which case the buffer must not be used. */
    public boolean retain() {
        while (true) {
            int count = owners;
            if (count == 0) {
                return false;
            }
            if (OWNERS.compareAndSet(this, count, count + 1)) {
                return true;
            }
        }
    }

    /** Takes an owner away; the last one frees the memory. */
    public void release() {
        int left = (int) OWNERS.getAndAdd(this, -1) - 1;
        if (left == 0) {
            detachAll();
            origin.recycle(block);
        } else if (left < 0) {
            throw new IllegalStateException("buffer released more often than retained");
        }
    }

    /** Whether the caller is the only owner and may write over the contents. */
    public boolean isExclusive() {
        return owners == 1 && origin.isWritable();
    }

    /**
     * Memory derived from this buffer's contents, for example a weight in a kernel library's own layout, with a count that the caller
     * releases. From the second time it is asked for it is kept until the contents die; before that, whoever changes weights at each
     * step would hold memory for nothing.
     */
    public Buffer derived(Object key, Supplier<Buffer> maker) {
        return derived(key, maker, false);
    }

    /** The same, kept from the first time: a copy in another memory is needed wherever this one is. */
    public Buffer copied(Object key, Supplier<Buffer> maker) {
        return derived(key, maker, true);
    }

    private synchronized Buffer derived(Object key, Supplier<Buffer> maker, boolean isKeptAtOnce) {
        if (origin instanceof Collected(Buffer whole)) {
            return whole.derived(key, maker, isKeptAtOnce);
        }
        if (attachments == null) {
            attachments = new ArrayList<>(1);
        }
        for (int i = 0; i < attachments.size(); i++) {
            Attachment attachment = attachments.get(i);
            if (!attachment.key().equals(key)) {
                continue;
            }
            Buffer value = attachment.value();
            if (value == null) {
                value = maker.get();
                attachments.set(i, new Attachment(key, value));
            }
            value.retain();
            return value;
        }
        Buffer made = maker.get();
        if (isKeptAtOnce) {
            made.retain();
        }
        attachments.add(new Attachment(key, isKeptAtOnce ? made : null));
        return made;
    }

    /** Drops what was derived from the contents; to be called before they are written over. */
    public synchronized void detachAll() {
        if (attachments != null) {
            for (Attachment attachment : attachments) {
                Buffer value = attachment.value();
                if (value != null) {
                    value.release();
                }
            }
            attachments = null;
        }
    }
}
