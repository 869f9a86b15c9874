package lazuli.core.device;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import lazuli.core.backend.GpuRuntime;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;
import lazuli.core.memory.Use;

/**
 * Copies elements between the host's memory and GPUs'. A copy stays with the memory that it was made of, until that is written over or given back:
 * a weight goes up once.
 */
public final class Residency {
    private Residency() {}

    /**
     * What a copy is of: bytes of a buffer.
     *
     * @param memory where it lies
     */
    private record Key(Allocator memory, long start, long bytes) {}

    /** The bytes between a tensor's first and last element in memory. */
    private record Span(long start, long bytes) {
        static Span of(Tensor tensor) {
            long first = tensor.offset();
            long last = tensor.offset();
            if (tensor.shape().size() == 0) {
                return new Span(0, 0);
            }
            for (int axis = 0; axis < tensor.shape().rank(); axis++) {
                long reach = (tensor.shape().length(axis) - 1) * tensor.strides()[axis];
                first += Math.min(0, reach);
                last += Math.max(0, reach);
            }
            long size = tensor.dtype().size();
            return new Span(first * size, (last - first + 1) * size);
        }
    }

    /** Whether the host can read elements where they lie. */
    public static boolean isOnHost(Tensor tensor) {
        return tensor.buffer().space().isHostReadable() && tensor.buffer().written() == null;
    }

    /** Elements that the host can read, once they are written, with a count on their memory. */
    public static Tensor onHost(Tensor tensor) {
        Buffer buffer = tensor.buffer();
        Use writing = buffer.written();
        if (writing != null) {
            writing.await();
        }
        if (buffer.space().isHostReadable()) {
            buffer.retain();
            return tensor;
        }
        return copied(
                tensor,
                Allocator.host(),
                (span, to) -> runtimeOf(buffer).download(buffer, span.start(), segment(to, span.bytes())));
    }

    /** Elements in a GPU's memory, with a count; those of the host and of other GPUs are there already. */
    static Tensor onGpu(Tensor tensor, Gpu gpu) {
        Buffer buffer = tensor.buffer();
        if (buffer.space().isHostReadable()) {
            return copied(tensor, gpu.memory(), (span, to) -> {
                MemorySegment bytes = span.bytes() == 0
                        ? MemorySegment.NULL
                        : buffer.segment().asSlice(span.start(), span.bytes());
                gpu.runtime().upload(bytes, to, 0);
            });
        }
        return copied(tensor, gpu.memory(), (span, to) -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment between =
                        arena.allocate(Math.max(1, span.bytes())).asSlice(0, span.bytes());
                runtimeOf(buffer).download(buffer, span.start(), between);
                gpu.runtime().upload(between, to, 0);
            }
        });
    }

    /** Copies bytes to the start of a buffer. */
    @FunctionalInterface
    private interface Copying {
        void copy(Span from, Buffer to);
    }

    private static Tensor copied(Tensor tensor, Allocator memory, Copying copying) {
        Span span = Span.of(tensor);
        Buffer copy = tensor.buffer().copied(new Key(memory, span.start(), span.bytes()), () -> {
            Buffer made = memory.allocate(span.bytes());
            try {
                copying.copy(span, made);
                return made;
            } catch (RuntimeException | Error failure) {
                made.release();
                throw failure;
            }
        });
        return new Tensor(
                copy,
                tensor.dtype(),
                tensor.shape(),
                tensor.strides(),
                tensor.offset() - span.start() / tensor.dtype().size());
    }

    private static MemorySegment segment(Buffer buffer, long bytes) {
        return buffer.segment().asSlice(0, bytes);
    }

    private static GpuRuntime runtimeOf(Buffer buffer) {
        for (Gpu gpu : Gpus.all()) {
            if (buffer.isOf(gpu.runtime().memory())) {
                return gpu.runtime();
            }
        }
        throw new IllegalStateException("[memory] a buffer of no device");
    }
}
