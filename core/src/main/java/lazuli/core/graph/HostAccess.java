package lazuli.core.graph;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.backend.Backends;
import lazuli.core.backend.Tensor;
import lazuli.core.device.Residency;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.ForeignMemory;
import lazuli.core.schedule.Event;
import org.jspecify.annotations.Nullable;

/** The elements of evaluated arrays, for those who copy them elsewhere. */
public final class HostAccess {
    private HostAccess() {}

    /** What is done with the elements; the segment is valid only while it runs. */
    @FunctionalInterface
    public interface Reader<T, E extends Exception> {
        /** Reads all elements, without gaps and in row-major order. */
        T read(MemorySegment elements) throws E;
    }

    /** Evaluates an array and lets {@code reader} see its elements. */
    public static <T, E extends Exception> T read(Array array, Reader<T, E> reader) throws E {
        Tensor value = evaluated(array);
        try {
            if (value.isRowMajor()) {
                return readGuarded(value, reader);
            }
            Tensor copy = rowMajorCopy(value);
            try {
                return reader.read(copy.buffer().segment().asSlice(0, copy.byteSize()));
            } finally {
                copy.buffer().release();
            }
        } finally {
            value.buffer().release();
        }
    }

    /** Lets the elements be read where they lie; where that is memory of others, the reader's failure may be about that memory. */
    private static <T, E extends Exception> T readGuarded(Tensor value, Reader<T, E> reader) throws E {
        ForeignMemory owner = value.buffer().foreign();
        if (owner == null) {
            return reader.read(elements(value));
        }
        owner.requireReadable();
        try {
            return reader.read(elements(value));
        } catch (RuntimeException | InternalError fault) {
            RuntimeException reason = ForeignReads.unreadable(owner, fault);
            if (reason == null) {
                throw fault;
            }
            throw reason;
        }
    }

    private static MemorySegment elements(Tensor value) {
        long start = value.offset() * value.dtype().size();
        return value.byteSize() == 0
                ? MemorySegment.NULL
                : value.buffer().segment().asSlice(start, value.byteSize());
    }

    /** The same elements in memory of their own. */
    private static Tensor rowMajorCopy(Tensor value) {
        ForeignMemory owner = value.buffer().foreign();
        if (owner != null) {
            owner.requireReadable();
        }
        Tensor copy = Tensor.rowMajor(Allocator.host().allocate(value.byteSize()), value.dtype(), value.shape());
        try {
            ForeignReads.during(new Tensor[] {value}, () -> {
                Backends.cpu().copy(value, copy);
                return new Tensor[] {copy};
            });
            return copy;
        } catch (RuntimeException | Error failure) {
            copy.buffer().release();
            throw failure;
        }
    }

    /**
     * Evaluates an array and shows its elements where they lie, or those of a copy in row-major order, for as long as the segment is reachable.
     * What lies in memory of others is a part of their segment, which fails once they close it.
     */
    public static MemorySegment view(Array array) {
        Tensor value = evaluated(array);
        if (value.isRowMajor() && value.buffer().foreign() == null) {
            return segment(value);
        }
        try {
            return value.isRowMajor() ? foreignSegment(value) : segment(rowMajorCopy(value));
        } finally {
            value.buffer().release();
        }
    }

    private static MemorySegment foreignSegment(Tensor value) {
        ForeignMemory owner = value.buffer().foreign();
        if (owner != null) {
            owner.requireReadable();
        }
        return elements(value).asReadOnly();
    }

    /** Takes over the caller's count. */
    private static MemorySegment segment(Tensor value) {
        return MemorySegment.ofAddress(value.address())
                .reinterpret(
                        value.byteSize(),
                        Arena.ofAuto(),
                        ignored -> value.buffer().release())
                .asReadOnly();
    }

    /** The same elements where they can be read; takes over the count. */
    private static Tensor onHost(Tensor value) {
        if (Residency.isOnHost(value)) {
            return value;
        }
        try {
            return Residency.onHost(value);
        } finally {
            value.buffer().release();
        }
    }

    /** The array's memory with a count. A temporary may lose it to another thread's evaluation, and is then computed again. */
    private static Tensor evaluated(Array array) {
        while (true) {
            @Nullable Tensor value = retained(array);
            if (value != null) {
                Event pending = Nodes.of(array).event();
                if (pending == null || !pending.isEncodedFirst()) {
                    return onHost(value);
                }
                value.buffer().release();
            }
            Evaluator.eval(List.of(array));
        }
    }

    /** Until there is a count of its own, the handle keeps the memory. */
    private static @Nullable Tensor retained(Array array) {
        try {
            return Nodes.of(array).retainValue(Nodes.index(array));
        } finally {
            Reference.reachabilityFence(array);
        }
    }
}
