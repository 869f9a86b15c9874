package lazuli.core.device;

import lazuli.core.backend.GpuRuntime;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.MemorySpace;

/**
 * A GPU and the allocator of what it computes with.
 *
 * @param memory the processor's own where both use the same
 */
public record Gpu(GpuRuntime runtime, Allocator memory) {
    static Gpu of(GpuRuntime runtime) {
        MemorySpace space = runtime.memory().space();
        return switch (space) {
            case HOST, UNIFIED -> {
                Allocator.host().setSource(runtime.memory());
                yield new Gpu(runtime, Allocator.host());
            }
            case DEVICE -> new Gpu(runtime, new Allocator(runtime.memory()));
        };
    }
}
