package lazuli.backend.gpu.device;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import lazuli.core.backend.DeviceException;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A kernel with its arguments: buffers in slots 0, 1, 2, ... and after them one structure by value, laid out as C does. It is filled, encoded, and
 * filled anew for the next kernel, so that a launch allocates nothing. Used by one thread.
 */
public final class Launch {
    /** Metal's limit for the structure, in bytes. */
    public static final int MOST_ARGUMENT_BYTES = 4096;

    /** Metal's limit of slots is 31, of which the structure takes one. */
    public static final int MOST_BUFFERS = 30;

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment arguments = arena.allocate(MOST_ARGUMENT_BYTES, 16);
    private final long[] handles = new long[MOST_BUFFERS];
    private final long[] offsets = new long[MOST_BUFFERS];
    private @Nullable Pipeline pipeline;
    private int buffers;

    /** Which slot is that of the faults; -1 if none is. */
    private int faults = -1;

    private int used;
    private int alignment;
    private long touched;
    private Grid grid = Grid.of(0, 0);
    private boolean countsThreads;

    /** Begins anew. */
    public Launch of(Pipeline kernel) {
        pipeline = kernel;
        buffers = 0;
        faults = -1;
        used = 0;
        alignment = 1;
        touched = 0;
        return this;
    }

    /** The next slot: a pointer to the tensor's first element, wherever the others lie. */
    public Launch buffer(Tensor tensor) {
        touched += tensor.byteSize();
        return buffer(tensor.buffer(), tensor.offset() * tensor.dtype().size());
    }

    /** The next slot: a pointer into a buffer, {@code offset} bytes from its start. */
    public Launch buffer(Buffer buffer, long offset) {
        if (buffers == MOST_BUFFERS) {
            throw new IllegalStateException("[gpu] %s takes more than %d buffers".formatted(pipeline(), MOST_BUFFERS));
        }
        handles[buffers] = buffer.handle();
        offsets[buffers++] = buffer.offset() + offset;
        return this;
    }

    /**
     * The next slot, the last of the buffers: where the kernel tells of an index that is out of range, and as the structure's next member, an {@code
     * u32}, whose index it is.
     */
    public Launch faults(IndexedOperation operation) {
        if (buffers == MOST_BUFFERS) {
            throw new IllegalStateException("[gpu] %s takes more than %d buffers".formatted(pipeline(), MOST_BUFFERS));
        }
        faults = buffers++;
        return i32(operation.code());
    }

    /** Whether the kernel tells of faults, so that {@link #tellFaultsTo} must be called. */
    public boolean tellsFaults() {
        return faults >= 0;
    }

    /** Where it tells of them. */
    public void tellFaultsTo(long handle, long offset) {
        handles[faults] = handle;
        offsets[faults] = offset;
    }

    /** The structure's next member, an {@code i32} or {@code u32}. */
    public Launch i32(int value) {
        arguments.set(ValueLayout.JAVA_INT, place(4), value);
        return this;
    }

    /** The same of a number that must fit: a length or a count. */
    public Launch i32(long value) {
        if (value != (int) value) {
            throw new DeviceException("[gpu] %s: %d elements are more than 2^31 - 1"
                    .formatted(pipeline().name(), value));
        }
        return i32((int) value);
    }

    /** The structure's next member, an {@code i64} or {@code u64}. */
    public Launch i64(long value) {
        arguments.set(ValueLayout.JAVA_LONG, place(8), value);
        return this;
    }

    /** The structure's next member, an {@code f32}. */
    public Launch f32(float value) {
        arguments.set(ValueLayout.JAVA_FLOAT, place(4), value);
        return this;
    }

    /** The structure's next member of 1, 2, 4 or 8 bytes, by its bits. */
    public Launch bits(int bytes, long value) {
        switch (bytes) {
            case 1 -> arguments.set(ValueLayout.JAVA_BYTE, place(1), (byte) value);
            case 2 -> arguments.set(ValueLayout.JAVA_SHORT, place(2), (short) value);
            case 4 -> arguments.set(ValueLayout.JAVA_INT, place(4), (int) value);
            case 8 -> arguments.set(ValueLayout.JAVA_LONG, place(8), value);
            default -> throw new IllegalArgumentException("a member of " + bytes + " bytes");
        }
        return this;
    }

    private long place(int bytes) {
        int at = (used + bytes - 1) / bytes * bytes;
        if (at + bytes > MOST_ARGUMENT_BYTES) {
            throw new IllegalStateException(
                    "[gpu] %s takes more than %d bytes of arguments".formatted(pipeline(), MOST_ARGUMENT_BYTES));
        }
        used = at + bytes;
        alignment = Math.max(alignment, bytes);
        return at;
    }

    /** How many groups of how many threads. */
    public Launch over(Grid given) {
        grid = given;
        countsThreads = false;
        return this;
    }

    /** So many threads as the grid has groups, in groups of so many; those at its edges may be smaller. Only on Metal. */
    public Launch overThreads(Grid given) {
        grid = given;
        countsThreads = true;
        return this;
    }

    /** Whether the grid's groups are threads. */
    public boolean countsThreads() {
        return countsThreads;
    }

    /** What to run. */
    public Pipeline pipeline() {
        Pipeline kernel = pipeline;
        if (kernel == null) {
            throw new IllegalStateException("[gpu] a launch without a kernel");
        }
        return kernel;
    }

    /** How many slots are taken. */
    public int buffers() {
        return buffers;
    }

    /** What the device knows a slot's memory by. */
    public long handle(int slot) {
        return handles[slot];
    }

    /** Where the slot's pointer points there, in bytes. */
    public long offset(int slot) {
        return offsets[slot];
    }

    /** The structure; its slot comes after the buffers'. */
    public MemorySegment arguments() {
        return arguments;
    }

    /** The structure's bytes, with the padding at its end; 0 if there is none. */
    public int argumentBytes() {
        return (used + alignment - 1) / alignment * alignment;
    }

    /** The groups. */
    public Grid grid() {
        return grid;
    }

    /** Bytes of the tensors that it reads and writes. */
    public long touched() {
        return touched;
    }
}
