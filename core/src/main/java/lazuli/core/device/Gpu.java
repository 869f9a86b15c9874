package lazuli.core.device;

import lazuli.core.backend.GpuRuntime;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.MemorySource;

/**
 * A GPU and the allocator of what it computes with.
 *
 * @param memory the processor's own where both use the same; of several such GPUs only the first does, for memory has one source
 */
public record Gpu(GpuRuntime runtime, Allocator memory) {
    /** Takes the processor's memory from the runtime if both can use it and no GPU provides it so far. */
    static Gpu of(GpuRuntime runtime, boolean isHostProvided) {
        MemorySource memory = runtime.memory();
        if (!memory.space().isHostReadable() || isHostProvided) {
            return new Gpu(runtime, new Allocator(memory));
        }
        Allocator.host().setSource(memory);
        return new Gpu(runtime, Allocator.host());
    }
}
