package lazuli.backend.metal;

import static java.lang.foreign.ValueLayout.*;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import lazuli.backend.gpu.device.Library;
import lazuli.backend.gpu.device.Pipeline;
import lazuli.core.backend.DeviceException;
import org.jspecify.annotations.Nullable;

/**
 * An {@code MTLLibrary}, kept as long as the process.
 *
 * @param archive with those of its kernels that have been compiled before; null if none are kept
 */
record MetalLibrary(
        ObjectiveC objc,
        long device,
        long library,
        String label,
        @Nullable KernelArchive archive) implements Library {
    @Override
    public Pipeline pipeline(String kernel) {
        try (ObjectiveC.Pool _ = objc.pool();
                Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(ADDRESS);
            long function = objc.send(library, objc.selector("newFunctionWithName:"), objc.string(kernel));
            if (function == 0) {
                throw new DeviceException("[metal] %s has no kernel %s".formatted(label, kernel));
            }
            long state = archive == null
                    ? objc.send(device, objc.selector("newComputePipelineStateWithFunction:error:"), function, error)
                    : archive.pipeline(function, error);
            objc.release(function);
            if (state == 0) {
                throw new DeviceException("[metal] the kernel %s of %s is refused: %s"
                        .formatted(kernel, label, objc.reason(error.get(JAVA_LONG, 0))));
            }
            int threads = (int) objc.send(state, objc.selector("maxTotalThreadsPerThreadgroup"));
            return new MetalPipeline(state, kernel, threads);
        }
    }
}
