package lazuli.core.device;

import lazuli.core.backend.CpuKernels;
import lazuli.core.backend.Kernels;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Where kernels run.
 *
 * @param kernels which
 * @param memory what they write to is allocated there
 * @param queue that they are encoded into; null where a kernel's work is done once it returns
 */
public record Target(
        Kernels kernels, Allocator memory, @Nullable DeviceQueue queue) {
    /** The processor. */
    public static Target cpu(CpuKernels kernels) {
        return new Target(kernels, Allocator.host(), null);
    }

    /** Whether a kernel's work is done once it returns. */
    public boolean isSynchronous() {
        return queue == null;
    }

    /** Uninitialized memory with one owner, for kernels to write to. */
    public Buffer allocate(long bytes) {
        return queue == null ? memory.allocate(bytes) : queue.allocate(bytes);
    }

    /** To be told that a step is encoded, or has failed: what its kernels were lent is taken back. */
    public void endStep() {
        if (queue != null) {
            queue.endStep();
        }
    }

    /** To be told of memory that kernels will write to. */
    public void isWritten(Buffer buffer) {
        if (queue != null) {
            buffer.writtenBy(queue.open());
        }
    }

    /** Whether kernels may write to memory at once, and where they find it. */
    public boolean mayWrite(Buffer buffer) {
        return queue == null
                ? buffer.space().isHostReadable() && buffer.isFreeFor(null)
                : queue.isReachable(buffer) && buffer.isFreeFor(queue);
    }

    /** Whether kernels can read elements where they lie, now or in the order of the queue. */
    public boolean isReadable(Tensor tensor) {
        return queue == null ? Residency.isOnHost(tensor) : queue.readsInPlace(tensor.buffer());
    }

    /** Elements that are not readable where they lie, or not yet: elsewhere or later, with a count on their memory. */
    public Tensor readable(Tensor tensor) {
        return queue == null ? Residency.onHost(tensor) : queue.read(tensor);
    }
}
