package lazuli.conformance.late;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import lazuli.core.memory.MemorySource;
import lazuli.core.memory.MemorySpace;
import org.jspecify.annotations.Nullable;

/** Memory that is known by numbers, which are no addresses. What is new or free is full of bytes that are no sensible value of any type. */
final class LateMemory implements MemorySource {
    private static final long BYTES = 4L << 30;
    private static final long ALIGNMENT = 64;
    private static final byte POISON = (byte) 0xAD;
    private static final long MOST_POISONED = 1 << 14;

    private static final MethodHandle ALLOCATE = function(
            "aligned_alloc",
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    private static final MethodHandle FREE = function("free", FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG));

    private final AtomicLong next = new AtomicLong(1);
    private final ConcurrentHashMap<Long, MemorySegment> blocks = new ConcurrentHashMap<>();

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker()
                .downcallHandle(Linker.nativeLinker().defaultLookup().find(name).orElseThrow(), descriptor);
    }

    @Override
    public MemorySpace space() {
        return MemorySpace.DEVICE;
    }

    @Override
    public long physicalBytes() {
        return BYTES;
    }

    @Override
    public @Nullable Place allocate(long bytes) {
        try {
            long address = (long) ALLOCATE.invokeExact(ALIGNMENT, bytes);
            if (address == 0) {
                return null;
            }
            MemorySegment block = MemorySegment.ofAddress(address).reinterpret(bytes, Arena.global(), null);
            poison(block);
            long handle = next.getAndIncrement();
            blocks.put(handle, block);
            return new Place(handle, 0);
        } catch (Throwable failure) {
            throw new LinkageError("aligned_alloc", failure);
        }
    }

    @Override
    public void free(Place place, long bytes) {
        MemorySegment block = blocks.remove(place.handle());
        if (block == null) {
            throw new IllegalStateException("[late] block %d is freed twice".formatted(place.handle()));
        }
        poison(block);
        try {
            FREE.invokeExact(block.address());
        } catch (Throwable failure) {
            throw new LinkageError("free", failure);
        }
    }

    private static void poison(MemorySegment block) {
        block.asSlice(0, Math.min(block.byteSize(), MOST_POISONED)).fill(POISON);
    }

    /** What a handle stands for. */
    MemorySegment block(long handle) {
        MemorySegment block = blocks.get(handle);
        if (block == null) {
            throw new IllegalStateException("[late] there is no block %d".formatted(handle));
        }
        return block;
    }

    /** How many blocks there are. */
    int blocks() {
        return blocks.size();
    }
}
